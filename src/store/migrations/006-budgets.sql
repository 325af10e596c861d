-- What people made of budgets. Those of tally.yaml stand as long as nothing is here under their name.

CREATE TABLE budget_version (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was set
  name TEXT NOT NULL,
  budget TEXT,                          -- JSON; null where it was deleted
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  set_at TEXT NOT NULL                  -- instant
) STRICT;

CREATE TRIGGER budget_version_stays BEFORE UPDATE ON budget_version
BEGIN SELECT RAISE(ABORT, 'versions of budgets are only added'); END;

CREATE TRIGGER budget_version_is_kept BEFORE DELETE ON budget_version
BEGIN SELECT RAISE(ABORT, 'versions of budgets are only added'); END;
