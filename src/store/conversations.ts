import type { Database, Statement } from "better-sqlite3";

const HOURS_KEPT = 48;

/** What was last asked in a thread. */
export interface Turn {
  readonly skill: string;
  readonly input: unknown;
}

/**
 * Remembers the last question of each thread for 48 hours. A thread belongs to the person who asked: what one
 * may see never becomes the subject of another's question.
 */
export class Conversations {
  readonly #select: Statement<[string, string, string], { skill: string; input: string }>;
  readonly #upsert: Statement<[string, string, string, string, string]>;
  readonly #deleteOld: Statement<[string]>;

  constructor(database: Database) {
    this.#select = database.prepare(
      "SELECT skill, input FROM conversation WHERE thread = ? AND person = ? AND asked_at > ?",
    );
    this.#upsert = database.prepare(
      `INSERT INTO conversation (thread, person, skill, input, asked_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET person = excluded.person, skill = excluded.skill,
         input = excluded.input, asked_at = excluded.asked_at`,
    );
    this.#deleteOld = database.prepare("DELETE FROM conversation WHERE asked_at <= ?");
  }

  /** The last turn of a thread, if this person asked it within the last 48 hours. */
  last(thread: string, person: string, now: Date): Turn | null {
    const row = this.#select.get(thread, person, oldest(now));
    return row === undefined ? null : { skill: row.skill, input: JSON.parse(row.input) as unknown };
  }

  /** Keeps a turn, and forgets what is older than 48 hours. */
  keep(thread: string, person: string, turn: Turn, now: Date): void {
    this.#deleteOld.run(oldest(now));
    this.#upsert.run(thread, person, turn.skill, JSON.stringify(turn.input), now.toISOString());
  }
}

function oldest(now: Date): string {
  return new Date(now.getTime() - HOURS_KEPT * 3_600_000).toISOString();
}
