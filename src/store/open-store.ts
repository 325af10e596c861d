import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { ConfigError } from "#src/errors";
import { isBusy } from "./sync/lease.ts";

const MIGRATIONS = join(import.meta.dirname, "migrations");
const PAGE_SIZE = 8192;
const CACHE_KIBIBYTES = 40_960;
/** How long another process is waited for, in milliseconds. */
const PATIENCE = 5000;

/**
 * Opens the store in `file` and brings its schema up to date; `:memory:` opens an empty one.
 * @throws ConfigError when the file can't be opened or isn't a store of this program; it is as it was then
 */
export function openStore(file: string): Database {
  let database: Database | null = null;
  try {
    if (file !== ":memory:") prepareFile(file);
    database = new BetterSqlite3(file);
    refuseOthers(database, file);
    database.pragma(`page_size = ${PAGE_SIZE}`);
    useLog(database);
    database.pragma("synchronous = NORMAL");
    // Of what is deleted or moved nothing stays behind in the file.
    database.pragma("secure_delete = ON");
    database.pragma("foreign_keys = ON");
    database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    database.pragma(`busy_timeout = ${PATIENCE}`);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const advice = isBusy(error)
      ? "Another process is at work on it; try again when it's done."
      : "Name another file with --db, or move this one away.";
    throw new ConfigError(`The store ${file} can't be opened (${reason}). ${advice}`);
  }
}

/** A pipe or a device would be waited for, for ever, and what has no name is kept nowhere. */
function prepareFile(file: string): void {
  if (file === "") throw new Error("it has no name");
  mkdirSync(dirname(file), { recursive: true });
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw new Error("it is no file");
}

/** Other programs keep databases of SQLite too, and number their schemas. @throws ConfigError */
function refuseOthers(database: Database, file: string): void {
  const list = database.prepare<[], string>("SELECT name FROM sqlite_schema").pluck();
  // At one moment: another process may be making this very store.
  const { names, version } = database.transaction(() => ({
    names: list.all(),
    version: versionOf(database),
  }))();
  if (names.length === 0 && version === 0) return;
  if (version === 0 || !names.includes("delivery")) {
    throw new ConfigError(
      `The store ${file} can't be opened (it is a database of another program). Name another file with --db.`,
    );
  }
  const newest = newestVersion();
  if (version > newest) {
    throw new ConfigError(
      `The store ${file} was made by a newer version of Tally (schema ${version}; this one knows ${newest}). Update Tally, or name another file with --db.`,
    );
  }
}

/** Others who open a new store at the same moment are waited for: SQLite doesn't do so for this. */
function useLog(database: Database): void {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      database.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
    }
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

/** Each step as a whole, by whichever process comes first. */
function migrate(database: Database): void {
  for (const { version, sql } of migrations()) {
    if (version <= versionOf(database)) continue;
    database
      .transaction(() => {
        if (version <= versionOf(database)) return;
        database.exec(sql);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/** The number of the last migration that there is. */
export function newestVersion(): number {
  return migrations().at(-1)?.version ?? 0;
}

/** The number of the last migration that a database has had; 0 for none. */
export function versionOf(database: Database): number {
  return Number(database.pragma("user_version", { simple: true }));
}
