import type { Database, Statement } from "better-sqlite3";
import type {
  AnomalyFeedback,
  AnomalyFeedbackEntry,
  KeptAnomalyFeedback,
} from "#src/anomaly-feedback";
import { addDays, type Day } from "#src/focus/day";
import type { Filter } from "./cost-query.ts";
import { isScopeWithin, type Limits, makeScope, type Scope } from "./scope.ts";

interface StoredEntry extends AnomalyFeedbackEntry {
  readonly scope: string;
}

/** What people said of anomalies, kept in the store, for a viewer with a scope. */
export class StoredAnomalyFeedback implements AnomalyFeedback {
  readonly #scope: Scope;
  readonly #select: Statement<[string], StoredEntry>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database, scope: Scope) {
    this.#scope = scope;
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
    // Earlier ones have the filters of their only part.
    return this.#select.all(addDays(today, 1)).map((entry) => ({
      ...entry,
      scope: makeScope(JSON.parse(entry.scope) as Limits | readonly Filter[]),
    }));
  }

  holdsFor({ scope }: KeptAnomalyFeedback, charges: readonly Filter[]): boolean {
    const { allowed, denied } = this.#scope;
    const seen = makeScope({ allowed: allowed.map((part) => [...part, ...charges]), denied });
    return isScopeWithin(seen, makeScope(scope));
  }

  keep(actionId: string, entry: AnomalyFeedbackEntry): boolean {
    const { pattern, start, verdict, until, note, person, givenAt } = entry;
    const scope = JSON.stringify(this.#scope);
    const row = [actionId, pattern, start, verdict, until, note, person, givenAt, scope];
    return this.#insert.run(...row).changes === 1;
  }
}
