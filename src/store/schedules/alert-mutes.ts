import type { Database, Statement } from "better-sqlite3";
import type { AlertMutes } from "#src/schedule-book";

/** What people silenced, from the store. */
export class StoredAlertMutes implements AlertMutes {
  readonly #select: Statement<[string, string], { readonly until: string | null }>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database) {
    this.#select = database.prepare(
      `SELECT until FROM alert_mute WHERE alert_key = ? AND said_at <= ?
       ORDER BY number DESC LIMIT 1`,
    );
    this.#insert = database.prepare(
      `INSERT INTO alert_mute (action_id, alert_key, until, person, said_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  isMuted(key: string, now: Date): boolean {
    const instant = now.toISOString();
    const until = this.#select.get(key, instant)?.until ?? null;
    return until !== null && until > instant;
  }

  mute(
    actionId: string,
    key: string,
    until: Date | null,
    { person, now }: { readonly person: string; readonly now: Date },
  ): void {
    this.#insert.run(actionId, key, until?.toISOString() ?? null, person, now.toISOString());
  }
}
