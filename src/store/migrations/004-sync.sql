-- What sync knows of the sources: what was loaded in which version, how the last sync went, who is at it.

CREATE TABLE sync_unit (
  source TEXT NOT NULL,
  unit TEXT NOT NULL,                   -- '2026-10', or 'all' where only the rows tell the month
  version TEXT NOT NULL,                -- of what was loaded; the same again is a no-op
  sequence TEXT,                        -- sorts later for later states; null where unknown
  parts TEXT NOT NULL,                  -- JSON list: the names of the files
  billing_periods TEXT NOT NULL,        -- JSON list of days: whose rows it held
  loaded_at TEXT NOT NULL,              -- instant
  PRIMARY KEY (source, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_source (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  tried_at TEXT NOT NULL,               -- instant
  succeeded_at TEXT,                    -- instant of the last sync without a failure
  problems TEXT NOT NULL,               -- JSON list of sentences: what failed in the last sync
  held TEXT NOT NULL,                   -- JSON list of sentences: what waits for a decision
  gone TEXT NOT NULL,                   -- JSON list of units that the source has no more; their rows stay
  memory TEXT,                          -- the source's own, for its next survey
  calls INTEGER NOT NULL,               -- ever made
  call_cost REAL NOT NULL               -- US dollars, ever
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_lease (
  source TEXT PRIMARY KEY,
  owner TEXT NOT NULL,                  -- JSON: host, process
  expires_at TEXT NOT NULL              -- instant
) STRICT, WITHOUT ROWID;
