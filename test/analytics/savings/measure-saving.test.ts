import { describe, expect, test } from "vitest";
import { dayOfFall } from "#src/analytics/savings/change-day";
import { measureSaving } from "#src/analytics/savings/measure-saving";
import { otherCauses } from "#src/analytics/savings/other-causes";
import { type SavingSeries, upperTwentieth } from "#src/analytics/savings/saving";
import { syntheticChange } from "./synthetic-change.ts";

/** What is known beforehand was tuned on the seeds below 100; these are others. */
const SEEDS = Array.from({ length: 60 }, (_, at) => 2000 + at);
const CHANGES = 100;

function within(seed: number): number {
  let inside = 0;
  for (let change = 0; change < CHANGES; change++) {
    const { series, saved } = syntheticChange(seed * 1000 + change);
    const measured = measureSaving(series);
    if (measured !== null && measured.low <= saved && saved <= measured.high) inside++;
  }
  return inside;
}

describe("a measured saving", () => {
  test("lies within its interval in 85 to 95 of 100 changes", () => {
    const hundreds = SEEDS.map(within);
    const [first = 0] = hundreds;
    expect(first).toBeGreaterThanOrEqual(85);
    expect(first).toBeLessThanOrEqual(95);
    // Chance alone takes 6 of 100 hundreds of an interval that is right out of these bounds.
    const good = hundreds.filter((inside) => inside >= 85 && inside <= 95);
    expect(good.length).toBeGreaterThanOrEqual(54);
    const mean = hundreds.reduce((sum, inside) => sum + inside, 0) / hundreds.length;
    expect(mean).toBeGreaterThan(89);
    expect(mean).toBeLessThan(91);
  }, 30_000);

  test("is told closely enough to be of use", () => {
    const widths = Array.from({ length: 300 }, (_, change) => {
      const measured = measureSaving(syntheticChange(2_000_000 + change).series);
      return measured === null ? 1 : (measured.high - measured.low) / 2 / measured.expected;
    }).toSorted((a, b) => a - b);
    expect(widths[150]).toBeLessThan(0.07);
  });

  const week = [10, 10, 10, 10, 10, 4, 4];
  const days = (values: readonly number[], weeks: number) =>
    Array.from({ length: weeks * 7 }, (_, day) => values[day % 7] ?? 0);
  const even: SavingSeries = {
    firstDay: 20_000,
    costs: [...days(week, 6), ...days([0, 0, 0, 0, 0, 0, 0], 3)],
    usage: null,
    control: null,
    before: { start: 0, end: 42 },
    after: { start: 42, end: 63 },
  };

  test("of something deleted is what it cost", () => {
    const measured = measureSaving(even);
    expect(measured?.daily).toBeCloseTo(58 / 7, 1);
    expect(measured?.actual).toBe(0);
    expect(measured?.days).toBe(21);
  });

  test("takes out what the charges beside it grew by", () => {
    const rising = Array.from({ length: 63 }, (_, day) => 1000 * 1.01 ** day);
    const costs = rising.map((value, day) => (value / 100) * (day < 42 ? 1 : 0.5));
    const measured = measureSaving({ ...even, costs, control: rising });
    const truth = rising.slice(42).reduce((sum, value) => sum + value / 200, 0) / 21;
    expect(measured?.by).toBe("control");
    expect(measured?.low).toBeLessThan(truth);
    expect(measured?.high).toBeGreaterThan(truth);
    expect(measured?.daily).toBeCloseTo(truth, 0);
  });

  test("of a lower price counts the usage of the days after", () => {
    const usage = Array.from({ length: 63 }, (_, day) => (day < 42 ? 100 : 200));
    const costs = usage.map((units, day) => units * (day < 42 ? 0.1 : 0.06));
    const measured = measureSaving({ ...even, costs, usage });
    expect(measured?.daily).toBeCloseTo(8, 1);
  });

  test("is below zero where it costs more, also where it cost nothing", () => {
    const costs = [...days([0, 0, 0, 0, 0, 0, 0], 6), ...days([5, 5, 5, 5, 5, 5, 5], 3)];
    const measured = measureSaving({ ...even, costs });
    expect(measured?.daily).toBeCloseTo(-5, 5);
    expect(measured?.high).toBeLessThan(-4);
  });

  test("needs two weeks on either side", () => {
    expect(measureSaving({ ...even, after: { start: 42, end: 55 } })).toBeNull();
    expect(measureSaving({ ...even, before: { start: 30, end: 42 } })).toBeNull();
    const unknown = even.costs.map((cost, day) => (day < 35 ? null : cost));
    expect(measureSaving({ ...even, costs: unknown })).toBeNull();
  });
});

test("quantiles of t are those of tables", () => {
  const table = [
    [5, 2.015],
    [10, 1.812],
    [30, 1.697],
    [100_000, 1.645],
  ] as const;
  for (const [freedom, value] of table) expect(upperTwentieth(freedom)).toBeCloseTo(value, 2);
});

test("the day of a fall is found where two levels fit best, and none in a rise", () => {
  const noise = [0.3, -0.2, 0.1, -0.4, 0.2];
  const costs = Array.from({ length: 60 }, (_, day) => (day < 33 ? 10 : 6) + (noise[day % 5] ?? 0));
  expect(dayOfFall(costs, { start: 20, end: 45 })).toBe(33);
  expect(dayOfFall(costs.toReversed(), { start: 20, end: 45 })).toBeNull();
});

describe("other causes", () => {
  const before = { cost: 100, listCost: 120, usage: 10, covered: 0, control: 1000 };

  test("are named from their thresholds on", () => {
    const after = { cost: 1, listCost: 132, usage: 10, covered: 0.5, control: 1200 };
    expect(otherCauses(before, after, []).map(({ kind }) => kind)).toEqual([
      "price",
      "growth",
      "vanished",
      "coverage",
    ]);
    expect(otherCauses(before, { ...before, usage: 8, listCost: 96 }, [])).toEqual([
      { kind: "usage", before: 10, after: 8 },
    ]);
    expect(otherCauses(before, { ...before, cost: 60, control: 1050 }, [])).toEqual([]);
  });

  test("aren't what the saving comes about by", () => {
    const after = { ...before, cost: 0, covered: 0.5 };
    expect(otherCauses(before, after, ["vanished"]).map(({ kind }) => kind)).toEqual(["coverage"]);
  });
});
