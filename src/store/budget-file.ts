import type { Database } from "better-sqlite3";
import { type Budget, budgetSchema } from "#src/budget-book";
import { budgetKey } from "./budget-key.ts";

interface LastRead {
  readonly name: string;
  readonly budget: string | null;
}

/**
 * Keeps how tally.yaml has its budgets now, where that differs from how it was last read: a version for each one
 * that is new, changed or gone. Returns how many there were. A store that is busy is left for the next time.
 */
export function noteBudgetFile(database: Database, budgets: readonly Budget[], now: Date): number {
  const changed = changesOf(database, budgets);
  if (changed.length === 0) return 0;
  const insert = database.prepare(
    "INSERT INTO budget_file_version (name, budget, first_read_at) VALUES (?, ?, ?)",
  );
  try {
    database.transaction(() => {
      for (const { name, budget } of changed) insert.run(name, budget, now.toISOString());
    })();
    return changed.length;
  } catch (error) {
    if (isBusy(error)) return 0;
    throw error;
  }
}

function changesOf(database: Database, budgets: readonly Budget[]): LastRead[] {
  const versions = database
    .prepare<[], LastRead>("SELECT name, budget FROM budget_file_version ORDER BY id")
    .all();
  const last = new Map(versions.map((version) => [budgetKey(version.name), version]));
  const given = new Set(budgets.map(({ name }) => budgetKey(name)));
  const gone = [...last].filter(([key, { budget }]) => budget !== null && !given.has(key));
  return [
    ...budgets
      .filter((budget) => textOf(budget) !== asKnownNow(last.get(budgetKey(budget.name))))
      .map((budget) => ({ name: budget.name, budget: textOf(budget) })),
    ...gone.map(([, { name }]) => ({ name, budget: null })),
  ];
}

function textOf(budget: Budget): string {
  return JSON.stringify(budget);
}

/** A version as this program writes it: settings that came up since are no change. */
function asKnownNow(version: LastRead | undefined): string | null {
  if (version === undefined || version.budget === null) return null;
  return textOf(budgetSchema.parse(JSON.parse(version.budget)));
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
