-- Whose channels are, as people have said: the last one of a channel counts, and tally.yaml goes before all of them.

CREATE TABLE channel_team (
  number INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL UNIQUE,       -- the press or the message by which it was said
  channel TEXT NOT NULL,                -- slack:T0123/C0456
  team TEXT,                            -- a value of the dimension `team`; null where it is nobody's any more
  person TEXT NOT NULL,                 -- e-mail; '' for the local administrator
  said_at TEXT NOT NULL                 -- instant
) STRICT;
CREATE INDEX channel_team_by_channel ON channel_team (channel, number);

-- What was sent long ago is forgotten by when it was settled.
CREATE INDEX posting_by_settling ON posting (settled_at) WHERE state <> 'open';
