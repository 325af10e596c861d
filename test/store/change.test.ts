import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChangeQuery } from "#src/store/change/change-query";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { billRow } from "./random-bill.ts";
import { october, plainRow, teamDimension, withBill } from "./store-with-bill.ts";

const SEPTEMBER = { start: "2026-09-01", end: "2026-10-01" };

const query: fc.Arbitrary<ChangeQuery> = fc.record({
  metric: fc.constantFrom("EffectiveCost" as const, "BilledCost" as const),
  period: fc.constant(october.period),
  compare: fc.constantFrom(SEPTEMBER, { start: "2026-08-10", end: "2026-10-05" }),
  basis: fc.constantFrom("charge" as const, "billing" as const),
  filters: fc.constantFrom(
    [],
    [{ dimension: "RegionId", operator: "not_in" as const, values: ["us-east-1"] }],
  ),
  dimensions: fc.constant(["ServiceName", "team", "ResourceId"]),
  mostLeaves: fc.constant(1000),
});

/** The sums of both periods by currency and dimensions, by SQL over the charges. */
function inSql(store: Store, { metric, period, compare, basis, filters }: ChangeQuery) {
  const placed = basis === "billing" ? "BillingPeriodStart" : "ChargePeriodStart";
  const within = ({ start, end }: ChangeQuery["period"]) =>
    `${placed} >= '${start}T00:00:00Z' AND ${placed} < '${end}T00:00:00Z'`;
  const kept = filters.length === 0 ? "true" : "RegionId IS DISTINCT FROM 'us-east-1'";
  return store.database
    .prepare<[], { currency: string; before: number; after: number }>(
      `SELECT BillingCurrency AS currency,
        total(${metric}) FILTER (WHERE ${within(compare)}) AS before,
        total(${metric}) FILTER (WHERE ${within(period)}) AS after
      FROM focus WHERE ${kept} AND ServiceName = 'Storage' AND ((${within(period)}) OR (${within(compare)}))
      GROUP BY 1`,
    )
    .all();
}

test("leaves, their charges and their days add up to what SQL says of them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(billRow, { minLength: 1, maxLength: 50 }),
      query,
      async (rows, asked) => {
        await withBill(rows, [teamDimension()], (store) => {
          const change = store.costs(makeScope([])).change(asked);
          const partOf = new Int32Array(change.leaves).fill(-1);
          const sums = new Map<string, { before: number; after: number }>();
          change.currencies.forEach(({ currency, table, numbers }, part) => {
            const services = table.dimensions[0];
            expect(services?.name).toBe("ServiceName");
            const sum = { before: 0, after: 0 };
            numbers.forEach((leaf, row) => {
              if (services?.values[services.codes[row] ?? -1] !== "Storage") return;
              partOf[leaf] = part;
              sum.before += table.before[row] ?? 0;
              sum.after += table.after[row] ?? 0;
            });
            sums.set(currency, sum);
          });
          const lines = change.lines(partOf);
          for (const { currency, before, after } of inSql(store, asked)) {
            expect(sums.get(currency)?.before).toBeCloseTo(before, 6);
            expect(sums.get(currency)?.after).toBeCloseTo(after, 6);
            const part = change.currencies.findIndex((one) => one.currency === currency);
            const of = (side: "before" | "after") =>
              (lines.get(part) ?? []).reduce((sum, line) => sum + (line[side]?.cost ?? 0), 0);
            expect(of("before")).toBeCloseTo(before, 6);
            expect(of("after")).toBeCloseTo(after, 6);
          }
        });
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test("days are those of a daily series, charges longer than a day spread", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(billRow, { minLength: 1, maxLength: 50 }), async (rows) => {
      await withBill([...rows, plainRow], [], (store) => {
        const costs = store.costs(makeScope([]));
        const { period } = october;
        const change = costs.change({
          ...october,
          compare: SEPTEMBER,
          dimensions: ["ServiceName"],
          mostLeaves: 1000,
        });
        const dollars = change.currencies.find(({ currency }) => currency === "USD");
        const partOf = new Int32Array(change.leaves).fill(-1);
        for (const leaf of dollars?.numbers ?? []) partOf[leaf] = 0;
        const [days] = change.daily(partOf, 1, period);
        const series = costs.query({ ...october, granularity: "day" });
        const expected = new Map(
          series.rows
            .filter(({ currency }) => currency === "USD")
            .map(({ bucket, value }) => [Number(bucket?.slice(8)), value ?? 0]),
        );
        days?.forEach((cost, at) => {
          expect(cost).toBeCloseTo(expected.get(at + 1) ?? 0, 6);
        });
      });
    }),
    { numRuns: 20 },
  );
}, 60_000);

test("with too many leaves the finest dimensions are left out", async () => {
  const rows = Array.from({ length: 12 }, (_, at) => ({ ...plainRow, ResourceId: `i-${at}` }));
  await withBill(rows, [], (store) => {
    const namesWith = (mostLeaves: number) => {
      const asked = { ...october, compare: SEPTEMBER, dimensions: ["ServiceName", "ResourceId"] };
      const { currencies } = store.costs(makeScope([])).change({ ...asked, mostLeaves });
      return currencies[0]?.table.dimensions.map(({ name }) => name);
    };
    expect(namesWith(12)).toEqual(["ServiceName", "ResourceId"]);
    expect(namesWith(11)).toEqual(["ServiceName"]);
  });
});

test("a scope hides charges from leaves, lines and days", async () => {
  const hidden = { ...plainRow, SubAccountId: "2", ResourceId: "i-hidden" };
  await withBill([plainRow, hidden], [], (store) => {
    const scope = makeScope([{ dimension: "SubAccountId", operator: "in", values: ["1"] }]);
    const change = store.costs(scope).change({
      ...october,
      compare: SEPTEMBER,
      dimensions: ["SubAccountId"],
      mostLeaves: 10,
    });
    const all = new Int32Array(change.leaves);
    expect(change.currencies[0]?.table.dimensions[0]?.values).toEqual(["1"]);
    expect(
      change
        .lines(all)
        .get(0)
        ?.map(({ resourceId }) => resourceId),
    ).toEqual(["i-1"]);
    const [days] = change.daily(all, 1, october.period);
    expect(days?.reduce((sum, cost) => sum + cost, 0)).toBe(1);
  });
});
