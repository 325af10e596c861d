-- What people said of anomalies. Anomalies themselves are computed from the charges each time.

CREATE TABLE anomaly_feedback (
  id INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  pattern TEXT NOT NULL,                -- slice, currency and direction
  start TEXT NOT NULL,                  -- first day of the anomaly that it was said of
  verdict TEXT NOT NULL CHECK (verdict IN ('acknowledged', 'expected', 'not-useful', 'reopened')),
  until TEXT,                           -- first day on which it holds no more
  note TEXT,
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  given_at TEXT NOT NULL                -- instant
) STRICT;
