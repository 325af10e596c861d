import type { Database } from "better-sqlite3";
import { thisProcess } from "#src/store/process-owner";

/** A lease that isn't renewed ends after so long, in milliseconds. */
const LEASE_TIME = 300_000;
const RENEW_EVERY = 30_000;

/** The lease of this name is the right to load; no source has an empty name. */
const LOADS = "";

/** The right to sync a source, or to load into the store; at most one process has it at a time. */
export class Lease {
  readonly #database: Database;
  readonly #source: string;
  readonly #now: () => Date;
  readonly #renewal: NodeJS.Timeout;

  private constructor(database: Database, source: string, now: () => Date) {
    this.#database = database;
    this.#source = source;
    this.#now = now;
    this.#renewal = setInterval(() => this.#renew(), RENEW_EVERY);
    this.#renewal.unref();
  }

  /** The lease, or null while another process (or sync of this one) has it or writes to the store. */
  static take(database: Database, source: string, now: () => Date): Lease | null {
    try {
      const isMine = database.transaction(() => takeRow(database, source, now())).immediate();
      return isMine ? new Lease(database, source, now) : null;
    } catch (error) {
      if (isBusy(error)) return null;
      throw error;
    }
  }

  /** The right to load, or null while another load runs or another process writes to the store. */
  static takeForLoad(database: Database): Lease | null {
    return Lease.take(database, LOADS, () => new Date());
  }

  /** Whether it wasn't renewed in time, and another process took it. */
  isLost(): boolean {
    return rowOf(this.#database, this.#source)?.owner !== thisProcess.name;
  }

  /** Gives the right back. */
  end(): void {
    clearInterval(this.#renewal);
    this.#write(() =>
      this.#database
        .prepare("DELETE FROM sync_lease WHERE source = ? AND owner = ?")
        .run(this.#source, thisProcess.name),
    );
  }

  #renew(): void {
    this.#write(() =>
      this.#database
        .prepare("UPDATE sync_lease SET expires_at = ? WHERE source = ? AND owner = ?")
        .run(endOf(this.#now()), this.#source, thisProcess.name),
    );
  }

  /** While another process writes, nobody else can take the lease either; one that stays ends by itself. */
  #write(statement: () => void): void {
    try {
      statement();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
}

/** Whether this process or another loads into the store. */
export function isLoading(database: Database): boolean {
  const row = rowOf(database, LOADS);
  return row !== undefined && isHeld(row, new Date());
}

/** Whether another process loads into the store. */
export function isLoadingElsewhere(database: Database): boolean {
  return isLoading(database) && rowOf(database, LOADS)?.owner !== thisProcess.name;
}

interface LeaseRow {
  readonly owner: string;
  readonly expires_at: string;
}

function rowOf(database: Database, source: string): LeaseRow | undefined {
  return database
    .prepare<[string], LeaseRow>("SELECT owner, expires_at FROM sync_lease WHERE source = ?")
    .get(source);
}

function isHeld(row: LeaseRow, now: Date): boolean {
  return row.expires_at > now.toISOString() && thisProcess.isAlive(row.owner);
}

function takeRow(database: Database, source: string, now: Date): boolean {
  removeLeft(database);
  const row = rowOf(database, source);
  if (row !== undefined && isHeld(row, now)) return false;
  database
    .prepare("INSERT OR REPLACE INTO sync_lease (source, owner, expires_at) VALUES (?, ?, ?)")
    .run(source, thisProcess.name, endOf(now));
  return true;
}

/** Removes the leases of processes that have ended without giving them back. */
function removeLeft(database: Database): void {
  const remove = database.prepare("DELETE FROM sync_lease WHERE owner = ?");
  const owners = database
    .prepare<[], string>("SELECT DISTINCT owner FROM sync_lease")
    .pluck()
    .all();
  for (const owner of owners) if (!thisProcess.isAlive(owner)) remove.run(owner);
}

function endOf(now: Date): string {
  return new Date(now.getTime() + LEASE_TIME).toISOString();
}

/** Whether another process writes to the store. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
