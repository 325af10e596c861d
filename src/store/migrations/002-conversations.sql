-- What each person last asked in a thread, so that "and last month?" has something to follow.

CREATE TABLE conversation (
  thread TEXT NOT NULL,
  person TEXT NOT NULL,                 -- e-mail of the asker; '' for the local administrator
  skill TEXT NOT NULL,
  input TEXT NOT NULL,                  -- JSON, as the skill parsed it
  shown TEXT,                           -- JSON, the first values of the answer's rows; null without rows
  asked_at TEXT NOT NULL,               -- instant
  PRIMARY KEY (thread, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_by_age ON conversation (asked_at);
