import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { ConfigError } from "#src/errors";
import { schemaOf } from "./known-schema.ts";
import { isBusy } from "./sync/lease.ts";

/** Pages copied between two looks at the progress: 8 MB. */
const PAGES_AT_ONCE = 1024;
/** Files that SQLite keeps beside a store while it is open. */
const COMPANIONS = ["-wal", "-shm", "-journal"];
/** What SQLite says of a file that is no database any more. */
const DAMAGED = /^SQLITE_(NOTADB|CORRUPT)/;

/** Told now and then how many of how many bytes are copied. */
export type OnCopied = (done: number, total: number) => void;

/** A copy of a store, which was checked. */
export interface StoreCopy {
  readonly bytes: number;
  /** The number of its last migration. */
  readonly schema: number;
}

/** A store that was put in place. */
export interface Restored extends StoreCopy {
  /** Where the one is that it replaced; null where there was none. */
  readonly aside: string | null;
}

/**
 * Copies a store to `file` as it is at one moment; others may read and write it meanwhile. The copy is one file for
 * this user's eyes alone, and is there only once it is whole.
 * @throws ConfigError where there is no store, the copy can't be written or isn't sound, or `file` is there and isn't
 * to be replaced
 */
export async function backUpStore(
  store: string,
  file: string,
  options: { readonly isReplacing: boolean; readonly onCopied: OnCopied },
): Promise<StoreCopy> {
  if (!isFile(store)) {
    throw new ConfigError(`There is no store ${store}. Name the one to copy with --db.`);
  }
  if (isPartOf(store, file)) throw new ConfigError(`${file} is the store itself.`);
  if (existsSync(file) && !options.isReplacing) {
    throw new ConfigError(`${file} is there already; --force replaces it.`);
  }
  return withPart(file, async (part) => {
    const copy = await copyStore(store, part, options.onCopied);
    renameSync(part, file);
    return copy;
  });
}

/**
 * Puts a copy of `file` in the place of a store, where a link leads to it too; the one that was there is renamed, by the
 * instant `now`.
 * @throws ConfigError where `file` is no sound store of a schema known here, or the store is in use; nothing is
 * changed then
 */
export async function restoreStore(
  file: string,
  named: string,
  options: { readonly now: Date; readonly onCopied: OnCopied },
): Promise<Restored> {
  // A pipe or a device would be waited for, for ever.
  if (!isFile(file)) throw new ConfigError(`There is no file ${file}.`);
  if (isPartOf(named, file)) throw new ConfigError(`${file} is the store itself.`);
  const store = existsSync(named) ? realpathSync(named) : named;
  refuseIfUsed(store);
  return withPart(store, async (part) => {
    const copy = await copyStore(file, part, options.onCopied);
    // Copying takes its time.
    refuseIfUsed(store);
    const aside = existsSync(store) ? moveAside(store, options.now) : null;
    renameSync(part, store);
    return { ...copy, aside };
  });
}

/** Runs `write` with a new, empty file beside `file`, and leaves none behind where it isn't renamed. */
async function withPart<T>(file: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = newPart(file);
  try {
    return await write(part);
  } catch (error) {
    throw asConfigError(`${file} can't be written`, error);
  } finally {
    for (const ending of ["", ...COMPANIONS]) rmSync(`${part}${ending}`, { force: true });
  }
}

/** It is for this user's eyes alone from the beginning. */
function newPart(file: string): string {
  const part = `${file}.${randomUUID()}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(part, "", { mode: 0o600, flag: "wx" });
    return part;
  } catch (error) {
    throw asConfigError(`${file} can't be written`, error);
  }
}

async function copyStore(from: string, to: string, onCopied: OnCopied): Promise<StoreCopy> {
  const schema = await copyPages(from, to, onCopied);
  const copy = new BetterSqlite3(to, { fileMustExist: true });
  try {
    const integrity = String(copy.pragma("integrity_check(1)", { simple: true }));
    if (integrity !== "ok") throw new ConfigError(`${from} is damaged (${integrity}).`);
    // A file of its own, with no log beside it; the store gets one again when it is opened.
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
  return { bytes: statSync(to).size, schema };
}

/** Copies within one reading transaction: what others write meanwhile neither shows nor begins it anew. */
async function copyPages(from: string, to: string, onCopied: OnCopied): Promise<number> {
  let source: Database | null = null;
  try {
    source = new BetterSqlite3(from, { readonly: true, fileMustExist: true });
    const pageSize = Number(source.pragma("page_size", { simple: true }));
    source.exec("BEGIN");
    const schema = schemaOf(source, from);
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        onCopied((totalPages - remainingPages) * pageSize, totalPages * pageSize);
        return PAGES_AT_ONCE;
      },
    });
    return schema;
  } catch (error) {
    throw asConfigError(
      isDamage(error) ? `${from} is no store, or is cut off or damaged` : `${from} can't be copied`,
      error,
    );
  } finally {
    source?.close();
  }
}

/**
 * Whoever has a store open holds a lock that keeps its log in place; where nobody has, the log is folded into the file.
 * @throws ConfigError when somebody has it open
 */
function refuseIfUsed(store: string): void {
  if (!existsSync(store)) return;
  let database: Database | null = null;
  try {
    database = new BetterSqlite3(store, { timeout: 0, fileMustExist: true });
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    if (isBusy(error)) {
      throw new ConfigError(
        `The store ${store} is in use. Stop the Tally that serves from it first.`,
      );
    }
    // One that can't be read any more is what a restore is for.
    if (!isDamage(error)) throw asConfigError(`The store ${store} can't be replaced`, error);
  } finally {
    database?.close();
  }
}

function moveAside(store: string, now: Date): string {
  const aside = `${store}.replaced-${now.toISOString().replaceAll(":", "-")}`;
  for (const ending of COMPANIONS) {
    if (existsSync(`${store}${ending}`)) renameSync(`${store}${ending}`, `${aside}${ending}`);
  }
  renameSync(store, aside);
  return aside;
}

/** Whether a file is the store or one that SQLite keeps beside it, also by another name or through a link. */
function isPartOf(store: string, file: string): boolean {
  return ["", ...COMPANIONS].some((ending) => isSameFile(`${store}${ending}`, file));
}

function isSameFile(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return false;
  const [a, b] = [statSync(one), statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && DAMAGED.test(String(error.code));
}

function asConfigError(problem: string, error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  return new ConfigError(`${problem} (${error instanceof Error ? error.message : String(error)}).`);
}
