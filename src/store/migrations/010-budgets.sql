-- Whose alerts are silent, and how tally.yaml had its budgets over time.

-- The last one of a budget and period says whether it is silent until that period's end.
CREATE TABLE budget_silence (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  budget TEXT NOT NULL,                 -- name in small letters
  period_start TEXT NOT NULL,           -- day
  is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;
CREATE INDEX budget_silence_by_budget ON budget_silence (budget, period_start, id);

CREATE TABLE budget_file_version (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  budget TEXT,                          -- JSON; null where the file has it no more
  first_read_at TEXT NOT NULL           -- instant
) STRICT;

CREATE TRIGGER budget_file_version_stays BEFORE UPDATE ON budget_file_version
BEGIN SELECT RAISE(ABORT, 'versions of budgets are only added'); END;

CREATE TRIGGER budget_file_version_is_kept BEFORE DELETE ON budget_file_version
BEGIN SELECT RAISE(ABORT, 'versions of budgets are only added'); END;
