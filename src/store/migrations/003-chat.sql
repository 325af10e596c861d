-- What the chat platforms need kept: what was handled already, what buttons stand for, files to be fetched,
-- feedback, Slack's installations and where Teams can be written to.

CREATE TABLE handled (
  key TEXT PRIMARY KEY,                 -- 'slack:Ev123', 'press:<action>:<person>'
  until TEXT NOT NULL                   -- instant after which the same key is new again
) STRICT, WITHOUT ROWID;
CREATE INDEX handled_by_age ON handled (until);

CREATE TABLE issued_action (
  id TEXT PRIMARY KEY,                  -- opaque, random
  action TEXT NOT NULL,                 -- JSON: CardAction
  thread TEXT NOT NULL,
  answer_id TEXT NOT NULL,
  state TEXT NOT NULL,                  -- JSON: what the thread held when the card was drawn
  expires_at TEXT NOT NULL              -- instant
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_action_by_age ON issued_action (expires_at);

CREATE TABLE kept_file (
  id TEXT PRIMARY KEY,                  -- opaque, random: whoever has the address has the file
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL,
  description TEXT NOT NULL,
  expires_at TEXT NOT NULL              -- instant
) STRICT;
CREATE INDEX kept_file_by_age ON kept_file (expires_at);

CREATE TABLE feedback (
  answer_id TEXT NOT NULL,
  person TEXT NOT NULL,                 -- as in conversation
  verdict TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
  note TEXT,
  given_at TEXT NOT NULL,               -- instant
  PRIMARY KEY (answer_id, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE slack_installation (
  id TEXT PRIMARY KEY,                  -- enterprise or team id
  sealed BLOB NOT NULL,                 -- the installation with its tokens, encrypted
  installed_at TEXT NOT NULL            -- instant
) STRICT;

CREATE TABLE teams_conversation (
  id TEXT PRIMARY KEY,                  -- Teams' conversation id
  reference TEXT NOT NULL,              -- JSON: service URL, tenant, scope
  seen_at TEXT NOT NULL                 -- instant
) STRICT, WITHOUT ROWID;

CREATE TABLE teams_answer (
  activity_id TEXT PRIMARY KEY,         -- Teams' id of the message
  answer_id TEXT NOT NULL,
  sent_at TEXT NOT NULL                 -- instant
) STRICT, WITHOUT ROWID;
CREATE INDEX teams_answer_by_age ON teams_answer (sent_at);
