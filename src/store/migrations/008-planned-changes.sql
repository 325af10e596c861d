-- What people plan that will change the cost. Plans of tally.yaml stand as long as nothing is here under their name.

CREATE TABLE plan_version (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  name TEXT NOT NULL,
  plan TEXT,                            -- JSON; null where it was given up
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;

CREATE TRIGGER plan_version_stays BEFORE UPDATE ON plan_version
BEGIN SELECT RAISE(ABORT, 'versions of plans are only added'); END;

CREATE TRIGGER plan_version_is_kept BEFORE DELETE ON plan_version
BEGIN SELECT RAISE(ABORT, 'versions of plans are only added'); END;
