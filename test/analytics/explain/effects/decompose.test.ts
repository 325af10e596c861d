import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decompose } from "#src/analytics/explain/effects/decompose";
import { EFFECTS, type EffectName } from "#src/analytics/explain/effects/line-effects";
import { weightedDays } from "#src/analytics/explain/effects/weighted-days";
import { chargeLines, usageLine } from "./charge-lines.ts";

function nonZero(effects: Readonly<Record<EffectName, number>>) {
  return Object.fromEntries(
    Object.entries(effects)
      .map(([name, amount]) => [name, Math.round(amount * 100) / 100] as const)
      .filter(([, amount]) => amount !== 0),
  );
}

describe("decompose", () => {
  test("the effects add up to the change, whatever the lines are", () => {
    fc.assert(
      fc.property(chargeLines, fc.double({ min: 0.8, max: 1.2, noNaN: true }), (lines, days) => {
        const { before, after, change, effects } = decompose(lines, days);
        const sum = EFFECTS.reduce((total, name) => total + effects[name], 0);
        const size = lines.reduce(
          (total, line) =>
            total + Math.abs(line.before?.cost ?? 0) + Math.abs(line.after?.cost ?? 0),
          1,
        );
        const moved = EFFECTS.reduce((total, name) => total + Math.abs(effects[name]), size);
        expect(Math.abs(sum - change)).toBeLessThan(1e-9 * moved);
        expect(after - before).toBeCloseTo(change, 6);
      }),
    );
  });

  test("the order of lines is irrelevant, and scaling the currency scales every effect", () => {
    fc.assert(
      fc.property(chargeLines, (lines) => {
        const times4 = (amounts: (typeof lines)[number]["before"]) =>
          amounts && {
            ...amounts,
            cost: amounts.cost * 4,
            listCost: amounts.listCost === null ? null : amounts.listCost * 4,
            contractedCost: amounts.contractedCost === null ? null : amounts.contractedCost * 4,
            coveredCost: amounts.coveredCost * 4,
          };
        const { effects } = decompose(lines);
        const scaled = decompose(
          lines.toReversed().map((line) => ({
            ...line,
            before: times4(line.before),
            after: times4(line.after),
          })),
        ).effects;
        for (const name of EFFECTS) {
          const size = Math.max(1, ...EFFECTS.map((other) => Math.abs(effects[other])));
          expect(Math.abs(scaled[name] - 4 * effects[name])).toBeLessThan(1e-7 * size);
        }
      }),
    );
  });

  test("usage up 10 %, list price up 5 %, coverage lost: 40.74 = 7.94 + 4.06 + 28.73", () => {
    const line = usageLine(
      { quantity: 1000, listCost: 100, contractedCost: 95, coveredCost: 0.8 * 95, cost: 64.6 },
      {
        quantity: 1100,
        listCost: 115.5,
        contractedCost: 109.725,
        coveredCost: 0.1 * 109.725,
        cost: 105.336,
      },
    );
    expect(nonZero(decompose([line]).effects)).toEqual({
      usage: 7.94,
      listPrice: 4.06,
      commitmentCoverage: 28.73,
    });
  });

  test("a commitment that ended is valued at the on-demand difference", () => {
    const line = usageLine(
      { quantity: 720, listCost: 720, contractedCost: 720, coveredCost: 720, cost: 432 },
      { quantity: 720, listCost: 720, contractedCost: 720, coveredCost: 0, cost: 720 },
    );
    expect(nonZero(decompose([line]).effects)).toEqual({ commitmentCoverage: 288 });
  });

  test("a better discount on the same coverage is told from coverage", () => {
    const line = usageLine(
      { quantity: 100, listCost: 100, contractedCost: 100, coveredCost: 50, cost: 80 },
      { quantity: 100, listCost: 100, contractedCost: 100, coveredCost: 50, cost: 70 },
    );
    expect(nonZero(decompose([line]).effects)).toEqual({ commitmentDiscount: -10 });
  });

  test("a negotiated discount is told from the list price", () => {
    const line = usageLine(
      { quantity: 10, listCost: 100, contractedCost: 100, cost: 100 },
      { quantity: 10, listCost: 110, contractedCost: 88, cost: 88 },
    );
    const { effects, change } = decompose([line]);
    expect(change).toBe(-12);
    expect(effects.listPrice).toBeGreaterThan(0);
    expect(effects.negotiatedDiscount).toBeLessThan(-20);
  });

  test("31 days instead of 30 are the calendar's, except for a monthly fee", () => {
    const ratio = 31 / 30;
    const daily = usageLine(
      { quantity: 300, listCost: 300, cost: 300 },
      { quantity: 310, listCost: 310, cost: 310 },
    );
    const fee = { ...daily, chargeFrequency: "Recurring" } as const;
    expect(nonZero(decompose([daily], ratio).effects)).toEqual({ calendar: 10 });
    expect(nonZero(decompose([fee], ratio).effects)).toEqual({ usage: 10 });
  });

  test("a rate of exchange is told from the price", () => {
    const line = usageLine(
      { quantity: 10, listCost: 100, cost: 100, exchangeRate: 1 },
      { quantity: 10, listCost: 110, cost: 110, exchangeRate: 1.1 },
    );
    expect(nonZero(decompose([line]).effects)).toEqual({ exchangeRate: 10 });
  });

  test("the same hours on dearer machines are mix, not usage", () => {
    const group = { unitGroup: "Hours" };
    const lines = [
      usageLine(
        { quantity: 90, listCost: 90, cost: 90 },
        { quantity: 10, listCost: 10, cost: 10 },
        group,
      ),
      usageLine(
        { quantity: 10, listCost: 40, cost: 40 },
        { quantity: 90, listCost: 360, cost: 360 },
        group,
      ),
    ];
    expect(nonZero(decompose(lines).effects)).toEqual({ mix: 240 });
  });

  test("all of a group growing alike is usage, not mix", () => {
    const group = { unitGroup: "Hours" };
    const lines = [1, 4].map((price) =>
      usageLine(
        { quantity: 10, listCost: 10 * price, cost: 10 * price },
        { quantity: 15, listCost: 15 * price, cost: 15 * price },
        group,
      ),
    );
    expect(nonZero(decompose(lines).effects)).toEqual({ usage: 25 });
  });

  test("lines of one period, and what is no usage, are effects of their own", () => {
    const lines = [
      usageLine(null, { cost: 7, quantity: 1 }),
      usageLine({ cost: 5, quantity: 1 }, null),
      usageLine(null, { cost: 300 }, { chargeCategory: "Purchase" }),
      usageLine({ cost: -100 }, { cost: -20 }, { chargeCategory: "Credit" }),
      usageLine({ cost: 10 }, { cost: 12 }, { chargeCategory: "Tax" }),
      usageLine({ cost: 1 }, { cost: 4 }, { chargeCategory: "Adjustment" }),
      usageLine(null, { cost: -9 }, { isCorrection: true }),
      usageLine({ cost: 2 }, { cost: 13 }, { isUnusedCommitment: true }),
      usageLine({ cost: 20 }, { cost: 50 }),
    ];
    expect(nonZero(decompose(lines).effects)).toEqual({
      newCharges: 7,
      endedCharges: -5,
      purchases: 300,
      credits: 80,
      tax: 2,
      adjustments: 3,
      corrections: -9,
      unusedCommitment: 11,
      unsplit: 30,
    });
  });

  test("what became free, or was, is a price", () => {
    const line = usageLine({ quantity: 10, cost: 0 }, { quantity: 10, cost: 25 });
    expect(nonZero(decompose([line]).effects)).toEqual({ unitPrice: 25 });
  });

  test("50,000 lines take well under a second", () => {
    const lines = Array.from({ length: 50_000 }, (_, index) =>
      usageLine(
        { quantity: 10 + (index % 7), listCost: 20, contractedCost: 19, coveredCost: 5, cost: 17 },
        { quantity: 11 + (index % 5), listCost: 21, contractedCost: 20, coveredCost: 4, cost: 18 },
        { unitGroup: `unit-${index % 50}` },
      ),
    );
    const start = performance.now();
    const { change } = decompose(lines);
    expect(performance.now() - start).toBeLessThan(1500);
    expect(change).toBe(50_000);
  });
});

describe("weightedDays", () => {
  test("counts days", () => {
    expect(weightedDays({ start: "2026-10-01", end: "2026-11-01" })).toBe(31);
    expect(weightedDays({ start: "2026-02-01", end: "2026-03-01" })).toBe(28);
  });

  test("counts weekend days by what they cost", () => {
    const weekdaysOnly = [1, 1, 1, 1, 1, 0, 0] as const;
    // Monday the 23rd to Sunday the 29th; the Saturday and Sunday alone.
    expect(weightedDays({ start: "2026-11-23", end: "2026-11-30" }, weekdaysOnly)).toBe(5);
    expect(weightedDays({ start: "2026-11-28", end: "2026-11-30" }, weekdaysOnly)).toBe(0);
    expect(weightedDays({ start: "1969-12-29", end: "1970-01-05" }, weekdaysOnly)).toBe(5);
  });
});
