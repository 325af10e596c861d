import type { Database } from "better-sqlite3";
import { dayNumber } from "#src/focus/day";
import type { CostQuery, CostResult, CostRow } from "./cost-query.ts";
import { compile, sqlOf } from "./cost-sql.ts";
import type { Cube } from "./cube/cube.ts";
import type { Scope } from "./scope.ts";

/**
 * Series by the hour, from the charges themselves: the roll-ups know only days. A charge longer than an hour
 * stands on its first one.
 */
export class HourlyQuery {
  readonly #database: Database;
  readonly #cube: Cube;
  readonly #allocationDimensions: readonly string[];

  constructor(database: Database, cube: Cube, allocationDimensions: readonly string[]) {
    this.#database = database;
    this.#cube = cube;
    this.#allocationDimensions = allocationDimensions;
  }

  /** Runs the query's SQL over the deliveries that reach into its period; totals come from the roll-ups. */
  run(query: CostQuery, scope: Scope): CostResult {
    const whole: CostQuery = {
      ...query,
      granularity: null,
      groupBy: [],
      limit: null,
      thresholds: [],
    };
    const totals = this.#cube.query(whole, scope);
    const { text, parameters } = compile(query, scope, this.#allocationDimensions);
    const ids = this.#deliveriesOf(query);
    const places = ids.map(() => "?").join(", ");
    const sql = text.replace("GROUP BY", () => `  AND x_DeliveryId IN (${places})\nGROUP BY`);
    const grouped = query.thresholds.length;
    const head = parameters.slice(0, parameters.length - grouped);
    const tail = parameters.slice(parameters.length - grouped);
    const found = this.#database
      .prepare<(string | number)[], (string | number | null)[]>(sql)
      .raw()
      .all(...head, ...ids, ...tail);
    const rows = found.map((row) => this.#rowOf(query, row));
    rows.sort((a, b) => (a.bucket ?? "").localeCompare(b.bucket ?? ""));
    return { ...totals, rows, sql: sqlOf(query, scope, this.#allocationDimensions) };
  }

  #deliveriesOf(query: CostQuery): number[] {
    const start = dayNumber(query.period.start);
    const end = dayNumber(query.period.end);
    return this.#cube.cache
      .deliveries()
      .filter(({ firstDay, lastDay, billingPeriodStart }) => {
        const billed = dayNumber(billingPeriodStart);
        const [first, last] = query.basis === "billing" ? [billed, billed] : [firstDay, lastDay];
        return first < end && last >= start;
      })
      .map(({ id }) => id);
  }

  /** Columns as `compile` orders them: keys, bucket, currency, amount. */
  #rowOf(query: CostQuery, row: readonly (string | number | null)[]): CostRow {
    const keys = row
      .slice(0, query.groupBy.length)
      .map((key) => (key === null ? null : String(key)));
    const [bucket, currency, amount] = row.slice(query.groupBy.length);
    return {
      keys,
      bucket: String(bucket),
      currency: String(currency),
      value: typeof amount === "number" ? amount : null,
      previous: null,
    };
  }
}
