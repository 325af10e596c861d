import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectAnomalies, judgeSeries } from "#src/analytics/anomalies/detect-anomalies";
import { dailyCost, START } from "./generated-series.ts";

const start = START;

function hundredths(max: number) {
  return fc.integer({ min: 0, max }).map((count) => count / 100);
}

/** Series with weekends, noise, gaps, spikes, shifts and drifts of any size. */
const anySeries = fc
  .record({
    days: fc.integer({ min: 5, max: 160 }),
    seed: fc.integer(),
    noise: hundredths(20),
    weekend: hundredths(100),
    monthly: fc.constantFrom(0, 0, 2500),
    changes: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: 160 }),
        length: fc.constantFrom(1, 2, 8, 25, 200),
        factor: hundredths(500),
        isSlow: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    missing: fc.array(fc.integer({ min: 0, max: 159 }), { maxLength: 12 }),
  })
  .map(({ changes, missing, ...shape }): readonly (number | null)[] => {
    const factor = (day: number) =>
      changes.reduce((product, { from, length, factor: size, isSlow }) => {
        if (day < from || day >= from + length) return product;
        const grown = isSlow ? Math.min(1, (day - from + 1) / 25) : 1;
        return product * (1 + (size - 1) * grown);
      }, 1);
    return dailyCost({ ...shape, factor }).map((value, day) =>
      missing.includes(day) ? null : value,
    );
  });

const runs = { numRuns: 60 };

describe("whatever the series", () => {
  test("a day is judged only with what was known then", () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 159 }), (values, cut) => {
        const known = values.slice(0, cut);
        const whole = judgeSeries({ values, start });
        const early = judgeSeries({ values: known, start });
        expect(early.scores).toEqual(whole.scores.slice(0, cut));
        const told = (judged: typeof whole) =>
          judged.anomalies
            .filter(({ raised }) => raised < cut)
            .map((one) => `${one.start} ${one.raised} ${one.direction}`);
        expect(told(early)).toEqual(told(whole));
      }),
      runs,
    );
  });

  test("judging day by day tells the same as judging at once", () => {
    fc.assert(
      fc.property(anySeries, (values) => {
        const told = new Map<number, number>();
        for (let days = 1; days <= values.length; days++) {
          for (const { start: first, raised } of detectAnomalies({
            values: values.slice(0, days),
            start,
          })) {
            if (!told.has(first)) told.set(first, days - 1);
            expect(raised).toBeLessThan(days);
          }
        }
        const atOnce = detectAnomalies({ values, start });
        expect([...told]).toEqual(atOnce.map((one) => [one.start, one.raised]));
      }),
      { numRuns: 15 },
    );
  });

  test("another currency changes the money, and nothing else", () => {
    fc.assert(
      fc.property(anySeries, fc.constantFrom(0.01, 0.5, 2, 117.3, 1e6), (values, rate) => {
        const options = { minimumImpact: 0 };
        const before = judgeSeries({ values, start }, options);
        const scaled = values.map((value) => (value === null ? null : value * rate));
        const after = judgeSeries({ values: scaled, start }, options);
        expect(after.anomalies.length).toBe(before.anomalies.length);
        for (const [index, one] of before.anomalies.entries()) {
          const other = after.anomalies[index];
          expect(other).toMatchObject({ start: one.start, end: one.end, kind: one.kind });
          expect((other?.impact ?? 0) / rate).toBeCloseTo(one.impact, 4);
          expect(other?.score).toBeCloseTo(one.score, 5);
        }
      }),
      runs,
    );
  });

  test("anomalies lie in the series, in order, and their money adds up", () => {
    fc.assert(
      fc.property(anySeries, (values) => {
        const anomalies = detectAnomalies({ values, start });
        for (const [index, one] of anomalies.entries()) {
          expect(one.start).toBeGreaterThanOrEqual(10);
          expect(one.end).toBeGreaterThanOrEqual(one.start);
          expect(one.end).toBeLessThan(values.length);
          expect(one.raised).toBeGreaterThanOrEqual(one.start);
          expect(one.impact).toBeCloseTo(one.actual - one.expected, 6);
          expect(one.interval[0]).toBeLessThanOrEqual(one.interval[1]);
          expect(Number.isFinite(one.score)).toBe(true);
          expect(one.start).toBeGreaterThan(anomalies[index - 1]?.start ?? -1);
        }
      }),
      runs,
    );
  });
});

test("a constant series is silent, whatever its amount", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (amount) => {
      expect(detectAnomalies({ values: new Array<number>(120).fill(amount), start })).toEqual([]);
    }),
    runs,
  );
});

test("a huge spike hides none that comes after it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 60 }),
      fc.integer({ min: 5, max: 40 }),
      fc.double({ min: 3, max: 1e6, noNaN: true }),
      (first, later, size) => {
        const factor = (day: number) => (day === first ? size : day === first + later ? 2 : 1);
        const found = detectAnomalies({ values: dailyCost({ days: 110, factor }) });
        expect(found.map((one) => one.start)).toEqual([first, first + later]);
      },
    ),
    runs,
  );
});
