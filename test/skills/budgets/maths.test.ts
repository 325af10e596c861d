import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeGap } from "#skills/budgets/close-gap";
import { passedThresholds } from "#skills/budgets/passed-thresholds";
import { proposedAmount } from "#skills/budgets/proposed-budget";
import { roundedUp } from "#skills/budgets/rounded-up";

const NOVEMBER = { start: "2026-11-01", end: "2026-12-01" };

describe("thresholds", () => {
  const thresholds = [
    { percent: 80, of: "actual" },
    { percent: 100, of: "actual" },
    { percent: 100, of: "forecast" },
  ] as const;

  test("are passed once the amount is reached", () => {
    const facts = { amount: 1_000, actual: 1_000, forecast: 999 };
    expect(passedThresholds(thresholds, facts)).toEqual([thresholds[1], thresholds[0]]);
  });

  test("are none without figures or without cost", () => {
    expect(passedThresholds(thresholds, { amount: 1, actual: null, forecast: null })).toEqual([]);
    expect(passedThresholds(thresholds, { amount: 0, actual: 0, forecast: 0 })).toEqual([]);
    expect(passedThresholds(thresholds, { amount: 0, actual: 1, forecast: null })).toHaveLength(2);
  });
});

describe("savings that close a gap", () => {
  const status = { variance: 100, currency: "USD", period: NOVEMBER };
  const saving = (monthlySaving: number, currency = "USD") => ({
    id: String(monthlySaving),
    monthlySaving,
    currency,
  });

  test("are the largest, and the smallest that closes the rest", () => {
    const savings = [saving(15), saving(90), saving(80), saving(500, "EUR")];
    const closed = closeGap(status, savings, "2026-11-01");
    expect(closed?.chosen.map(({ id }) => id)).toEqual(["90", "15"]);
    expect(closed).toMatchObject({ saved: 105, left: 0 });
  });

  test("count from the day on, and say what they leave", () => {
    const closed = closeGap(status, [saving(90)], "2026-11-16");
    expect(closed).toMatchObject({ saved: 45, left: 55 });
    expect(closeGap(status, [saving(90)], "2026-12-01")).toMatchObject({ chosen: [], left: 100 });
    expect(closeGap({ ...status, variance: 0 }, [saving(90)], "2026-11-01")).toBeNull();
    expect(closeGap({ ...status, variance: null }, [saving(90)], "2026-11-01")).toBeNull();
  });
});

describe("a suggested amount", () => {
  test("is the larger of the usual month and the forecast, with room, in round figures", () => {
    const months = [900, 1_000, 980];
    expect(proposedAmount({ months, forecast: 1_020 }, "USD")).toEqual({
      amount: 1_200,
      reason: "the running month's forecast of $1,020.00, with 10.0% of room, rounded up",
    });
    expect(proposedAmount({ months, forecast: 500 }, "USD")).toMatchObject({
      amount: 1_100,
      reason: expect.stringContaining("the median of the last 3 whole months, $980.00"),
    });
    expect(proposedAmount({ months: [null, null, 40], forecast: null }, "USD")?.amount).toBe(44);
    expect(proposedAmount({ months: [null, null, 0.2], forecast: null }, "USD")).toBeNull();
  });

  test("rounded up is never less, and at most a tenth more", () => {
    expect([3_021.4, 2_500, 99.5, 1, 0.123, 1e6].map(roundedUp)).toEqual([
      3_100, 2_500, 100, 1, 0.13, 1e6,
    ]);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e12, noNaN: true }), (amount) => {
        expect(roundedUp(amount)).toBeGreaterThanOrEqual(amount * (1 - 1e-9));
        expect(roundedUp(amount)).toBeLessThanOrEqual(amount * 1.1 + 1e-9);
      }),
    );
  });
});
