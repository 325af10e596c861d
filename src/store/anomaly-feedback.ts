import type { Database, Statement } from "better-sqlite3";
import type { AnomalyFeedback, AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { addDays, type Day } from "#src/focus/day";

/** What people said of anomalies, kept in the store. */
export class StoredAnomalyFeedback implements AnomalyFeedback {
  readonly #select: Statement<[string], AnomalyFeedbackEntry>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database) {
    this.#select = database.prepare(
      `SELECT pattern, start, verdict, until, note, person, given_at AS givenAt
       FROM anomaly_feedback WHERE given_at < ? ORDER BY given_at, id`,
    );
    this.#insert = database.prepare(
      `INSERT INTO anomaly_feedback
         (action_id, pattern, start, verdict, until, note, person, given_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  entries(today: Day): readonly AnomalyFeedbackEntry[] {
    return this.#select.all(addDays(today, 1));
  }

  keep(actionId: string, entry: AnomalyFeedbackEntry): boolean {
    const { pattern, start, verdict, until, note, person, givenAt } = entry;
    const row = [actionId, pattern, start, verdict, until, note, person, givenAt];
    return this.#insert.run(...row).changes === 1;
  }
}
