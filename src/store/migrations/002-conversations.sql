-- What was last asked in each thread, so that "and last month?" has something to follow.

CREATE TABLE conversation (
  thread TEXT PRIMARY KEY,
  person TEXT NOT NULL,                 -- e-mail of the asker; '' for the local administrator
  skill TEXT NOT NULL,
  input TEXT NOT NULL,                  -- JSON, as the skill parsed it
  asked_at TEXT NOT NULL                -- instant
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_by_age ON conversation (asked_at);
