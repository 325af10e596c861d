-- Who did what: a chain of entries that are only added. Persons and texts stand beside it under salted hashes, so
-- that they can be erased while the chain stays whole.

CREATE TABLE audit_entry (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                     -- instant
  kind TEXT NOT NULL,
  person TEXT NOT NULL,                 -- audit_person.reference; '' for the local administrator and for Tally itself
  platform TEXT,
  channel TEXT,                         -- slack:T0123/C0456
  what TEXT NOT NULL,                   -- JSON, without anything that the person wrote
  text TEXT,                            -- audit_text.reference
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL                    -- SHA-256 over all of the above
) STRICT;
CREATE INDEX audit_entry_by_time ON audit_entry (at);
CREATE INDEX audit_entry_by_person ON audit_entry (person, number);
CREATE INDEX audit_entry_by_kind ON audit_entry (kind, number);

CREATE TABLE audit_person (
  reference TEXT PRIMARY KEY,           -- SHA-256 over salt and name
  name TEXT NOT NULL UNIQUE,            -- e-mail in small letters, or a stranger's id on the platform
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_text (
  reference TEXT PRIMARY KEY,           -- SHA-256 over salt and text
  number INTEGER NOT NULL UNIQUE,       -- of its entry
  person TEXT NOT NULL,                 -- as in its entry
  salt TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX audit_text_by_person ON audit_text (person);

-- Where the chain ends: tells that entries were cut off.
CREATE TABLE audit_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (one, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
WHEN NOT EXISTS (
  SELECT 1 FROM audit_head WHERE number = NEW.number - 1 AND hash = NEW.previous_hash
)
BEGIN SELECT RAISE(ABORT, 'entries of the audit log are only added at its end'); END;

CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'entries of the audit log are only added'); END;

CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
WHEN OLD.number > coalesce((
  SELECT json_extract(what, '$.entriesUntil') FROM audit_entry
  WHERE kind = 'retention' ORDER BY number DESC LIMIT 1
), 0)
BEGIN SELECT RAISE(ABORT, 'no entry of the audit log says that this one is removed'); END;

CREATE TRIGGER audit_text_stays BEFORE UPDATE ON audit_text
BEGIN SELECT RAISE(ABORT, 'texts of the audit log are only added'); END;

CREATE TRIGGER audit_text_is_kept BEFORE DELETE ON audit_text
WHEN OLD.number > coalesce((
  SELECT json_extract(what, '$.textsUntil') FROM audit_entry
  WHERE kind = 'retention' ORDER BY number DESC LIMIT 1
), 0) AND NOT EXISTS (
  SELECT 1 FROM audit_entry WHERE kind = 'erasure' AND person = OLD.person AND number > OLD.number
)
BEGIN SELECT RAISE(ABORT, 'no entry of the audit log says that this text is removed'); END;

CREATE TRIGGER audit_person_stays BEFORE UPDATE ON audit_person
BEGIN SELECT RAISE(ABORT, 'persons of the audit log are only added'); END;

CREATE TRIGGER audit_person_is_kept BEFORE DELETE ON audit_person
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE person = OLD.reference)
  AND NOT EXISTS (SELECT 1 FROM audit_entry WHERE kind = 'erasure' AND person = OLD.reference)
BEGIN SELECT RAISE(ABORT, 'no entry of the audit log says that this person is erased'); END;

CREATE TRIGGER audit_head_advances BEFORE UPDATE ON audit_head WHEN NEW.number <= OLD.number
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
