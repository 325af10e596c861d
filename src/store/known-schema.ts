import BetterSqlite3, { type Database } from "better-sqlite3";
import { ConfigError } from "#src/errors";
import { migrations, newestVersion, versionOf } from "./open-store.ts";

/**
 * The number of a store's last migration, where it has all tables and views that the migrations up to it make.
 * @throws ConfigError when it is no store of Tally, or one of a newer version
 */
export function schemaOf(database: Database, file: string): number {
  const version = versionOf(database);
  const newest = newestVersion();
  const there = new Set(namesIn(database));
  if (version > newest && there.has("delivery")) {
    throw new ConfigError(
      `${file} was made by a newer version of Tally (schema ${version}; this one knows ${newest}). Update Tally first.`,
    );
  }
  // Other programs number their schemas too.
  const isStore = version > 0 && version <= newest;
  if (!isStore || namesAt(version).some((name) => !there.has(name))) {
    throw new ConfigError(`${file} is no store of Tally.`);
  }
  return version;
}

/** What the migrations up to one make. */
function namesAt(version: number): readonly string[] {
  const empty = new BetterSqlite3(":memory:");
  try {
    for (const migration of migrations()) {
      if (migration.version <= version) empty.exec(migration.sql);
    }
    return namesIn(empty);
  } finally {
    empty.close();
  }
}

function namesIn(database: Database): readonly string[] {
  return database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    .pluck()
    .all();
}
