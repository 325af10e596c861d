import { describe, expect, test } from "vitest";
import { stepNear } from "#src/analytics/anomalies/step-near";

/** A weekday costs 100, a weekend day 60, a little up and down; from `at` on `size` more. */
function withStep(days: number, at: number, size: number, until = days): (number | null)[] {
  return Array.from({ length: days }, (_, day) => {
    const usual = (day % 7 < 5 ? 100 : 60) + ((day * 3) % 5) - 2;
    return usual + (day >= at && day < until ? size : 0);
  });
}

describe("the step of a series near a point", () => {
  test.each([[-1], [0], [1]])("is found %d days from it, with its size", (off) => {
    const step = stepNear(withStep(60, 50 + off, 40), 50, 5);
    expect(step).toMatchObject({ point: 50 + off, lasts: true });
    expect(step?.size).toBeGreaterThan(36);
    expect(step?.size).toBeLessThan(44);
  });

  test("may go down, and may be over", () => {
    expect(stepNear(withStep(60, 50, -40), 50, 5)?.size).toBeLessThan(-36);
    expect(stepNear(withStep(60, 50, 40, 54), 50, 4)).toMatchObject({ point: 50, lasts: false });
  });

  test("isn't one of another day, nor a weekend", () => {
    expect(stepNear(withStep(60, 46, 40), 50, 5)).toBeNull();
    expect(stepNear(withStep(60, 55, 40), 50, 5)).toBeNull();
    for (let point = 40; point < 54; point++) {
      expect(stepNear(withStep(60, 60, 0), point, 5)).toBeNull();
    }
  });

  test("isn't told from days that aren't known", () => {
    const missing = withStep(60, 50, 40);
    missing[51] = null;
    expect(stepNear(missing, 50, 5)).toBeNull();
    expect(stepNear(withStep(12, 10, 40), 10, 1)).toBeNull();
    expect(stepNear([], 0, 1)).toBeNull();
  });

  test("is seen on the last day, where it is large", () => {
    expect(stepNear(withStep(51, 50, 40), 50, 1)).toMatchObject({ point: 50 });
  });
});
