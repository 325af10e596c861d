import type { Store } from "#src/store/store";

/** Every row of every table, by table. */
export function contentsOf({ database }: Store): Record<string, unknown[]> {
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
  );
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
