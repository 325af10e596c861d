import type { Database, Statement } from "better-sqlite3";
import type { Day } from "#src/focus/day";

/** Sums of cents in doubles may lie this much beside the sum that is meant, in US dollars. */
const ROUNDING = 1e-9;

/** What paid calls of the sources have cost, by UTC day: known to every process on the store. */
export class CallCosts {
  readonly #take: Statement<{ source: string; day: Day; price: number; most: number }>;
  readonly #select: Statement<[string, Day], number>;

  constructor(database: Database) {
    this.#take = database.prepare(
      `INSERT INTO call_cost (source, day, dollars) SELECT :source, :day, :price WHERE :price <= :most
       ON CONFLICT (source, day) DO UPDATE SET dollars = dollars + excluded.dollars
         WHERE dollars + excluded.dollars <= :most`,
    );
    this.#select = database
      .prepare<[string, Day], number>("SELECT dollars FROM call_cost WHERE source = ? AND day = ?")
      .pluck();
  }

  /** Takes US dollars of what may be spent on a day; false, and nothing is taken, where too little is left. */
  take(source: string, day: Day, price: number, perDay: number): boolean {
    return this.#take.run({ source, day, price, most: perDay + ROUNDING }).changes === 1;
  }

  /** US dollars spent on a day. */
  spent(source: string, day: Day): number {
    return this.#select.get(source, day) ?? 0;
  }
}
