import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DailyCosts, DailyLeaf } from "#skills/anomalies/daily-costs";
import { readDailyCosts } from "#skills/anomalies/daily-costs";
import { findAnomalies } from "#skills/anomalies/find-anomalies";
import { changeIn, sliceSeries } from "#skills/anomalies/slice-series";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { teamDimension, withBill } from "../store/store-with-bill.ts";
import { contextOf, dailyCharges, START, steady } from "./anomaly-bill.ts";

const DAYS = 90;
const MILLISECONDS = 3_000;

/** Costs of leaves that nobody else has; finding drops asks the store, so only rises are looked for here. */
function costsOf(leaves: readonly DailyLeaf[], days = DAYS): DailyCosts {
  return { currency: "USD", start: START, days, settled: days, leaves };
}

function leaf(values: DailyLeaf["values"], costAt: (day: number) => number): DailyLeaf {
  const all = { ServiceProviderName: "AWS", SubAccountId: "1", ...values };
  return { values: all, costs: Float64Array.from({ length: DAYS }, (_, day) => costAt(day)) };
}

function jittered(amount: number, salt: number): (day: number) => number {
  return (day) => amount * (1 + 0.02 * Math.sin(day * 12.9898 + salt * 78.233));
}

async function found(leaves: readonly DailyLeaf[]) {
  let slices: unknown[] = [];
  await withBill(dailyCharges(steady(3)), [], (store) => {
    const { anomalies } = findAnomalies(
      contextOf(store, addDays(START, DAYS)),
      [],
      costsOf(leaves),
    );
    slices = anomalies.map(({ slice }) => slice);
  });
  return slices;
}

describe("what one anomaly is", () => {
  const services = ["a", "b", "c", "d", "e", "f"];

  test("what moves in a team's services alike is the team's", async () => {
    const rises = (amount: number, salt: number) => (day: number) =>
      jittered(amount, salt)(day) * (day >= 80 ? 2 : 1);
    const leaves = [
      ...services.map((name, at) => leaf({ ServiceName: name, team: "growth" }, rises(50, at))),
      ...services.map((name, at) =>
        leaf({ ServiceName: name, SubAccountId: "2", team: "data" }, jittered(2000, at + 9)),
      ),
    ];
    expect(await found(leaves)).toEqual([{ team: "growth" }]);
  });

  test("what two services of a team do on days of their own is two", async () => {
    const spikes = (salt: number, on: number) => (day: number) =>
      jittered(100, salt)(day) + (day === on ? 600 : 0);
    const leaves = [
      leaf({ ServiceName: "a", team: "data" }, spikes(1, 80)),
      leaf({ ServiceName: "b", team: "data" }, spikes(2, 82)),
      leaf({ ServiceName: "c", team: "data" }, jittered(100, 3)),
    ];
    const slices = await found(leaves);
    expect(slices).toHaveLength(2);
    expect(slices).toEqual(
      expect.arrayContaining(
        ["a", "b"].map((name) => expect.objectContaining({ ServiceName: name })),
      ),
    );
  });

  test("what a meter hides in a large service is told at the meter", async () => {
    const leaves = [
      leaf({ ServiceName: "EC2", SkuMeter: "boxes" }, jittered(5000, 1)),
      leaf(
        { ServiceName: "EC2", SkuMeter: "NAT" },
        (day) => jittered(100, 2)(day) * (day >= 80 ? 3 : 1),
      ),
    ];
    expect(await found(leaves)).toEqual([expect.objectContaining({ SkuMeter: "NAT" })]);
  });
});

describe("the series that are followed", () => {
  test("add up to the bill, family by family", () => {
    const amounts = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 8 }), (rows) => {
        const leaves = rows.map((costs, at) => ({
          values: {
            ServiceProviderName: `p${at % 2}`,
            ServiceName: `s${at % 3}`,
            SubAccountId: "1",
            team: `t${at % 2}`,
          },
          costs: Float64Array.from(costs),
        }));
        const series = sliceSeries(costsOf(leaves, 3));
        const sumOf = (dimensions: number) =>
          series
            .filter(({ slice }) => Object.keys(slice).length === dimensions)
            .reduce((sum, { values }) => sum + (values[1] ?? 0), 0);
        expect(sumOf(3)).toBeCloseTo(sumOf(0), 6);
        expect(sumOf(1)).toBeCloseTo(sumOf(0), 6);
      }),
    );
  });

  test("are the same costs as the bill has, monthly charges spread", async () => {
    const rows = [
      ...dailyCharges(steady(30), { Tags: '{"team":"data"}' }),
      ...dailyCharges([310], {
        ResourceId: "fee",
        ChargePeriodEnd: `${addDays(START, 30)}T00:00:00Z`,
      }),
    ];
    await withBill(rows, [teamDimension()], (store) => {
      const context: SkillContext = contextOf(store, addDays(START, 40));
      const period = { start: START, end: addDays(START, 30) };
      const [costs] = readDailyCosts(context, [], period, addDays(START, 29));
      const day = (at: number) =>
        (costs?.leaves ?? []).reduce((sum, one) => sum + (one.costs[at] ?? 0), 0);
      expect(day(4)).toBeCloseTo((steady(30)[4] ?? 0) + 310 / 30, 9);
      if (costs === undefined) throw new Error("there are no costs");
      expect(changeIn(costs, [{}], { start: 28, end: 29 })).toBeCloseTo(
        day(28) +
          day(29) -
          (2 / 28) * Array.from({ length: 28 }, (_, at) => day(at)).reduce((a, b) => a + b),
        9,
      );
    });
  });

  test("may be five thousand", async () => {
    const leaves = Array.from({ length: 2_500 }, (_, at) =>
      leaf(
        {
          ServiceName: `s${at % 61}`,
          SubAccountId: `a${at}`,
          SkuMeter: `m${at}`,
          team: `t${at % 40}`,
        },
        jittered(Math.exp(3 + 2 * Math.sin(at)), at),
      ),
    );
    await withBill(dailyCharges(steady(3)), [], (store) => {
      const context = contextOf(store, addDays(START, DAYS));
      const costs = costsOf(leaves);
      expect(sliceSeries(costs).length).toBeGreaterThan(5_000);
      const start = performance.now();
      findAnomalies(context, [], costs);
      expect(performance.now() - start).toBeLessThan(MILLISECONDS);
    });
  });
});
