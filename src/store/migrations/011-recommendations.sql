-- The recommendations that were ever found, and the steps of their lives.

CREATE TABLE recommendation (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,             -- kind and thing, whatever the figures
  recommendation TEXT NOT NULL,         -- JSON, as it was last found
  first_seen TEXT NOT NULL,             -- days
  last_seen TEXT NOT NULL
) STRICT;

CREATE TABLE recommendation_step (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL REFERENCES recommendation (number),
  action_id TEXT NOT NULL,              -- the press, the message, or the search by which it was taken
  step TEXT NOT NULL,                   -- JSON
  at TEXT NOT NULL,                     -- instant
  UNIQUE (action_id, number)
) STRICT;
CREATE INDEX recommendation_step_by_number ON recommendation_step (number, id);

CREATE TRIGGER recommendation_step_stays BEFORE UPDATE ON recommendation_step
BEGIN SELECT RAISE(ABORT, 'steps of recommendations are only added'); END;

CREATE TRIGGER recommendation_step_is_kept BEFORE DELETE ON recommendation_step
BEGIN SELECT RAISE(ABORT, 'steps of recommendations are only added'); END;
