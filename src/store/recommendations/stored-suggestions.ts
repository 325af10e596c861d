import type { Database, Statement } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import {
  type HeldSuggestion,
  type Suggestion,
  type SuggestionBook,
  suggestionSchema,
} from "#src/recommendations/suggestions";
import type { Said } from "#src/recommendations/suppressions";
import type { Filter } from "#src/store/cost-query";
import { liesWithin } from "#src/store/filters-within";
import { liesInScope, type Scope } from "#src/store/scope";

interface SuggestionRow {
  readonly suggestion: string;
  readonly person: string;
  readonly at: string;
}

/** What people recommend themselves, from the store, as far as a scope goes. */
export class StoredSuggestions implements SuggestionBook {
  readonly #scope: Scope;
  readonly #select: Statement<[Day], SuggestionRow>;
  readonly #selectKept: Statement<[string], SuggestionRow>;
  readonly #selectSame: Statement<[string, string], SuggestionRow>;
  readonly #insert: Statement<string[]>;
  readonly #count: Statement<[], number>;

  constructor(database: Database, scope: Scope) {
    this.#scope = scope;
    const select = "SELECT suggestion, person, said_at AS at FROM suggested_recommendation";
    this.#select = database.prepare(`${select} WHERE said_at < ? ORDER BY id`);
    this.#selectKept = database.prepare(`${select} WHERE action_id = ?`);
    this.#selectSame = database.prepare(`${select} WHERE action_id = ? OR key = ? LIMIT 1`);
    this.#insert = database.prepare(
      `INSERT INTO suggested_recommendation (action_id, key, suggestion, person, said_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#count = database
      .prepare<[], number>("SELECT count(*) FROM suggested_recommendation")
      .pluck();
  }

  /** Another text whenever one was added. */
  get generation(): string {
    return String(this.#count.get());
  }

  held(today: Day): readonly HeldSuggestion[] {
    return this.#select
      .all(addDays(today, 1))
      .map(heldOf)
      .filter(({ filters }) => liesInScope(filters, this.#scope));
  }

  limitsOf(filters: readonly Filter[]): readonly Filter[] | null {
    if (liesInScope(filters, this.#scope)) return [];
    const [only, ...others] = this.#scope.allowed;
    if (only === undefined || others.length > 0) return null;
    const limits = only.filter((limit) => !liesWithin(filters, [limit]));
    return liesInScope([...filters, ...limits], this.#scope) ? limits : null;
  }

  keptBy(actionId: string): HeldSuggestion | null {
    const row = this.#selectKept.get(actionId);
    return row === undefined ? null : heldOf(row);
  }

  keep(actionId: string, suggestion: Suggestion, { person, now }: Said): HeldSuggestion {
    const { key } = suggestion;
    this.#insert.run(actionId, key, JSON.stringify(suggestion), person, now.toISOString());
    const kept = this.#selectSame.get(actionId, key);
    if (kept === undefined) throw new Error("a suggestion was kept and isn't there");
    return heldOf(kept);
  }
}

function heldOf({ suggestion, ...row }: SuggestionRow): HeldSuggestion {
  return { ...row, ...suggestionSchema.parse(JSON.parse(suggestion)) };
}
