import type { Database, Statement } from "better-sqlite3";
import type { BudgetAlertLog, BudgetRun, BudgetThreshold } from "#src/budget-book";
import { budgetKey } from "./budget-key.ts";

interface StoredThreshold {
  readonly percent: number;
  readonly basis: BudgetThreshold["of"];
}

/** What was told of budgets, and what is silent, in the store. */
export class StoredBudgetAlerts implements BudgetAlertLog {
  readonly #told: Statement<[string, string], StoredThreshold>;
  readonly #tell: Statement<[string, string, string, number, string]>;
  readonly #silent: Statement<[string, string], 0 | 1>;
  readonly #silence: Statement<[string, string, string, number, string, string]>;

  constructor(database: Database) {
    this.#told = database.prepare(
      "SELECT percent, basis FROM budget_alert WHERE budget = ? AND period_start = ?",
    );
    this.#tell = database.prepare(
      `INSERT INTO budget_alert (budget, period_start, basis, percent, told_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
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

  told({ name, periodStart }: BudgetRun): readonly BudgetThreshold[] {
    return this.#told
      .all(budgetKey(name), periodStart)
      .map(({ percent, basis }) => ({ percent, of: basis }));
  }

  markTold({ name, periodStart }: BudgetRun, { percent, of }: BudgetThreshold, now: Date): boolean {
    const key = budgetKey(name);
    return this.#tell.run(key, periodStart, of, percent, now.toISOString()).changes === 1;
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
