import type { Database, Statement } from "better-sqlite3";
import { addDays, type Day } from "#src/focus/day";
import {
  type HeldSuppression,
  type Said,
  type Suppression,
  type SuppressionBook,
  suppressionSchema,
} from "#src/recommendations/suppressions";
import { liesInScope, type Scope } from "#src/store/scope";

interface SuppressionRow {
  readonly number: number;
  readonly suppression: string;
  readonly person: string;
  readonly at: string;
}

/** What isn't to be recommended, from the store; a scope says what of it somebody may change. */
export class StoredSuppressions implements SuppressionBook {
  readonly #scope: Scope;
  readonly #select: Statement<[Day, Day], SuppressionRow>;
  readonly #selectKept: Statement<[string, string], SuppressionRow>;
  readonly #insert: Statement<string[]>;
  readonly #insertEnd: Statement<(string | number)[]>;

  constructor(database: Database, scope: Scope) {
    this.#scope = scope;
    const columns = "number, suppression, suppression.person, suppression.said_at AS at";
    this.#select = database.prepare(
      `SELECT ${columns} FROM suppression LEFT JOIN suppression_end AS ended USING (number)
       WHERE suppression.said_at < ? AND (ended.said_at IS NULL OR ended.said_at >= ?)
       ORDER BY number`,
    );
    this.#selectKept = database.prepare(
      `SELECT ${columns} FROM suppression LEFT JOIN suppression_end AS ended USING (number)
       WHERE suppression.action_id = ? OR ended.action_id = ?`,
    );
    this.#insert = database.prepare(
      `INSERT INTO suppression (action_id, suppression, person, said_at)
       VALUES (?, ?, ?, ?) ON CONFLICT (action_id) DO NOTHING`,
    );
    this.#insertEnd = database.prepare(
      `INSERT INTO suppression_end (number, action_id, person, said_at)
       VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
  }

  held(today: Day): readonly HeldSuppression[] {
    const tomorrow = addDays(today, 1);
    return this.#select
      .all(tomorrow, tomorrow)
      .map(heldOf)
      .filter(({ until }) => until > today);
  }

  mayKeep({ filters }: Pick<Suppression, "filters">): boolean {
    return liesInScope(filters, this.#scope);
  }

  keptBy(actionId: string): HeldSuppression | null {
    const row = this.#selectKept.get(actionId, actionId);
    return row === undefined ? null : heldOf(row);
  }

  keep(actionId: string, suppression: Suppression, { person, now }: Said): void {
    this.#insert.run(actionId, JSON.stringify(suppression), person, now.toISOString());
  }

  takeBack(actionId: string, number: number, { person, now }: Said): void {
    this.#insertEnd.run(number, actionId, person, now.toISOString());
  }
}

function heldOf({ suppression, ...row }: SuppressionRow): HeldSuppression {
  return { ...row, ...suppressionSchema.parse(JSON.parse(suppression)) };
}
