import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumAmounts } from "#src/cards/sum";
import {
  stepsBetween,
  type WaterfallParts,
  waterfallBars,
  waterfallBreak,
  waterfallChart,
} from "#src/cards/waterfall";

function waterfall(first: number, steps: readonly number[], last: number) {
  return waterfallChart({
    title: "From September to October",
    unit: "USD",
    first: { label: "September", value: first },
    steps: steps.map((value, at) => ({ label: `s${at}`, value })),
    last: { label: "October", value: last },
    rest: "Everything else",
  });
}

const valuesOf = (chart: ReturnType<typeof waterfall>) => chart.series[0]?.values ?? [];

describe("a waterfall", () => {
  test("has its totals at both ends, and what isn't a step is the rest", () => {
    const chart = waterfall(100, [30, -10], 125);
    expect(chart).toMatchObject({ chart: "waterfall", unit: "USD" });
    expect(chart.labels).toEqual(["September", "s0", "s1", "Everything else", "October"]);
    expect(valuesOf(chart)).toEqual([100, 30, -10, 5, 125]);
  });

  test("has no rest where the steps are all of it, whatever adding them rounds off", () => {
    const chart = waterfall(0.3, [0.1, 0.2], 0.6);
    expect(chart.labels).toEqual(["September", "s0", "s1", "October"]);
    const large = waterfall(250_000, [1_000.1, -3_000.3], 248_000 - 0.2 + 1e-6);
    expect(large.labels).not.toContain("Everything else");
    expect(valuesOf(large)[1]).toBe(1_000.1);
    expect(valuesOf(large)[2]).toBeCloseTo(-3_000.3, 5);
  });

  test("of many steps keeps the largest in their order", () => {
    const chart = waterfall(0, [1, -20, 3, 40, 5, -60, 7, 80, 9, 2], 67);
    expect(chart.labels.slice(1, -1)).toEqual([
      ...["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"],
      "Everything else",
    ]);
    expect(valuesOf(chart).at(-2)).toBe(3);
  });

  test("adds up, whatever it is made of", () => {
    const amount = fc.oneof(
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
      fc.integer({ min: -10_000_000, max: 10_000_000 }).map((cents) => cents / 100),
      fc.constantFrom(0, 1e-9, -0.004),
    );
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 30 }), amount, (first, steps, last) => {
        const chart = waterfall(first, steps, last);
        const values = valuesOf(chart);
        expect(values.at(0)).toBe(first);
        expect(values.at(-1)).toBe(last);
        expect(sumAmounts([...values.slice(0, -1), -last])).toBe(0);
        expect(values.slice(1, -1)).not.toContain(0);
        expect(values.length).toBeLessThanOrEqual(8 + 3);
        expect(chart.labels.length).toBe(values.length);
      }),
    );
  });

  test("that explains a change ends where the change does", () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 8 }), (first, steps) => {
        const last = sumAmounts([first, ...steps]) ?? 0;
        const bars = waterfallBars(waterfall(first, steps, last));
        expect(bars.at(-2)?.to).toBeCloseTo(last, 6);
        for (const [at, bar] of bars.slice(1, -1).entries()) expect(bar.from).toBe(bars[at]?.to);
      }),
    );
  });
});

test("a bar goes from what came before to what is there with it, totals from zero", () => {
  expect(waterfallBars(waterfall(100, [30, -150], -20))).toEqual([
    { kind: "total", value: 100, from: 0, to: 100 },
    { kind: "up", value: 30, from: 100, to: 130 },
    { kind: "down", value: -150, from: 130, to: -20 },
    { kind: "total", value: -20, from: 0, to: -20 },
  ]);
});

test("by themselves the steps are bars of the changes", () => {
  const steps = stepsBetween(waterfall(100, [30, -10], 120));
  expect(steps).toMatchObject({ chart: "bar", labels: ["s0", "s1"] });
  expect(steps.series).toEqual([{ name: "change", values: [30, -10] }]);
});

describe("an axis leaves something out", () => {
  const breakOf = (...[first, steps, last]: Parameters<typeof waterfall>) =>
    waterfallBreak(waterfallBars(waterfall(first, steps, last)));

  test("where the steps would be too short beside the totals", () => {
    expect(breakOf(235_569, [4_368, 16_305], 256_242)).toEqual({ start: 5_000, end: 230_000 });
    expect(breakOf(1_000, [-1, 2], 1_001)).toEqual({ start: 0.5, end: 998 });
  });

  test("nowhere else, and never what a bar ends in", () => {
    expect(breakOf(100, [30], 130)).not.toBeNull();
    expect(breakOf(100, [130], 230)).toBeNull();
    expect(breakOf(-235_569, [-4_368], -239_937)).toBeNull();
    expect(breakOf(100, [], 100)).toBeNull();
    const cents = fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(cents, fc.array(cents, { maxLength: 8 }), cents, (first, steps, last) => {
        const bars = waterfallBars(waterfall(first, steps, last));
        const cut = waterfallBreak(bars);
        if (cut === null) return;
        expect(cut.start).toBeGreaterThan(0);
        expect(cut.end).toBeGreaterThan(cut.start);
        for (const { to } of bars) expect(to).toBeGreaterThan(cut.end);
      }),
    );
  });
});

test("a waterfall is made of what it is given", () => {
  const parts: WaterfallParts = {
    title: "From a to b",
    unit: "EUR",
    first: { label: "a", value: 0 },
    steps: [],
    last: { label: "b", value: 7 },
    rest: "all of it",
  };
  expect(waterfallChart(parts)).toEqual({
    type: "chart",
    chart: "waterfall",
    title: "From a to b",
    unit: "EUR",
    labels: ["a", "all of it", "b"],
    series: [{ name: "change", values: [0, 7, 7] }],
  });
});
