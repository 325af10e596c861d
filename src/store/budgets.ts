import type { Database, Statement } from "better-sqlite3";
import {
  type Budget,
  type BudgetBook,
  type BudgetMutes,
  type BudgetSettings,
  type BudgetVersion,
  budgetSchema,
  type HeldBudget,
} from "#src/budget-book";
import { addDays, type Day } from "#src/focus/day";
import { budgetKey } from "./budget-key.ts";
import { StoredBudgetMutes } from "./budget-mutes.ts";
import { liesInScope, type Scope } from "./scope.ts";

interface StoredVersion {
  readonly name: string;
  readonly budget: string | null;
  readonly person: string;
  readonly setAt: string;
}

/** The configured budgets with what people made of them, as far as a scope goes. */
export class StoredBudgets implements BudgetBook {
  readonly yearStartMonth: number;
  readonly mutes: BudgetMutes;
  readonly #given: readonly Budget[];
  readonly #scope: Scope;
  readonly #select: Statement<[string], StoredVersion>;
  readonly #selectFile: Statement<[string], StoredVersion>;
  readonly #selectOne: Statement<[string], StoredVersion>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database, { budgets, yearStartMonth }: BudgetSettings, scope: Scope) {
    this.yearStartMonth = yearStartMonth;
    this.mutes = new StoredBudgetMutes(database);
    this.#given = budgets;
    this.#scope = scope;
    const columns = "name, budget, person, set_at AS setAt";
    this.#select = database.prepare(
      `SELECT ${columns} FROM budget_version WHERE set_at < ? ORDER BY set_at, id`,
    );
    this.#selectFile = database.prepare(
      `SELECT name, budget, '' AS person, first_read_at AS setAt FROM budget_file_version
       WHERE first_read_at < ? ORDER BY first_read_at, id`,
    );
    this.#selectOne = database.prepare(`SELECT ${columns} FROM budget_version WHERE action_id = ?`);
    this.#insert = database.prepare(
      `INSERT INTO budget_version (action_id, name, budget, person, set_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  held(today: Day): readonly HeldBudget[] {
    return this.#all(today)
      .filter(({ budget }) => this.#sees(budget))
      .map(({ budget, history }) => ({ budget, history: this.#seen(history) }));
  }

  versions(today: Day): readonly BudgetVersion[] {
    return [...Map.groupBy(this.#versions(today), ({ name }) => budgetKey(name)).values()]
      .flatMap((ofName) => this.#seen(ofName))
      .sort(byTime);
  }

  keptBy(actionId: string): BudgetVersion | null {
    const stored = this.#selectOne.get(actionId);
    return stored === undefined ? null : versionOf(stored);
  }

  mayKeep(name: string, budget: Budget, today: Day): boolean {
    const other = this.#all(today).find((held) => budgetKey(held.budget.name) === budgetKey(name));
    return this.#sees(budget) && (other === undefined || this.#sees(other.budget));
  }

  keep(actionId: string, { name, budget, person, setAt }: BudgetVersion): boolean {
    const text = budget === null ? null : JSON.stringify(budget);
    return this.#insert.run(actionId, name, text, person, setAt).changes === 1;
  }

  #sees({ filters }: Budget): boolean {
    return liesInScope(filters, this.#scope);
  }

  /** Of one budget's versions those for charges that the person sees; its end is seen by who saw it before. */
  #seen(ofName: readonly BudgetVersion[]): BudgetVersion[] {
    const key = budgetKey(ofName[0]?.name ?? "");
    let last = this.#given.find(({ name }) => budgetKey(name) === key);
    return ofName.filter(({ budget }) => {
      last = budget ?? last;
      return last !== undefined && this.#sees(last);
    });
  }

  #all(today: Day): HeldBudget[] {
    const byName = Map.groupBy(this.#versions(today), ({ name }) => budgetKey(name));
    const given = new Map(this.#given.map((budget) => [budgetKey(budget.name), budget]));
    const names = new Set([...given.keys(), ...byName.keys()]);
    return [...names].toSorted().flatMap((name) => {
      const history = byName.get(name) ?? [];
      const said = history.findLast(({ origin }) => origin === undefined);
      const budget = said === undefined ? given.get(name) : said.budget;
      return budget === undefined || budget === null ? [] : [{ budget, history }];
    });
  }

  /** In the order in which they came to be, the file's first where both are of one instant. */
  #versions(today: Day): BudgetVersion[] {
    const before = addDays(today, 1);
    const ofFile = this.#selectFile
      .all(before)
      .map((stored): BudgetVersion => ({ ...versionOf(stored), origin: "tally.yaml" }));
    return [...ofFile, ...this.#select.all(before).map(versionOf)].sort(byTime);
  }
}

function byTime(a: BudgetVersion, b: BudgetVersion): number {
  return a.setAt < b.setAt ? -1 : Number(a.setAt > b.setAt);
}

function versionOf({ name, budget, person, setAt }: StoredVersion): BudgetVersion {
  const parsed = budget === null ? null : budgetSchema.parse(JSON.parse(budget));
  return { name, budget: parsed, person, setAt };
}
