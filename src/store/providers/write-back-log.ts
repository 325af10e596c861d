import type { Database, Statement } from "better-sqlite3";
import type { Day } from "#src/focus/day";
import type { WriteBack, WriteBackStatus } from "#src/provider-items";

/** Something that a provider is to be told. */
export interface WaitingWriteBack {
  readonly id: number;
  readonly writeBack: WriteBack;
  /** How often that was tried. */
  readonly tries: number;
  /** Instants; `triedAt` is null before the first try. */
  readonly askedAt: string;
  readonly triedAt: string | null;
}

/** What wasn't told, or not yet. */
export interface UntoldWriteBack {
  readonly source: string;
  readonly writeBack: WriteBack;
  readonly status: Exclude<WriteBackStatus, "told">;
  readonly problem: string | null;
  /** Instant. */
  readonly askedAt: string;
}

interface WaitingRow extends Omit<WaitingWriteBack, "writeBack"> {
  readonly writeBack: string;
}

interface UntoldRow extends Omit<UntoldWriteBack, "writeBack"> {
  readonly writeBack: string;
}

/** Keeps how far the telling of the providers is. */
export class WriteBackLog {
  readonly #waiting: Statement<[string], WaitingRow>;
  readonly #untold: Statement<[string], UntoldRow>;
  readonly #settle: Statement<[WriteBackStatus, string | null, string, number]>;
  readonly #postpone: Statement<[string, number, string, number]>;

  constructor(database: Database) {
    this.#waiting = database.prepare(
      `SELECT id, write_back AS writeBack, tries, asked_at AS askedAt, tried_at AS triedAt
       FROM write_back WHERE source = ? AND status = 'waiting' ORDER BY id`,
    );
    this.#untold = database.prepare(
      `SELECT source, write_back AS writeBack, status, problem, asked_at AS askedAt
       FROM write_back WHERE status <> 'told' AND asked_at >= ? ORDER BY source, id`,
    );
    this.#settle = database.prepare(
      "UPDATE write_back SET status = ?, problem = ?, settled_at = ? WHERE id = ?",
    );
    this.#postpone = database.prepare(
      "UPDATE write_back SET problem = ?, tries = tries + ?, tried_at = ? WHERE id = ?",
    );
  }

  /** What a source is to be told, the oldest first. */
  waiting(source: string): WaitingWriteBack[] {
    return this.#waiting.all(source).map((row) => ({ ...row, writeBack: readBack(row.writeBack) }));
  }

  /** What was asked since a day and isn't told. */
  untold(since: Day): UntoldWriteBack[] {
    return this.#untold.all(since).map((row) => ({ ...row, writeBack: readBack(row.writeBack) }));
  }

  /** Ends it: told, or not and why. */
  settle(
    id: number,
    status: Exclude<WriteBackStatus, "waiting">,
    problem: string | null,
    now: Date,
  ): void {
    this.#settle.run(status, problem, now.toISOString(), id);
  }

  /** Leaves it to a later sync; `tries` is 0 where it wasn't the provider's doing. */
  postpone(id: number, problem: string, tries: 0 | 1, now: Date): void {
    this.#postpone.run(problem, tries, now.toISOString(), id);
  }
}

function readBack(text: string): WriteBack {
  return JSON.parse(text) as WriteBack;
}
