import type { Database, Statement } from "better-sqlite3";
import { type Conversations, forgottenBefore, type ShownRows, type Turn } from "#src/conversation";

interface Row {
  readonly skill: string;
  readonly input: string;
  readonly shown: string | null;
}

/** Conversations that outlive the process, kept in the store. */
export class StoredConversations implements Conversations {
  readonly #select: Statement<[string, string, string], Row>;
  readonly #upsert: Statement<[string, string, string, string, string | null, string]>;
  readonly #deleteOld: Statement<[string]>;

  constructor(database: Database) {
    this.#select = database.prepare(
      `SELECT skill, input, shown FROM conversation
       WHERE thread = ? AND person = ? AND asked_at > ?`,
    );
    this.#upsert = database.prepare(
      `INSERT INTO conversation (thread, person, skill, input, shown, asked_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET skill = excluded.skill, input = excluded.input,
         shown = excluded.shown, asked_at = excluded.asked_at`,
    );
    this.#deleteOld = database.prepare("DELETE FROM conversation WHERE asked_at <= ?");
  }

  last(thread: string, person: string, now: Date): Turn | null {
    const row = this.#select.get(thread, person, forgottenBefore(now).toISOString());
    if (row === undefined) return null;
    const rows = row.shown === null ? null : (JSON.parse(row.shown) as ShownRows);
    return { skill: row.skill, input: JSON.parse(row.input) as unknown, rows };
  }

  /** Keeps a turn, and deletes what is older than 48 hours. */
  keep(thread: string, person: string, turn: Turn, now: Date): void {
    const shown = turn.rows === null ? null : JSON.stringify(turn.rows);
    this.#deleteOld.run(forgottenBefore(now).toISOString());
    this.#upsert.run(
      thread,
      person,
      turn.skill,
      JSON.stringify(turn.input),
      shown,
      now.toISOString(),
    );
  }
}
