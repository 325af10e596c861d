import type { Store } from "#src/store/store";

/** Every row of every table, by table, but the counter of delivery ids: a refused load moves it on. */
export function contentsOf({ database }: Store): Record<string, unknown[]> {
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'",
    )
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
  );
}

/** How many rows there are of deliveries that don't count, by table: none once a load is done. */
export function strayRows({ database }: Store): Record<string, number> {
  const tables = ["charge", "item", "profile", "rollup", "finding", "named_value"];
  const counts = tables.map((table): [string, number] => {
    const count = database
      .prepare<[], number>(
        `SELECT count(*) FROM ${table}
         WHERE delivery_id NOT IN (SELECT id FROM delivery WHERE superseded_at IS NULL)`,
      )
      .pluck();
    return [table, count.get() ?? 0];
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Sums of a source's charges that count, by billing month: `{"2026-10": [charges, billed, effective]}`. */
export function monthsOf({ database }: Store, source?: string): Record<string, number[]> {
  const rows = database
    .prepare<
      [string | null],
      { month: string; charges: number; billed: number; effective: number }
    >(
      `SELECT substr(BillingPeriodStart, 1, 7) AS month, count(*) AS charges,
         sum(BilledCost) AS billed, sum(EffectiveCost) AS effective
       FROM focus WHERE x_Source = coalesce(?, x_Source) GROUP BY month ORDER BY month`,
    )
    .all(source ?? null);
  return Object.fromEntries(
    rows.map(({ month, charges, billed, effective }) => [
      month,
      [charges, rounded(billed), rounded(effective)],
    ]),
  );
}

function rounded(amount: number): number {
  return Number(amount.toFixed(9));
}
