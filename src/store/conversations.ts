import type { Database, Statement } from "better-sqlite3";
import {
  type Conversations,
  forgottenBefore,
  newThread,
  type ThreadState,
} from "#src/conversation";

/** Conversations that outlive the process, kept in the store. */
export class StoredConversations implements Conversations {
  readonly #select: Statement<[string, string, string], string>;
  readonly #upsert: Statement<[string, string, string, string]>;
  readonly #deleteOld: Statement<[string]>;

  constructor(database: Database) {
    this.#select = database
      .prepare<[string, string, string], string>(
        "SELECT state FROM conversation WHERE thread = ? AND person = ? AND asked_at > ?",
      )
      .pluck();
    this.#upsert = database.prepare(
      `INSERT INTO conversation (thread, person, state, asked_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET state = excluded.state, asked_at = excluded.asked_at`,
    );
    this.#deleteOld = database.prepare("DELETE FROM conversation WHERE asked_at <= ?");
  }

  last(thread: string, person: string, now: Date): ThreadState {
    const state = this.#select.get(thread, person, forgottenBefore(now).toISOString());
    return state === undefined ? newThread : (JSON.parse(state) as ThreadState);
  }

  /** Keeps a state, and deletes what is older than 48 hours. */
  keep(thread: string, person: string, state: ThreadState, now: Date): void {
    this.#deleteOld.run(forgottenBefore(now).toISOString());
    this.#upsert.run(thread, person, JSON.stringify(state), now.toISOString());
  }
}
