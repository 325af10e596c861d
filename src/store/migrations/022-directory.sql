-- People as lists from elsewhere have them: a CSV file, SCIM, Slack's user groups. What doesn't hold any more stays
-- as history, and gives nobody rights.

CREATE TABLE directory_entry (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,                 -- the list: csv, scim, slack:T0123
  email TEXT NOT NULL,                  -- in small letters
  entry TEXT NOT NULL,                  -- JSON
  since TEXT NOT NULL,                  -- instant
  until TEXT                            -- instant; null as long as it holds
) STRICT;
CREATE UNIQUE INDEX directory_entry_held ON directory_entry (origin, email) WHERE until IS NULL;
CREATE INDEX directory_entry_by_email ON directory_entry (email);

-- When each list was last read, whether or not anything had changed.
CREATE TABLE directory_list (
  origin TEXT PRIMARY KEY,
  read_at TEXT NOT NULL                 -- instant
) STRICT, WITHOUT ROWID;

-- Another number whenever what holds has changed.
CREATE TABLE directory_generation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO directory_generation (one, number) VALUES (1, 0);

CREATE TRIGGER directory_entry_added AFTER INSERT ON directory_entry
BEGIN UPDATE directory_generation SET number = number + 1; END;

CREATE TRIGGER directory_entry_ended AFTER UPDATE ON directory_entry
BEGIN UPDATE directory_generation SET number = number + 1; END;

CREATE TRIGGER directory_entry_stays BEFORE UPDATE OF id, origin, email, entry, since ON directory_entry
BEGIN SELECT RAISE(ABORT, 'entries of the directory only end'); END;

CREATE TRIGGER directory_entry_ends_once BEFORE UPDATE OF until ON directory_entry
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL
BEGIN SELECT RAISE(ABORT, 'entries of the directory end once'); END;

CREATE TRIGGER directory_entry_is_kept BEFORE DELETE ON directory_entry WHEN OLD.until IS NULL
BEGIN SELECT RAISE(ABORT, 'an entry of the directory ends before it is forgotten'); END;
