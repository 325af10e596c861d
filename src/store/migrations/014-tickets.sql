-- Tickets about recommendations: asked for here, opened elsewhere.

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL REFERENCES recommendation (number),
  key TEXT NOT NULL UNIQUE,             -- by which the ticket is found again where it is opened
  action_id TEXT NOT NULL,              -- the press or the message by which it was asked for
  draft TEXT NOT NULL,                  -- JSON, as it was confirmed
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  channel TEXT,                         -- where the outcome is told; null where nowhere
  asked_at TEXT NOT NULL,               -- instants
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,                 -- it isn't tried before
  claimed_at TEXT,                      -- a process is at it
  problem TEXT,                         -- why it isn't sent, in words
  ticket TEXT,                          -- JSON: id, address and how it stands; null before it is opened
  read_at TEXT,                         -- when it was last looked at
  UNIQUE (action_id, number)
) STRICT;
CREATE INDEX ticket_by_number ON ticket (number, id);
CREATE INDEX ticket_waiting ON ticket (due_at) WHERE status = 'waiting';
