import type { Database, Statement } from "better-sqlite3";
import type { BudgetMutes, BudgetRun } from "#src/budget-book";
import { budgetKey } from "./budget-key.ts";

/** Which budgets' alerts are silent, in the store. */
export class StoredBudgetMutes implements BudgetMutes {
  readonly #silent: Statement<[string, string], 0 | 1>;
  readonly #silence: Statement<[string, string, string, number, string, string]>;

  constructor(database: Database) {
    this.#silent = database
      .prepare<[string, string], 0 | 1>(
        `SELECT is_silent FROM budget_silence WHERE budget = ? AND period_start = ?
         ORDER BY id DESC LIMIT 1`,
      )
      .pluck();
    this.#silence = database.prepare(
      `INSERT INTO budget_silence (action_id, budget, period_start, is_silent, person, said_at)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  isSilent({ name, periodStart }: BudgetRun): boolean {
    return this.#silent.get(budgetKey(name), periodStart) === 1;
  }

  silence(
    actionId: string,
    { name, periodStart }: BudgetRun,
    said: { readonly isSilent: boolean; readonly person: string; readonly now: Date },
  ): void {
    const { isSilent, person, now } = said;
    const key = budgetKey(name);
    this.#silence.run(actionId, key, periodStart, isSilent ? 1 : 0, person, now.toISOString());
  }
}
