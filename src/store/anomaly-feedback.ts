import type { Database, Statement } from "better-sqlite3";
import type {
  AnomalyFeedback,
  AnomalyFeedbackEntry,
  KeptAnomalyFeedback,
} from "#src/anomaly-feedback";
import { addDays, type Day } from "#src/focus/day";
import type { Filter } from "./cost-query.ts";
import { liesWithin } from "./filters-within.ts";
import type { Scope } from "./scope.ts";

interface StoredEntry extends AnomalyFeedbackEntry {
  readonly scope: string;
}

/** What people said of anomalies, kept in the store, for a viewer with a scope. */
export class StoredAnomalyFeedback implements AnomalyFeedback {
  readonly #scope: readonly Filter[];
  readonly #select: Statement<[string], StoredEntry>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database, scope: Scope) {
    this.#scope = scope.filters;
    this.#select = database.prepare(
      `SELECT pattern, start, verdict, until, note, person, given_at AS givenAt, scope
       FROM anomaly_feedback WHERE given_at < ? ORDER BY given_at, id`,
    );
    this.#insert = database.prepare(
      `INSERT INTO anomaly_feedback
         (action_id, pattern, start, verdict, until, note, person, given_at, scope)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  entries(today: Day): readonly KeptAnomalyFeedback[] {
    return this.#select
      .all(addDays(today, 1))
      .map((entry) => ({ ...entry, scope: JSON.parse(entry.scope) as readonly Filter[] }));
  }

  holdsFor({ scope }: KeptAnomalyFeedback, charges: readonly Filter[]): boolean {
    return liesWithin([...charges, ...this.#scope], scope);
  }

  keep(actionId: string, entry: AnomalyFeedbackEntry): boolean {
    const { pattern, start, verdict, until, note, person, givenAt } = entry;
    const scope = JSON.stringify(this.#scope);
    const row = [actionId, pattern, start, verdict, until, note, person, givenAt, scope];
    return this.#insert.run(...row).changes === 1;
  }
}
