-- What each person last asked in a thread, so that "and last month?" has something to follow.

CREATE TABLE conversation (
  thread TEXT NOT NULL,
  person TEXT NOT NULL,                 -- e-mail of the asker; '' for the local administrator
  state TEXT NOT NULL,                  -- JSON: the last call with the rows it showed, and an open question
  asked_at TEXT NOT NULL,               -- instant
  PRIMARY KEY (thread, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_by_age ON conversation (asked_at);
