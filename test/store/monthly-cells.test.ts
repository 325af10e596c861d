import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Period } from "#src/focus/day";
import type { CostResult } from "#src/store/cost-query";
import { makeScope } from "#src/store/scope";
import { billRow } from "./random-bill.ts";
import { october, plainRow, withBill } from "./store-with-bill.ts";

const edge = fc.oneof(
  fc.constantFrom("2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"),
  fc.integer({ min: 0, max: 130 }).map((days) => addDays("2026-07-01", days)),
);
const period = fc
  .tuple(edge, edge)
  .map(([a, b]): Period => (a < b ? { start: a, end: b } : { start: b, end: a }));

/** A random charge, much like the others; sometimes of a month before its billing period. */
const row = fc
  .tuple(billRow, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 30 }))
  .map(([charge, isLate, days]) => {
    const { ServiceName, RegionId, SubAccountId, SubAccountName, ProviderName } = plainRow;
    const alike = { ServiceName, RegionId, SubAccountId, SubAccountName, ProviderName, Tags: "" };
    if (isLate !== 0 || charge.BillingPeriodStart < "2026-09") return { ...charge, ...alike };
    const start = addDays("2026-08-01", days);
    return { ...charge, ...alike, ChargePeriodStart: start, ChargePeriodEnd: addDays(start, 1) };
  });

function expectSameTotals(actual: CostResult, expected: CostResult): void {
  expect(actual.charges).toBe(expected.charges);
  expect(actual.totals).toHaveLength(expected.totals.length);
  for (const total of expected.totals) {
    const found = actual.totals.find(({ currency }) => currency === total.currency);
    expect(found?.value === null).toBe(total.value === null);
    expect(found?.value ?? 0).toBeCloseTo(total.value ?? 0, 8);
    expect(found?.gross).toBeCloseTo(total.gross, 8);
    expect(found?.credits).toBeCloseTo(total.credits, 8);
  }
}

describe("a question about any period", () => {
  test("has the totals that its daily series has, which is read from the days alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.array(period, { minLength: 8, maxLength: 8 }),
        fc.constantFrom("EffectiveCost" as const, "BilledCost" as const, "ListCost" as const),
        fc.constantFrom(null, "week" as const, "month" as const, "quarter" as const),
        (rows, periods, metric, granularity) =>
          withBill(rows, [], (store) => {
            const costs = store.costs(makeScope([]));
            for (const asked of periods) {
              const query = { ...october, metric, period: asked };
              const series = costs.query({ ...query, granularity: "day" });
              expectSameTotals(costs.query({ ...query, granularity }), series);
            }
          }),
      ),
      { numRuns: 25 },
    );
  });

  test("keeps the gross amount and the credits of different days apart in each cost column", async () => {
    const later = { ChargePeriodStart: "2026-10-06", ChargePeriodEnd: "2026-10-07" };
    const rows = [
      { ...plainRow, ListCost: "5" },
      { ...plainRow, ...later, ListCost: "-3" },
    ];
    await withBill(rows, [], (store) => {
      const { totals } = store.costs(makeScope([])).query({ ...october, metric: "ListCost" });
      expect(totals).toEqual([{ currency: "USD", value: 2, gross: 5, credits: -3 }]);
    });
  });
});
