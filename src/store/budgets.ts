import type { Database, Statement } from "better-sqlite3";
import {
  type Budget,
  type BudgetBook,
  type BudgetSettings,
  type BudgetVersion,
  budgetSchema,
  type HeldBudget,
} from "#src/budget-book";
import { addDays, type Day } from "#src/focus/day";
import type { Filter } from "./cost-query.ts";
import { liesWithin } from "./filters-within.ts";
import type { Scope } from "./scope.ts";

interface StoredVersion {
  readonly name: string;
  readonly budget: string | null;
  readonly person: string;
  readonly setAt: string;
}

/** The configured budgets with what people made of them, as far as a scope goes. */
export class StoredBudgets implements BudgetBook {
  readonly yearStartMonth: number;
  readonly #given: readonly Budget[];
  readonly #scope: readonly Filter[];
  readonly #select: Statement<[string], StoredVersion>;
  readonly #selectOne: Statement<[string], StoredVersion>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database, { budgets, yearStartMonth }: BudgetSettings, scope: Scope) {
    this.yearStartMonth = yearStartMonth;
    this.#given = budgets;
    this.#scope = scope.filters;
    const columns = "name, budget, person, set_at AS setAt";
    this.#select = database.prepare(
      `SELECT ${columns} FROM budget_version WHERE set_at < ? ORDER BY set_at, id`,
    );
    this.#selectOne = database.prepare(`SELECT ${columns} FROM budget_version WHERE action_id = ?`);
    this.#insert = database.prepare(
      `INSERT INTO budget_version (action_id, name, budget, person, set_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  held(today: Day): readonly HeldBudget[] {
    return this.#all(today).filter(({ budget }) => this.#sees(budget));
  }

  keptBy(actionId: string): BudgetVersion | null {
    const stored = this.#selectOne.get(actionId);
    return stored === undefined ? null : versionOf(stored);
  }

  mayKeep(name: string, budget: Budget, today: Day): boolean {
    const other = this.#all(today).find((held) => keyOf(held.budget.name) === keyOf(name));
    return this.#sees(budget) && (other === undefined || this.#sees(other.budget));
  }

  keep(actionId: string, { name, budget, person, setAt }: BudgetVersion): boolean {
    const text = budget === null ? null : JSON.stringify(budget);
    return this.#insert.run(actionId, name, text, person, setAt).changes === 1;
  }

  #sees({ filters }: Budget): boolean {
    return liesWithin(filters, this.#scope);
  }

  #all(today: Day): HeldBudget[] {
    const said = this.#select.all(addDays(today, 1)).map(versionOf);
    const byName = Map.groupBy(said, ({ name }) => keyOf(name));
    const given = new Map(this.#given.map((budget) => [keyOf(budget.name), budget]));
    const names = new Set([...given.keys(), ...byName.keys()]);
    return [...names].toSorted().flatMap((name) => {
      const history = byName.get(name) ?? [];
      const last = history.at(-1);
      const budget = last === undefined ? given.get(name) : last.budget;
      return budget === undefined || budget === null ? [] : [{ budget, history }];
    });
  }
}

function versionOf({ name, budget, person, setAt }: StoredVersion): BudgetVersion {
  const parsed = budget === null ? null : budgetSchema.parse(JSON.parse(budget));
  return { name, budget: parsed, person, setAt };
}

/** Names are compared without case. */
function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
