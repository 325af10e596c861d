-- What is sent by itself: schedules, each message on its way, and the matters that alerts are about.

CREATE TABLE schedule_version (
  number INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was set
  id TEXT NOT NULL,                     -- the same for all versions of a schedule
  schedule TEXT,                        -- JSON; null where it was stopped
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator and for tally.yaml
  origin TEXT NOT NULL CHECK (origin IN ('conversation', 'tally.yaml')),
  set_at TEXT NOT NULL                  -- instant
) STRICT;
CREATE INDEX schedule_version_by_id ON schedule_version (id, number);

CREATE TRIGGER schedule_version_stays BEFORE UPDATE ON schedule_version
BEGIN SELECT RAISE(ABORT, 'versions of schedules are only added'); END;

CREATE TRIGGER schedule_version_is_kept BEFORE DELETE ON schedule_version
BEGIN SELECT RAISE(ABORT, 'versions of schedules are only added'); END;

-- A message to be posted, or a posted one to be drawn anew: planned before it is tried, and once only.
CREATE TABLE posting (
  number INTEGER PRIMARY KEY,           -- those of one subject go out in this order
  id TEXT NOT NULL UNIQUE,              -- also its mark on the platform
  kind TEXT NOT NULL CHECK (kind IN ('report', 'alert', 'growth', 'update', 'held-back')),
  subject TEXT NOT NULL,                -- id of the schedule or of the matter; the channel of what was held back
  step TEXT NOT NULL,                   -- which one of the subject's: a local date, or a number
  channel TEXT NOT NULL,                -- slack:T0123/C0456
  day TEXT NOT NULL,                    -- the local date on which it is due; once sent, on which it was
  due_at TEXT NOT NULL,                 -- instants from here on
  next_try_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  first_tried_at TEXT,                  -- when the platform was first and last handed it
  last_tried_at TEXT,
  thread TEXT,                          -- the platform's id of the message under which it went
  is_in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (is_in_doubt IN (0, 1)), -- a try may have arrived
  has_waited INTEGER NOT NULL DEFAULT 0 CHECK (has_waited IN (0, 1)),   -- for data
  owner TEXT,                           -- JSON: the process that is at it
  owned_until TEXT,
  state TEXT NOT NULL DEFAULT 'open'
    CHECK (state IN ('open', 'sent', 'skipped', 'failed', 'unsure')),
  message_id TEXT,                      -- the platform's, once it is sent
  problem TEXT,
  settled_at TEXT,
  UNIQUE (kind, subject, step, channel)
) STRICT;
CREATE INDEX posting_open ON posting (subject, channel, number) WHERE state = 'open';
CREATE INDEX posting_by_subject ON posting (subject, number);
CREATE INDEX posting_by_channel ON posting (channel, day, kind);

-- What alerts are told of: from its first sign until it is over.
CREATE TABLE matter (
  id TEXT PRIMARY KEY,
  alert_key TEXT NOT NULL,
  channel TEXT NOT NULL,
  alert TEXT NOT NULL,                  -- JSON, as it was last seen
  revision INTEGER NOT NULL,            -- goes up whenever the card changes
  state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'held-back', 'over')),
  told_size REAL NOT NULL,              -- as large as it was when it was last told
  growths INTEGER NOT NULL DEFAULT 0,   -- how often its growth was told
  grown_on TEXT,                        -- the local date of the last time
  held_on TEXT,                         -- the local date on which it was held back
  begun_at TEXT NOT NULL,               -- instants
  over_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX matter_running ON matter (alert_key) WHERE state <> 'over';
CREATE INDEX matter_by_key ON matter (alert_key, begun_at);
CREATE INDEX matter_by_channel ON matter (channel, held_on);

-- The last one of an alert's key says until when it is silent.
CREATE TABLE alert_mute (
  number INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  alert_key TEXT NOT NULL,
  until TEXT,                           -- instant; null where it is heard again
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;
CREATE INDEX alert_mute_by_key ON alert_mute (alert_key, number);
