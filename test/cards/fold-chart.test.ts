import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartBlock } from "#src/cards/card";
import { foldParts, foldSeries, foldSteps } from "#src/cards/fold-chart";

function chart(labels: readonly string[], series: ChartBlock["series"]): ChartBlock {
  return { type: "chart", chart: "bar", title: "Cost", unit: "USD", labels, series };
}

describe("foldSeries", () => {
  const four = chart(
    ["2026-10-01", "2026-10-02", "2026-10-03"],
    [
      { name: "small", values: [1, null, null] },
      { name: "large", values: [100, 100, null] },
      { name: "credit", values: [-50, -50, null] },
      { name: "smaller", values: [0.5, 0.25, null] },
    ],
  );

  test("keeps the largest in their order, credits by their size, and adds up the others", () => {
    expect(foldSeries(four, 3).series).toEqual([
      { name: "large", values: [100, 100, null] },
      { name: "credit", values: [-50, -50, null] },
      { name: "Others (2)", values: [1.5, 0.25, null] },
    ]);
  });

  test("leaves a chart alone that has no more", () => {
    expect(foldSeries(four, 4)).toBe(four);
  });
});

test("what series are seen against isn't folded, and doesn't count", () => {
  const budget = { name: "budget", values: [1], role: "reference" as const };
  const series = [
    { name: "a", values: [1] },
    { ...budget },
    { name: "b", values: [2] },
    { name: "c", values: [4] },
  ];
  expect(foldSeries(chart(["2026-10-01"], series), 2).series).toEqual([
    { name: "c", values: [4] },
    { name: "Others (2)", values: [3] },
    budget,
  ]);
  const three = chart(["2026-10-01"], series);
  expect(foldSeries(three, 3)).toBe(three);
});

describe("foldSteps", () => {
  const waterfall = (values: readonly number[]): ChartBlock => ({
    ...chart(
      values.map((_, at) => `s${at}`),
      [{ name: "change", values }],
    ),
    chart: "waterfall",
  });

  test("keeps both totals, and the largest steps in their order", () => {
    const folded = foldSteps(waterfall([100, 1, -20, 2, 30, 4, 117]), 5);
    expect(folded.labels).toEqual(["s0", "s2", "s4", "Others (3)", "s6"]);
    expect(folded.series[0]?.values).toEqual([100, -20, 30, 7, 117]);
    const small = waterfall([100, 1, 101]);
    expect(foldSteps(small, 3)).toBe(small);
  });
});

describe("foldParts", () => {
  test("keeps the largest labels over all series", () => {
    const parts = chart(
      ["a", "b", "c", "d"],
      [
        { name: "October", values: [1, 20, 3, null] },
        { name: "September", values: [2, null, 30, null] },
      ],
    );
    expect(foldParts(parts, 3)).toEqual(
      chart(
        ["b", "c", "Others (2)"],
        [
          { name: "October", values: [20, 3, 1] },
          { name: "September", values: [null, 30, 2] },
        ],
      ),
    );
    expect(foldParts(parts, 4)).toBe(parts);
  });
});

test("whatever is folded has at most so many parts, which add up to the whole in cents", () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 12 }),
      (amounts, most) => {
        const whole = amounts.reduce((sum, amount) => sum + amount, 0);
        const values = amounts.map((amount) => amount / 100);
        const parts = foldParts(chart(values.map(String), [{ name: "Cost", values }]), most);
        const series = foldSeries(
          chart(
            ["2026-10-01"],
            values.map((value) => ({ name: "x", values: [value] })),
          ),
          most,
        );
        const inParts = parts.series[0]?.values ?? [];
        const inSeries = series.series.map((one) => one.values[0] ?? 0);
        for (const shown of [inParts, inSeries]) {
          expect(shown.length).toBe(Math.min(amounts.length, most));
          const sum = shown.reduce<number>((total, value) => total + (value ?? 0), 0);
          expect(Math.round(sum * 100)).toBe(whole);
        }
        expect(parts.labels.length).toBe(inParts.length);
      },
    ),
  );
});
