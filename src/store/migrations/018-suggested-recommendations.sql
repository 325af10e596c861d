-- What people recommend themselves about anomalies.

CREATE TABLE suggested_recommendation (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  key TEXT NOT NULL UNIQUE,             -- of the recommendation that comes of it
  suggestion TEXT NOT NULL,             -- JSON
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;

CREATE TRIGGER suggested_recommendation_stays BEFORE UPDATE ON suggested_recommendation
BEGIN SELECT RAISE(ABORT, 'suggested recommendations are only added'); END;

CREATE TRIGGER suggested_recommendation_is_kept BEFORE DELETE ON suggested_recommendation
BEGIN SELECT RAISE(ABORT, 'suggested recommendations are only added'); END;
