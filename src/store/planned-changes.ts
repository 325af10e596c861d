import type { Database, Statement } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import {
  type HeldPlan,
  type Plan,
  type PlannedChangeBook,
  type PlanVersion,
  planKey,
  plannedChangeSchema,
} from "#src/planned-change-book";
import { liesInScope, type Scope } from "./scope.ts";

interface StoredVersion {
  readonly name: string;
  readonly plan: string | null;
  readonly person: string;
  readonly saidAt: string;
}

/** The configured plans with what people made of them, as far as a scope goes. */
export class StoredPlannedChanges implements PlannedChangeBook {
  readonly #given: readonly Plan[];
  readonly #scope: Scope;
  readonly #select: Statement<[string], StoredVersion>;
  readonly #selectOne: Statement<[string], StoredVersion>;
  readonly #insert: Statement<(string | null)[]>;

  constructor(database: Database, plans: readonly Plan[], scope: Scope) {
    this.#given = plans;
    this.#scope = scope;
    const columns = "name, plan, person, said_at AS saidAt";
    this.#select = database.prepare(
      `SELECT ${columns} FROM plan_version WHERE said_at < ? ORDER BY said_at, id`,
    );
    this.#selectOne = database.prepare(`SELECT ${columns} FROM plan_version WHERE action_id = ?`);
    this.#insert = database.prepare(
      `INSERT INTO plan_version (action_id, name, plan, person, said_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
  }

  held(today: Day): readonly HeldPlan[] {
    return this.#all(today).filter(({ plan }) => this.#sees(plan));
  }

  keptBy(actionId: string): PlanVersion | null {
    const stored = this.#selectOne.get(actionId);
    return stored === undefined ? null : versionOf(stored);
  }

  mayKeep(plan: Plan, today: Day): boolean {
    const other = this.#all(today).find((held) => planKey(held.plan.name) === planKey(plan.name));
    return this.#sees(plan) && (other === undefined || this.#sees(other.plan));
  }

  keep(actionId: string, { name, plan, person, saidAt }: PlanVersion): boolean {
    const text = plan === null ? null : JSON.stringify(plan);
    return this.#insert.run(actionId, name, text, person, saidAt).changes === 1;
  }

  #sees({ filters }: Plan): boolean {
    return liesInScope(filters, this.#scope);
  }

  #all(today: Day): HeldPlan[] {
    const said = this.#select.all(addDays(today, 1)).map(versionOf);
    const byName = Map.groupBy(said, ({ name }) => planKey(name));
    const given = new Map(this.#given.map((plan) => [planKey(plan.name), plan]));
    const names = new Set([...given.keys(), ...byName.keys()]);
    return [...names].toSorted().flatMap((name) => {
      const history = byName.get(name) ?? [];
      const last = history.at(-1);
      const plan = last === undefined ? given.get(name) : last.plan;
      return plan === undefined || plan === null ? [] : [{ plan, history }];
    });
  }
}

function versionOf({ name, plan, person, saidAt }: StoredVersion): PlanVersion {
  const parsed = plan === null ? null : plannedChangeSchema.parse(JSON.parse(plan));
  return { name, plan: parsed, person, saidAt };
}
