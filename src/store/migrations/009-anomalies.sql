-- Anomalies can be put off until a day, and what is said of them holds for what its speaker saw.

CREATE TABLE anomaly_said (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  pattern TEXT NOT NULL,                -- slice, currency and direction
  start TEXT NOT NULL,                  -- first day of the anomaly that it was said of
  verdict TEXT NOT NULL
    CHECK (verdict IN ('acknowledged', 'expected', 'not-useful', 'snoozed', 'reopened')),
  until TEXT,                           -- first day on which it holds no more
  note TEXT,
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  scope TEXT NOT NULL,                  -- JSON list of filters: the charges that the person saw
  given_at TEXT NOT NULL                -- instant
) STRICT;

-- Whose scopes aren't known any more are taken to have seen everything, as they did until now.
INSERT INTO anomaly_said
  SELECT id, action_id, pattern, start, verdict, until, note, person, '[]', given_at
  FROM anomaly_feedback;

DROP TABLE anomaly_feedback;
ALTER TABLE anomaly_said RENAME TO anomaly_feedback;
