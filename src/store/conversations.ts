import type { Database, Statement } from "better-sqlite3";
import {
  type Conversations,
  EVERYBODY,
  forgottenBefore,
  knownIn,
  lastOf,
  type ThreadState,
  type Turn,
} from "#src/conversation";

/** Conversations that outlive the process, kept in the store. */
export class StoredConversations implements Conversations {
  readonly #select: Statement<[string, string, string, string], string>;
  readonly #upsert: Statement<[string, string, string, string]>;
  readonly #deleteOld: Statement<[string, string]>;

  constructor(database: Database) {
    this.#select = database
      .prepare<[string, string, string, string], string>(
        `SELECT state FROM conversation
         WHERE thread IN (SELECT value FROM json_each(?)) AND person IN (?, '${EVERYBODY}')
           AND asked_at > iif(person <> '${EVERYBODY}', ?, ?)
         ORDER BY asked_at DESC, person = '${EVERYBODY}'`,
      )
      .pluck();
    this.#upsert = database.prepare(
      `INSERT INTO conversation (thread, person, state, asked_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET state = excluded.state, asked_at = excluded.asked_at`,
    );
    this.#deleteOld = database.prepare(
      `DELETE FROM conversation WHERE asked_at <= ? AND (person <> '${EVERYBODY}' OR asked_at <= ?)`,
    );
  }

  last(thread: string, person: string, now: Date): ThreadState {
    const states = this.#select.all(
      JSON.stringify(knownIn(thread)),
      person,
      ...oldest(person, now),
    );
    return lastOf(states.map((state) => JSON.parse(state) as ThreadState));
  }

  /** Keeps a state, and deletes what is forgotten. */
  keep(thread: string, person: string, state: ThreadState, now: Date): void {
    this.#deleteOld.run(...oldest(person, now));
    this.#upsert.run(thread, person, JSON.stringify(state), now.toISOString());
  }

  keepForAll(thread: string, turn: Turn | null, now: Date): void {
    this.keep(thread, EVERYBODY, { turn, open: null }, now);
  }
}

/** From when on something is still known: of a person, and of what was posted for all. */
function oldest(person: string, now: Date): [string, string] {
  return [
    forgottenBefore(now, person).toISOString(),
    forgottenBefore(now, EVERYBODY).toISOString(),
  ];
}
