import type { Database, Transaction } from "better-sqlite3";
import type { AuditEvent, AuditLog } from "#src/audit/entry";
import type { AuditSeal } from "#src/audit/seal";
import { isBusy } from "#src/store/sync/lease";
import { AuditChain } from "./audit-chain.ts";

/** How long an answer waits for another process that writes, in milliseconds. */
const MOMENT = 20;
/** How often what waits is tried again, in milliseconds. */
const TRY_EVERY = 100;
/** So many wait in memory; what comes beyond is counted, and the count recorded. */
const MOST_WAITING = 20_000;
/** So many are written in one transaction. */
const AT_ONCE = 500;

/**
 * Who did what, in the store. While another process writes for longer than a moment, events wait in memory, in
 * their order; to be closed before the store, which writes what waits.
 */
export class StoredAudit implements AuditLog {
  readonly #database: Database;
  readonly #chain: AuditChain;
  readonly #append: Transaction<(events: readonly AuditEvent[]) => void>;
  /** How long any other write waits for another process, in milliseconds. */
  readonly #patience: number;
  #waiting: AuditEvent[] = [];
  #lost = 0;
  #retry: NodeJS.Timeout | null = null;

  /** @param seal null where there is no key */
  constructor(database: Database, seal: AuditSeal | null = null) {
    this.#database = database;
    this.#chain = new AuditChain(database, seal);
    this.#append = database.transaction((events) => this.#appendAll(events));
    this.#patience = Number(database.pragma("busy_timeout", { simple: true }));
  }

  /** How many events aren't written yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  note(event: AuditEvent): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
    else this.#lost++;
    // Behind others that wait there is nothing to be tried.
    if (this.#retry === null) this.#try();
  }

  /** Writes what waits, with the store's whole patience. @throws where it can't be written */
  close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#writeAll();
  }

  #try(): void {
    try {
      // A transaction of somebody else's may yet be rolled back.
      if (!this.#database.inTransaction) this.#writeImpatiently();
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      if (this.#waiting.length > 0) this.#tryLater();
    }
  }

  #tryLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = null;
      try {
        this.#try();
      } catch {
        // It was thrown to whoever noted the first event that waits, and is tried again.
      }
    }, TRY_EVERY);
    this.#retry.unref();
  }

  #writeImpatiently(): void {
    this.#database.pragma(`busy_timeout = ${MOMENT}`);
    try {
      this.#writeAll();
    } finally {
      this.#database.pragma(`busy_timeout = ${this.#patience}`);
    }
  }

  #writeAll(): void {
    while (this.#waiting.length > 0) {
      const events = this.#waiting.slice(0, AT_ONCE);
      this.#append.immediate(events);
      this.#waiting = this.#waiting.slice(events.length);
      this.#lost = 0;
    }
  }

  #appendAll(events: readonly AuditEvent[]): void {
    for (const event of events) this.#chain.append(event);
    const last = events.at(-1);
    if (this.#lost > 0 && last !== undefined) this.#chain.append(gap(last.at, this.#lost));
  }
}

function gap(at: Date, lost: number): AuditEvent {
  return { at, kind: "gap", person: "", platform: null, channel: null, what: { lost }, text: null };
}
