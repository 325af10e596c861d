import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SEVERITIES } from "#src/analytics/anomalies/severity";
import { isWorthTelling } from "#src/analytics/anomalies/worth-telling";

const told = { severity: "medium", excessPerDay: 100 } as const;

describe("what is worth telling", () => {
  test("is an anomaly that nobody was told of", () => {
    expect(isWorthTelling(told, null)).toBe(true);
  });

  test("isn't one that goes on as it was, or gets smaller", () => {
    expect(isWorthTelling(told, told)).toBe(false);
    expect(isWorthTelling({ severity: "low", excessPerDay: 20 }, told)).toBe(false);
    expect(isWorthTelling({ ...told, excessPerDay: 149 }, told)).toBe(false);
  });

  test("is one that has grown by half, or has become more severe", () => {
    expect(isWorthTelling({ ...told, excessPerDay: 150 }, told)).toBe(true);
    expect(isWorthTelling({ ...told, severity: "high" }, told)).toBe(true);
  });

  test("is the same for drops, and told few times while one grows", () => {
    const drop = { severity: "medium", excessPerDay: -100 } as const;
    expect(isWorthTelling({ ...drop, excessPerDay: -150 }, drop)).toBe(true);
    const sizes = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(sizes, fc.constantFrom(...SEVERITIES), (days, severity) => {
        let last: { severity: typeof severity; excessPerDay: number } | null = null;
        let times = 0;
        for (const excessPerDay of days) {
          const now = { severity, excessPerDay };
          if (!isWorthTelling(now, last)) continue;
          last = now;
          times++;
        }
        expect(times).toBeLessThanOrEqual(1 + Math.log(1e6) / Math.log(1.5));
      }),
    );
  });
});
