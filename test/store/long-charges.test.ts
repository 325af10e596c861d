import { describe, expect, test } from "vitest";
import { makeScope } from "#src/store/scope";
import { october, plainRow, withBill } from "./store-with-bill.ts";

const fee = {
  ...plainRow,
  EffectiveCost: "31",
  ChargePeriodStart: "2026-10-01T00:00:00Z",
  ChargePeriodEnd: "2026-11-01T00:00:00Z",
};

describe("a charge longer than a day", () => {
  test("stands on its first day in a total, and is spread over its days in a daily series", async () => {
    await withBill([fee, plainRow], [], (store) => {
      const costs = store.costs(makeScope([]));
      const week = { ...october, period: { start: "2026-10-03", end: "2026-10-06" } };
      expect(costs.query(week).totals).toMatchObject([{ value: 1 }]);
      const daily = costs.query({ ...week, granularity: "day" });
      expect(daily.rows.map(({ bucket, value }) => [bucket, value])).toEqual([
        ["2026-10-03", 1],
        ["2026-10-04", 1],
        ["2026-10-05", 2],
      ]);
      expect(daily.spreadDifference).toEqual([{ currency: "USD", value: 3 }]);
    });
  });

  test("makes no difference where the whole of it is in the period", async () => {
    await withBill([fee], [], (store) => {
      const daily = store.costs(makeScope([])).query({ ...october, granularity: "day" });
      expect(daily.rows).toHaveLength(31);
      expect(daily.spreadDifference).toEqual([]);
    });
  });
});

describe("a series of which the top is asked for", () => {
  test("ranks its buckets, not the whole", async () => {
    const on = (day: string, EffectiveCost: string) => ({
      ...plainRow,
      EffectiveCost,
      ChargePeriodStart: `2026-10-${day}T00:00:00Z`,
      ChargePeriodEnd: `2026-10-${day}T12:00:00Z`,
    });
    await withBill([on("03", "2"), on("04", "9"), on("05", "5")], [], (store) => {
      const costs = store.costs(makeScope([]));
      const top = costs.query({ ...october, granularity: "day", limit: 2 });
      expect(top.rows.map(({ bucket, value }) => [bucket, value])).toEqual([
        ["2026-10-04", 9],
        ["2026-10-05", 5],
      ]);
    });
  });
});

describe("a sum", () => {
  test("is zero, not a rounding residue, where charges and credits cancel out", async () => {
    const rows = ["0.1", "0.2", "-0.3"].map((EffectiveCost) => ({ ...plainRow, EffectiveCost }));
    await withBill(rows, [], (store) => {
      const { totals } = store.costs(makeScope([])).query(october);
      expect(totals[0]?.value).toBe(0);
      expect(totals[0]?.credits).toBe(-0.3);
    });
  });

  test("is null, not zero, where no charge states the amount", async () => {
    await withBill([{ ...plainRow, ListCost: "" }], [], (store) => {
      const { totals } = store.costs(makeScope([])).query({ ...october, metric: "ListCost" });
      expect(totals).toMatchObject([{ value: null }]);
    });
  });
});
