-- What people don't want to be recommended for a time, and who took it back.

CREATE TABLE suppression (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  suppression TEXT NOT NULL,            -- JSON
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;

CREATE TABLE suppression_end (
  number INTEGER PRIMARY KEY REFERENCES suppression (number),
  action_id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  said_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER suppression_stays BEFORE UPDATE ON suppression
BEGIN SELECT RAISE(ABORT, 'suppressions are only added'); END;

CREATE TRIGGER suppression_is_kept BEFORE DELETE ON suppression
BEGIN SELECT RAISE(ABORT, 'suppressions are only added'); END;
