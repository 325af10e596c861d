import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CostQuery, CostRow } from "#src/store/cost-query";
import { compile } from "#src/store/cost-sql";
import { type Limits, makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { type Charge, isKept, isSeen, scopeArbitraries } from "./charge-oracle.ts";
import { type BillRow, billRow } from "./random-bill.ts";
import { october, teamDimension, withBill } from "./store-with-bill.ts";

const ALLOCATION = [
  teamDimension({ rules: [{ where: { RegionId: "eu-*" }, value: "europe" }] }),
  { name: "environment", tags: ["env"], values: { prod: "production" }, rules: [], split: [] },
];
const QUARTER = { start: "2026-08-01", end: "2026-11-01" };

const { filters, limits } = scopeArbitraries({
  ServiceName: ["Amazon Elastic Compute Cloud", "Storage", "Virtual Machines", "storage"],
  RegionId: ["us-east-1", "eu-central-1"],
  SubAccountId: ["1", "2", "3"],
  ResourceId: ["i-1", "i-2", "vol-3"],
  ChargeCategory: ["Usage", "Tax"],
  team: ["data", "payments", "europe"],
  environment: ["production", "staging"],
  "tag:Team": ["data", "Payments", " payments "],
  "tag:flag": ["true"],
});

/** A row's values by all dimensions that scopes are made of. */
function chargeOf(row: BillRow): Charge {
  const tags = (row.Tags === "" ? {} : JSON.parse(row.Tags)) as Record<string, unknown>;
  const tag = (key: string) => (tags[key] === undefined ? null : String(tags[key]));
  const environment = tag("Env");
  const ofRule = row.RegionId.startsWith("eu-") ? "europe" : null;
  return {
    ServiceName: row.ServiceName,
    RegionId: row.RegionId || null,
    SubAccountId: row.SubAccountId,
    ResourceId: row.ResourceId || null,
    ChargeCategory: row.ChargeCategory,
    team: tag("team")?.trim().toLowerCase() ?? ofRule,
    environment: environment === "prod" ? "production" : environment,
    "tag:Team": tag("team"),
    "tag:flag": tag("flag"),
  };
}

/** The effective cost of some rows by currency, in thousandths: whole numbers add up exactly. */
function thousandths(rows: readonly BillRow[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { BillingCurrency, EffectiveCost } of rows) {
    sums[BillingCurrency] = (sums[BillingCurrency] ?? 0) + Math.round(Number(EffectiveCost) * 1000);
  }
  return sums;
}

function rounded(amounts: readonly { readonly currency: string; readonly value: number | null }[]) {
  const sums: Record<string, number> = {};
  for (const { currency, value } of amounts) {
    sums[currency] = (sums[currency] ?? 0) + (value ?? 0) * 1000;
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Math.round(sum)]));
}

/** Amounts by group and currency, from the query's SQL. */
function askInSql(store: Store, question: CostQuery, given: Limits) {
  const names = ALLOCATION.map(({ name }) => name);
  const { text, parameters } = compile(question, makeScope(given), names);
  const rows = store.database.prepare(text).raw().all(parameters) as (string | number | null)[][];
  const width = question.groupBy.length + (question.granularity === null ? 1 : 2);
  return rows.map((row) => [
    JSON.stringify(row.slice(0, width)),
    Math.round(Number(row[width]) * 1000),
  ]);
}

function keyOf({ keys, bucket, currency }: CostRow): string {
  return JSON.stringify([...keys, ...(bucket === null ? [] : [bucket]), currency]);
}

const question = fc
  .record({
    filters,
    groupBy: fc.uniqueArray(fc.constantFrom("ServiceName", "team", "tag:Team", "ResourceId"), {
      maxLength: 2,
    }),
    granularity: fc.constantFrom(null, "hour", "month"),
  })
  .map((asked): CostQuery => ({ ...october, period: QUARTER, ...asked }));

/** The values that charges within a scope have are named, and no others. */
function expectNames(store: Store, rows: readonly BillRow[], given: Limits): void {
  const vocabulary = store.vocabulary(makeScope(given));
  const seen = rows.map(chargeOf).filter((one) => isSeen(one, given));
  for (const dimension of ["ServiceName", "ResourceId", "team", "tag:flag"]) {
    const values = new Set(seen.flatMap((one) => one[dimension] ?? []));
    const named = vocabulary.values(dimension).map(({ value }) => value);
    expect(named.sort()).toEqual([...values].sort());
  }
  for (const id of ["i-1", "i-2", "vol-3"]) {
    expect(vocabulary.holds(id)).toBe(seen.some(({ ResourceId }) => ResourceId === id));
  }
}

describe("a query within a scope", () => {
  test("adds up the charges that are allowed, not denied and asked for, in the cube as in SQL", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(billRow, { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(limits, question), { minLength: 25, maxLength: 25 }),
        (rows, asked) =>
          withBill(rows, ALLOCATION, (store) => {
            for (const [given, query] of asked) {
              const seen = rows.filter((row) => isSeen(chargeOf(row), given));
              const meant = seen.filter((row) => isKept(chargeOf(row), query.filters));
              const result = store.costs(makeScope(given)).query(query);
              expect(rounded(result.totals)).toEqual(thousandths(meant));
              expect(rounded(result.rows)).toEqual(thousandths(meant));
              expect(result.charges).toBe(meant.length);
              const inCube = result.rows.map((row) => [
                keyOf(row),
                Math.round((row.value ?? 0) * 1000),
              ]);
              expect(inCube.sort()).toEqual(askInSql(store, query, given).sort());
            }
          }),
      ),
      { numRuns: 12 },
    );
  });

  test("names the values that charges within the scope have, and no others", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(billRow, { minLength: 1, maxLength: 60 }),
        fc.array(limits, { minLength: 10, maxLength: 10 }),
        (rows, scopes) =>
          withBill(rows, ALLOCATION, (store) => {
            for (const given of scopes) expectNames(store, rows, given);
          }),
      ),
      { numRuns: 8 },
    );
  });
});
