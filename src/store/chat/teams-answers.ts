import type { Database, Statement } from "better-sqlite3";
import { later } from "./later.ts";

const DAYS_KEPT = 30;

/** Which answer stands in which of the bot's messages, so that thumbs under it find the answer. */
export class StoredTeamsAnswers {
  readonly #upsert: Statement<[string, string, string]>;
  readonly #select: Statement<[string], string>;
  readonly #deleteOld: Statement<[string]>;
  readonly #clock: () => Date;

  constructor(database: Database, clock: () => Date) {
    this.#clock = clock;
    this.#upsert = database.prepare(
      `INSERT INTO teams_answer (activity_id, answer_id, sent_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET answer_id = excluded.answer_id, sent_at = excluded.sent_at`,
    );
    this.#select = database
      .prepare<[string], string>("SELECT answer_id FROM teams_answer WHERE activity_id = ?")
      .pluck();
    this.#deleteOld = database.prepare("DELETE FROM teams_answer WHERE sent_at <= ?");
  }

  keep(activityId: string, answerId: string): void {
    const now = this.#clock();
    this.#deleteOld.run(later(now, -DAYS_KEPT * 86_400));
    this.#upsert.run(activityId, answerId, now.toISOString());
  }

  /** Null for a message that isn't remembered. */
  find(activityId: string): string | null {
    return this.#select.get(activityId) ?? null;
  }
}
