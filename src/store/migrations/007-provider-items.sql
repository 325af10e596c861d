-- What providers say beside the charges, and what they are to be told.

CREATE TABLE provider_item (
  source TEXT NOT NULL,                 -- key in tally.yaml
  kind TEXT NOT NULL,
  id TEXT NOT NULL,                     -- the provider's, or made of what stays the same
  item TEXT NOT NULL,                   -- JSON, as it was last listed
  first_seen_at TEXT NOT NULL,          -- instants
  last_seen_at TEXT NOT NULL,
  gone_at TEXT,                         -- when it was first missing; null while it is listed
  feed TEXT NOT NULL DEFAULT '',        -- that it was last listed by: "AWS Budgets"
  PRIMARY KEY (source, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_state (
  source TEXT NOT NULL,
  feed TEXT NOT NULL,                   -- "AWS Budgets"
  read_at TEXT NOT NULL,                -- instant of the last reading that succeeded
  memory TEXT,                          -- the feed's own, for its next reading
  PRIMARY KEY (source, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE write_back (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL,              -- the press or the message by which it was asked
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  item_id TEXT NOT NULL,
  write_back TEXT NOT NULL,             -- JSON
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  asked_at TEXT NOT NULL,               -- instant
  status TEXT NOT NULL CHECK (status IN ('waiting', 'told', 'refused', 'failed')),
  problem TEXT,                         -- why it was refused or failed, or why it still waits
  tries INTEGER NOT NULL DEFAULT 0,
  tried_at TEXT,                        -- instant of the last try; null before the first
  settled_at TEXT,                      -- instant; null while it waits
  UNIQUE (action_id, source, kind, item_id)
) STRICT;
CREATE INDEX write_back_waiting ON write_back (source, id) WHERE status = 'waiting';
CREATE INDEX write_back_by_item ON write_back (source, kind, item_id, id);

-- What paid calls of a source have cost, by UTC day.
CREATE TABLE call_cost (
  source TEXT NOT NULL,
  day TEXT NOT NULL,
  dollars REAL NOT NULL,
  PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- What the last sync of a source found beside its bills; problems stay those of the bills.
ALTER TABLE sync_source ADD COLUMN feed_problems TEXT NOT NULL DEFAULT '[]';   -- JSON list of sentences
ALTER TABLE sync_source ADD COLUMN has_bills INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sync_source ADD COLUMN caveat TEXT;   -- what its charges lack, in a sentence for answers
