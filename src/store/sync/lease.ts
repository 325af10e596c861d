import type { Database } from "better-sqlite3";
import { thisProcess } from "#src/store/process-owner";

/** A lease that isn't renewed ends after so long, in milliseconds. */
const LEASE_TIME = 300_000;
const RENEW_EVERY = 30_000;

/** The right to sync a source; at most one process has it at a time. */
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

  /** Gives the right back. */
  end(): void {
    clearInterval(this.#renewal);
    this.#write(() =>
      this.#database.prepare("DELETE FROM sync_lease WHERE source = ?").run(this.#source),
    );
  }

  /** Within a load it holds once that is done; until then nobody else can write, and so take it. */
  #renew(): void {
    this.#write(() =>
      this.#database
        .prepare("UPDATE sync_lease SET expires_at = ? WHERE source = ?")
        .run(endOf(this.#now()), this.#source),
    );
  }

  /** While an import writes, nobody else can take the lease either; one that stays ends by itself. */
  #write(statement: () => void): void {
    try {
      statement();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
}

function takeRow(database: Database, source: string, now: Date): boolean {
  const row = database
    .prepare<[string], { owner: string; expires_at: string }>(
      "SELECT owner, expires_at FROM sync_lease WHERE source = ?",
    )
    .get(source);
  const isHeld = row !== undefined && row.expires_at > now.toISOString();
  if (isHeld && thisProcess.isAlive(row.owner)) return false;
  database
    .prepare("INSERT OR REPLACE INTO sync_lease (source, owner, expires_at) VALUES (?, ?, ?)")
    .run(source, thisProcess.name, endOf(now));
  return true;
}

function endOf(now: Date): string {
  return new Date(now.getTime() + LEASE_TIME).toISOString();
}

/** Whether another process writes to the store. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
