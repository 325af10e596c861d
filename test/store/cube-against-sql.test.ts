import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import type { CostQuery, CostRow } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { type BillRow, billRow, temporaryFolder, writeBill } from "./random-bill.ts";

const ALLOCATION = [
  {
    name: "team",
    tags: ["team"],
    values: {},
    rules: [{ where: { RegionId: "eu-*" }, value: "europe" }],
    split: [],
  },
  {
    name: "environment",
    tags: ["environment", "env"],
    values: { prod: "production" },
    rules: [],
    split: [],
  },
];

const filter = fc.constantFrom<CostQuery["filters"][number]>(
  { dimension: "ServiceName", operator: "in", values: ["Storage"] },
  { dimension: "RegionId", operator: "not_in", values: ["us-east-1"] },
  { dimension: "ServiceName", operator: "contains", values: ["COMPUTE", "virtual"] },
  { dimension: "ResourceId", operator: "not_contains", values: ["i-"] },
  { dimension: "team", operator: "in", values: ["payments", "europe"] },
  { dimension: "environment", operator: "is_null", values: [] },
  { dimension: "tag:env", operator: "in", values: ["prod"] },
  { dimension: "tag:flag", operator: "in", values: ["true"] },
  { dimension: "ChargeCategory", operator: "not_in", values: ["Tax", "Credit"] },
  { dimension: "RegionId", operator: "is_not_null", values: [] },
);

const day = fc.integer({ min: 0, max: 91 }).map((days) => {
  const date = new Date(Date.UTC(2026, 7, 1) + days * 86_400_000);
  return date.toISOString().slice(0, 10);
});
const period = fc
  .tuple(day, day)
  .map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a }));

const query: fc.Arbitrary<CostQuery> = fc.record({
  metric: fc.constantFrom("EffectiveCost" as const, "BilledCost" as const, "ListCost" as const),
  period,
  basis: fc.constantFrom("charge" as const, "billing" as const),
  filters: fc.uniqueArray(filter, { maxLength: 2 }),
  thresholds: fc.constant([]),
  groupBy: fc.uniqueArray(
    fc.constantFrom(
      "ServiceName",
      "RegionId",
      "SubAccountId",
      "team",
      "tag:team",
      "ResourceId",
      "x_Source",
    ),
    { maxLength: 3 },
  ),
  granularity: fc.constantFrom(null, "hour", "week", "month", "quarter", "year"),
  order: fc.constant({ by: "amount", direction: "descending" } as const),
  limit: fc.constant(null),
  compare: fc.constant(null),
});

/** The same question, asked of the charges in SQL. */
function askInSql(store: Store, sql: string, groups: number): Map<string, number | null> {
  const rows = store.database.prepare(sql).raw().all() as (string | number | null)[][];
  return new Map(
    rows.map((row) => [JSON.stringify(row.slice(0, groups)), row[groups] as number | null]),
  );
}

function keyOf(row: CostRow): string {
  const bucket = row.bucket === null ? [] : [row.bucket];
  return JSON.stringify([...row.keys, ...bucket, row.currency]);
}

function expectSame(actual: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(1e-9);
}

/** Each row, and the sum of the rows, is what SQL over the charges finds. */
function expectSameAnswer(store: Store, question: CostQuery): void {
  const result = store.costs(makeScope([])).query(question);
  const groups = question.groupBy.length + (question.granularity === null ? 1 : 2);
  const expected = askInSql(store, result.sql, groups);
  expect(result.rows.map(keyOf).sort()).toEqual([...expected.keys()].sort());
  for (const row of result.rows) expectSame(row.value, expected.get(keyOf(row)) ?? null);
  for (const { currency, value } of result.totals) {
    const ofCurrency = result.rows.filter((row) => row.currency === currency);
    expectSame(
      ofCurrency.reduce((sum, row) => sum + (row.value ?? 0), 0),
      value ?? 0,
    );
  }
}

/** Runs a check over a store that holds these rows. */
async function withStore(rows: readonly BillRow[], check: (store: Store) => void): Promise<void> {
  const folder = temporaryFolder();
  const store = new Store(join(folder, "tally.db"), ALLOCATION);
  try {
    writeBill(join(folder, "bill.csv"), rows);
    await importBills(store, {
      paths: [join(folder, "bill.csv")],
      again: false,
      now: new Date("2026-11-20T09:00:00Z"),
    });
    check(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

describe("a cost query", () => {
  test("gives what its SQL over the view focus gives, row by row, and rows add up", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(billRow, { minLength: 1, maxLength: 60 }),
        fc.array(query, { minLength: 12, maxLength: 12 }),
        (rows, questions) =>
          withStore(rows, (store) => {
            for (const question of questions) expectSameAnswer(store, question);
          }),
      ),
      { numRuns: 25 },
    );
  });
});
