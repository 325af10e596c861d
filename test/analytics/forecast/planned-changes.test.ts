import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecast } from "#src/analytics/forecast/forecast";
import { dailyEffects, widenedBy } from "#src/analytics/forecast/planned-changes";
import { totalWidths } from "#src/analytics/forecast/total-widths";

const PATH = [10, 10, 20, 20];

describe("what changes add to days", () => {
  test.each([
    [
      "an amount on the days that it holds",
      { from: "2026-12-02", until: "2026-12-04", perDay: 3 },
      [0, 3, 3, 0],
    ],
    ["a share of each day", { from: "2026-12-03", factor: 1.5 }, [0, 0, 10, 10]],
    ["nothing before they begin", { from: "2026-12-05", perDay: 3 }, [0, 0, 0, 0]],
  ])("is %s", (_, change, expected) => {
    expect(dailyEffects([change], PATH, "2026-12-01")).toEqual(expected);
  });

  test("is the same as in a forecast that they are handed to, where they are certain", () => {
    const sizes = fc.record({
      perDay: fc.integer({ min: 0, max: 50 }),
      factor: fc.constantFrom(0.5, 1, 2),
    });
    const values = Array.from({ length: 90 }, (_, at) => 100 + (at % 7));
    const series = { values, frequency: "D", start: "2026-09-02" } as const;
    const { mean } = forecast(series, 20);
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 19 }), (size, day) => {
        const change = { from: `2026-12-${String(day + 1).padStart(2, "0")}`, ...size };
        const changed = forecast(series, 20, { changes: [change] }).mean;
        const effects = dailyEffects([change], mean, "2026-12-01");
        for (const [at, effect] of effects.entries()) {
          expect(changed[at]).toBeCloseTo((mean[at] ?? 0) + effect, 6);
        }
      }),
      { numRuns: 20 },
    );
  });
});

test("doubt widens, and certainty doesn't", () => {
  expect(widenedBy(0, 5, 80)).toBe(5);
  expect(widenedBy(9, 4, 95)).toBeCloseTo(Math.hypot(4, 1.96 * 3), 9);
});

describe("the widths of a total", () => {
  const errors = Array.from({ length: 36 }, (_, at) => (at % 2 === 0 ? 0.01 : -0.012));

  test("are wider for nineteen in twenty than for four in five, and with fewer months", () => {
    const many = totalWidths(errors, 12, 100);
    const few = totalWidths(errors.slice(0, 9), 3, 100);
    expect(many.of95).toBeGreaterThan(2 * many.of80);
    expect(few.of80).toBeGreaterThan(many.of80);
    expect(few.of95).toBeGreaterThan(many.of95);
  });

  test("aren't set by one month's outlier alone", () => {
    const outlier = [...errors.slice(3), 0.5, 0.5, 0.5];
    const { of80, of95 } = totalWidths(outlier, 12, 100);
    expect(of95).toBeLessThan(50);
    expect(of95).toBeGreaterThan(of80);
  });
});
