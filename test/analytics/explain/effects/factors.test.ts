import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  factorEffects,
  logarithmicMean,
  priceAndQuantityEffects,
} from "#src/analytics/explain/effects/factors";

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe("logarithmicMean", () => {
  test("lies between its arguments, also where they are nearly the same", () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 1e-9, max: 3, noNaN: true }), (a, ratio) => {
        const b = a * (1 + ratio);
        expect(logarithmicMean(a, b)).toBeGreaterThanOrEqual(a * (1 - 1e-9));
        expect(logarithmicMean(a, b)).toBeLessThanOrEqual(b * (1 + 1e-9));
        expect(logarithmicMean(a, b) / logarithmicMean(b, a)).toBeCloseTo(1, 12);
      }),
    );
    expect(logarithmicMean(5, 5)).toBe(5);
    expect(logarithmicMean(Math.E, 1)).toBeCloseTo(Math.E - 1, 12);
  });
});

describe("factorEffects", () => {
  test("leave no residual", () => {
    fc.assert(
      fc.property(positive, positive, positive, positive, (q0, p0, q1, p1) => {
        const [before, after] = [q0 * p0, q1 * p1];
        const effects = factorEffects(before, after, [q1 / q0, p1 / p0]);
        const sum = effects.reduce((total, effect) => total + effect, 0);
        const size = effects.reduce((total, effect) => total + Math.abs(effect), before + after);
        expect(Math.abs(sum - (after - before))).toBeLessThan(1e-9 * size);
      }),
    );
  });
});

describe("priceAndQuantityEffects", () => {
  test("value each at the mean of the other, without residual", () => {
    const effects = priceAndQuantityEffects({ quantity: 10, price: 2 }, { quantity: 14, price: 3 });
    expect(effects).toEqual({ quantity: 10, price: 12 });
  });
});
