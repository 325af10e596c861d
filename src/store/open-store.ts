import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { ConfigError } from "#src/errors";

const MIGRATIONS = join(import.meta.dirname, "migrations");
const PAGE_SIZE = 8192;
const CACHE_KIBIBYTES = 40_960;

/**
 * Opens the store in `file` and brings its schema up to date; `:memory:` opens an empty one.
 * @throws ConfigError when the file can't be opened or isn't a store of this program
 */
export function openStore(file: string): Database {
  try {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    const database = new BetterSqlite3(file);
    database.pragma(`page_size = ${PAGE_SIZE}`);
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL");
    database.pragma("foreign_keys = ON");
    database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    database.pragma("busy_timeout = 5000");
    migrate(database, file);
    return database;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The store ${file} can't be opened (${reason}). Name another file with --db, or move this one away.`,
    );
  }
}

/** A step of the schema; a store says with `user_version` which was its last. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** The numbered schema files, oldest first. */
export function migrations(): readonly Migration[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({
      version: Number.parseInt(name, 10),
      sql: readFileSync(join(MIGRATIONS, name), "utf8"),
    }));
}

function migrate(database: Database, file: string): void {
  const known = migrations();
  const newest = known.at(-1)?.version ?? 0;
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > newest) {
    throw new ConfigError(
      `The store ${file} was made by a newer version of Tally (schema ${version}; this one knows ${newest}). Update Tally, or name another file with --db.`,
    );
  }
  for (const migration of known) {
    if (migration.version <= version) continue;
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
}
