import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Forecast, forecast } from "#src/analytics/forecast/forecast";
import { type Series, TooFewValuesError } from "#src/analytics/forecast/series";

const WEEK = [100, 104, 103, 99, 101, 60, 55];

/** A repeatable wobble between -1 and 1. */
function wobble(index: number): number {
  return Math.sin(index * 12.9898) * Math.cos(index * 4.1414);
}

function daily(length: number, value: (index: number) => number): Series {
  return { values: Array.from({ length }, (_, index) => value(index)), frequency: "D" };
}

const weekly = (index: number) => (WEEK[index % 7] ?? 0) + 3 * wobble(index);

function widths({ lo80, hi80 }: Forecast): number[] {
  return hi80.map((high, step) => high - (lo80[step] ?? 0));
}

function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  for (const [step, value] of expected.entries()) {
    expect(Math.abs((actual[step] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
  }
}

describe("the point", () => {
  test("knows the week", () => {
    const { mean } = forecast(daily(140, weekly), 14);
    const coming = Array.from({ length: 14 }, (_, step) => WEEK[(140 + step) % 7] ?? 0);
    expectNear(mean, coming, 3);
  });

  test("follows a series that starts some days later in the week", () => {
    for (const shift of [1, 3, 7, 14]) {
      const { mean } = forecast(
        daily(140, (index) => weekly(index + shift)),
        14,
      );
      const coming = Array.from({ length: 14 }, (_, step) => WEEK[(140 + step + shift) % 7] ?? 0);
      expectNear(mean, coming, 3);
    }
  });

  test("is the same for a start shifted by whole weeks of an undated month pattern", () => {
    const series = daily(55, weekly);
    const one = forecast({ ...series, start: "2026-03-02" }, 7);
    const other = forecast({ ...series, start: "2026-04-13" }, 7);
    expect(other.mean).toEqual(one.mean);
  });

  test("expects the fee of the first of the month, and only there", () => {
    const { values } = daily(212, (index) => 100 + wobble(index));
    // 2026-01-01 and on: days of the year at which months begin.
    const firsts = new Set([0, 31, 59, 90, 120, 151, 181, 212]);
    const charged = values.map((value, day) => (firsts.has(day) ? (value ?? 0) + 500 : value));
    const { mean } = forecast({ values: charged, frequency: "D", start: "2026-01-01" }, 20);
    expect(mean[0]).toBeGreaterThan(500);
    expect(Math.max(...mean.slice(1))).toBeLessThan(130);
  });

  test("is constant for a constant series, whose interval is closed", () => {
    for (const frequency of ["H", "D", "W", "M"] as const) {
      const result = forecast({ values: new Array<number>(60).fill(42.5), frequency }, 12);
      for (const path of [result.mean, result.lo95, result.hi95]) {
        expectNear(path, new Array<number>(12).fill(42.5), 1e-9);
      }
    }
  });

  test("is 0 for zeros", () => {
    for (const length of [7, 30, 400]) {
      const { mean, lo95, hi95 } = forecast(
        daily(length, () => 0),
        9,
      );
      expect([...mean, ...lo95, ...hi95].every((value) => value === 0)).toBe(true);
    }
  });

  test("is hardly moved by one huge outlier", () => {
    const yearly = (index: number) =>
      100 + 20 * Math.sin((index * Math.PI) / 6) + 3 * wobble(index);
    for (const clean of [
      daily(140, weekly),
      { ...daily(140, yearly), frequency: "M" as const },
      { ...daily(140, yearly), frequency: "W" as const },
    ]) {
      for (const place of [70, 100, 120]) {
        const spoilt = forecast({ ...clean, values: clean.values.with(place, 1e7) }, 7);
        expectNear(spoilt.mean, forecast(clean, 7).mean, 12);
        expect(Math.max(...spoilt.hi80)).toBeLessThan(200);
      }
    }
  });

  test("takes gaps for unknown, not for 0", () => {
    const { values } = daily(140, weekly);
    const holes = values.map((value, index) => (index % 9 === 4 || index === 139 ? null : value));
    const { mean } = forecast({ values: holes, frequency: "D" }, 7);
    expectNear(mean, WEEK, 4);
  });

  test("starts after what is missing at the start", () => {
    const series = daily(60, weekly);
    const later = { ...series, values: [null, null, null, ...series.values] };
    expect(forecast(later, 7)).toEqual(forecast(series, 7));
  });
});

const anyAmount = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100);

const anySeries = fc.record({
  values: fc.array(fc.option(anyAmount, { freq: 12 }), { minLength: 10, maxLength: 120 }),
  frequency: fc.constantFrom("H", "D", "W", "M" as const),
});

function hasEnough({ values }: Series): boolean {
  return values.filter((value) => value !== null).length >= 7;
}

describe("any series", () => {
  test("has ordered, finite bounds, none below 0 when no value was", () => {
    fc.assert(
      fc.property(anySeries.filter(hasEnough), (series) => {
        const { mean, lo80, hi80, lo95, hi95 } = forecast(series, 8);
        for (const [step, point] of mean.entries()) {
          const bounds = [0, lo95[step], lo80[step], point, hi80[step], hi95[step]];
          expect(bounds.every(Number.isFinite)).toBe(true);
          expect(bounds.toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual(bounds);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test("forecasts the same twice", () => {
    fc.assert(
      fc.property(anySeries.filter(hasEnough), (series) => {
        expect(forecast(series, 5)).toEqual(forecast(series, 5));
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  test("in another unit has its forecast in that unit", () => {
    // Powers of two scale doubles without rounding.
    fc.assert(
      fc.property(anySeries.filter(hasEnough), fc.constantFrom(1 / 64, 8, 1024), (series, unit) => {
        const scaled = { ...series, values: series.values.map((one) => one && one * unit) };
        const [plain, other] = [forecast(series, 5), forecast(scaled, 5)];
        for (const bound of ["mean", "lo95", "hi80"] as const) {
          for (const [step, value] of plain[bound].entries()) {
            expect((other[bound][step] ?? 0) / unit).toBeCloseTo(value, 3);
          }
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe("the intervals", () => {
  test("widen with the horizon, phase by phase", () => {
    let level = 200;
    const { values } = daily(300, (index) => {
      level += 2 * wobble(index);
      return level;
    });
    for (const frequency of ["D", "W"] as const) {
      const wide = widths(forecast({ values, frequency }, 28));
      for (let step = 7; step < 28; step++) {
        expect(wide[step]).toBeGreaterThanOrEqual((wide[step - 7] ?? 0) * (1 - 1e-9));
      }
    }
  });

  test("of a few days are wider than those of many", () => {
    const few = forecast(daily(8, weekly), 7);
    const many = forecast(daily(200, weekly), 7);
    expect(Math.min(...widths(few))).toBeGreaterThan(2 * Math.max(...widths(many)));
    expect(few.model).toBe("level of a short series");
  });

  test("and the point are never below what is booked", () => {
    const booked = [500, 0, 101];
    const { mean, lo80, lo95, hi95 } = forecast(
      daily(60, () => 100),
      3,
      { booked },
    );
    expect(mean[0]).toBe(500);
    expect(lo80[0]).toBe(500);
    expect(hi95[0]).toBe(500);
    expect(lo95[1]).toBeCloseTo(100, 9);
    expect(mean[2]).toBe(101);
  });

  test("may be below 0 where values were", () => {
    const { lo95 } = forecast(
      daily(60, (index) => 20 * wobble(index)),
      3,
    );
    expect(Math.min(...lo95)).toBeLessThan(0);
  });
});

describe("planned changes", () => {
  const series: Series = { ...daily(70, () => 100), start: "2026-01-01" };

  test("add to the days from theirs on", () => {
    const { mean } = forecast(series, 6, {
      changes: [
        { from: "2026-03-14", perDay: 50 },
        { from: "2026-03-15", until: "2026-03-16", factor: 1.1 },
      ],
    });
    expectNear(mean, [100, 100, 150, 160, 150, 150], 1e-9);
  });

  test("that are in doubt count by their chance, and widen", () => {
    const changes = [{ from: "2026-03-14", perDay: 50, probability: 0.5 }];
    const { mean, lo80, hi80 } = forecast(series, 3, { changes });
    expect(mean[2]).toBeCloseTo(125, 9);
    expect((hi80[2] ?? 0) - (lo80[2] ?? 0)).toBeCloseTo(2 * 1.2816 * 25, 6);
  });

  test("of a month count by its days", () => {
    const months: Series = {
      values: [1, 1, 1, 1, 1, 1, 1, 1],
      frequency: "M",
      start: "2025-06-01",
    };
    const { mean } = forecast(months, 2, { changes: [{ from: "2026-02-15", perDay: 10 }] });
    expectNear(mean, [1 + 14 * 10, 1 + 31 * 10], 1e-9);
  });
});

test("fewer than seven values are refused, and say so", () => {
  const values = [1, 2, null, 3, 4, null, 5, 6];
  expect(() => forecast({ values, frequency: "D" }, 3)).toThrow(TooFewValuesError);
  expect(() => forecast({ values, frequency: "D" }, 3)).toThrow(
    "A forecast needs at least 7 values, and there are 6.",
  );
});
