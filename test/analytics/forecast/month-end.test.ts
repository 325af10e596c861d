import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecastMonthEnd, type MonthEnd } from "#src/analytics/forecast/month-end";
import { addDays } from "#src/focus/day";
import { costSeries } from "../../bench/forecast/cost-series.ts";

const ALL = costSeries(6, 31);
const [SERIES] = ALL;
if (SERIES === undefined) throw new Error("No series were made.");

/** Days of the series before 2026-06-01. */
const BEFORE_JUNE = 516;

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function width80({ lo80, hi80 }: MonthEnd): number {
  return hi80 - lo80;
}

describe("the end of a month", () => {
  test("that is over is its actual", () => {
    for (const { start, truth } of ALL) {
      const { expected, lo95, hi95, booked, model } = forecastMonthEnd(
        { start, values: truth },
        "2026-06-30",
      );
      const actual = sumOf(truth.slice(BEFORE_JUNE, BEFORE_JUNE + 30));
      expect(expected).toBeCloseTo(actual, 6);
      expect([lo95, hi95, booked]).toEqual([expected, expected, expected]);
      expect(model).toBe("actual");
    }
  });

  test("is surer with each week that is booked", () => {
    const meanWidth = (day: number) =>
      sumOf(ALL.map((series) => width80(forecastMonthEnd(series, addDays("2026-06-01", day - 1)))));
    const widths = [1, 8, 15, 22, 29].map(meanWidth);
    expect(widths.toSorted((one, other) => other - one)).toEqual(widths);
  });

  test("is never below what is booked, and its bounds are ordered", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.integer({ min: 0, max: 170 }), (series, days) => {
        const end = forecastMonthEnd(series, addDays("2026-02-01", days));
        const inOrder = [end.booked, end.lo95, end.lo80, end.expected, end.hi80, end.hi95];
        expect(inOrder.toSorted((one, other) => one - other)).toEqual(inOrder);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test("has bounds after months of nothing, in the currency's own scale", () => {
    const start = "2026-01-01";
    const values = Array.from({ length: 158 }, (_, day) => (day < 120 ? 0 : 50 + (day % 7)));
    const end = forecastMonthEnd({ start, values }, "2026-06-07");
    const all = [end.lo95, end.lo80, end.expected, end.hi80, end.hi95];
    expect(all.every(Number.isFinite)).toBe(true);
    const scaled = values.map((value) => value * 1_000);
    const inOther = forecastMonthEnd({ start, values: scaled }, "2026-06-07");
    expect(inOther.hi95 / end.hi95).toBeCloseTo(1_000, 6);
  });

  test("doesn't look at days after the one it is asked from", () => {
    const asked = forecastMonthEnd(SERIES, "2026-06-08");
    const cut = { ...SERIES, values: SERIES.values.slice(0, BEFORE_JUNE + 8) };
    expect(forecastMonthEnd(cut, "2026-06-08")).toEqual(asked);
    expect(forecastMonthEnd(cut, "2026-06-20")).toEqual(asked);
  });

  test("takes in what is booked for the coming days", () => {
    const plain = forecastMonthEnd(SERIES, "2026-06-08");
    const ahead = forecastMonthEnd(SERIES, "2026-06-08", { booked: [10 * plain.hi95] });
    expect(ahead.lo95).toBeCloseTo(plain.booked + 10 * plain.hi95, 6);
  });

  test("knows of the end of a commitment that is planned", () => {
    const plain = forecastMonthEnd(SERIES, "2026-06-08");
    const changes = [{ from: "2026-06-21", perDay: 7 }];
    const changed = forecastMonthEnd(SERIES, "2026-06-08", { changes });
    expect(changed.expected - plain.expected).toBeCloseTo(70, 6);
  });

  test("tells how far off it was at the same day of a year of months", () => {
    const { pastErrors } = forecastMonthEnd(SERIES, "2026-06-15");
    expect(pastErrors).toHaveLength(12);
    const typical = pastErrors.map(Math.abs).toSorted((one, other) => one - other)[6];
    expect(typical).toBeGreaterThan(0);
    expect(typical).toBeLessThan(0.2);
  });

  test("of ten days of cost is told, widely", () => {
    const young = {
      start: "2026-06-01",
      values: SERIES.values.slice(BEFORE_JUNE, BEFORE_JUNE + 10),
    };
    const old = forecastMonthEnd(SERIES, "2026-06-10");
    const end = forecastMonthEnd(young, "2026-06-10");
    expect(width80(end)).toBeGreaterThan(width80(old));
    expect(end.lo80).toBeLessThan(old.expected);
    expect(end.hi80).toBeGreaterThan(old.expected);
    expect(end.pastErrors).toEqual([]);
  });
});
