import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CauseFinding, findCauses } from "#src/analytics/explain/effects/cause-tests";
import type { ChargeLine } from "#src/analytics/explain/effects/charge-line";
import { decompose } from "#src/analytics/explain/effects/decompose";
import { chargeLines, usageLine } from "./charge-lines.ts";

function causesOf(...lines: ChargeLine[]): CauseFinding[] {
  return findCauses(lines, decompose(lines));
}

const steady = usageLine(
  { quantity: 100, listCost: 100, contractedCost: 100, cost: 100 },
  { quantity: 100, listCost: 100, contractedCost: 100, cost: 100 },
  { resourceId: "steady" },
);

describe("findCauses", () => {
  test("a savings plan that ended is a commitment that expired, with its id and the difference", () => {
    const line = usageLine(
      {
        quantity: 720,
        listCost: 720,
        contractedCost: 720,
        coveredCost: 600,
        cost: 480,
        commitments: ["sp-1"],
      },
      { quantity: 730, listCost: 730, contractedCost: 730, cost: 730 },
    );
    const [cause, ...others] = causesOf(line, steady);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: "commitment_expired", subjects: ["sp-1"] });
    expect(cause?.amount).toBeCloseTo(241.8, 0);
  });

  test("less coverage by a commitment that is still there is coverage lost", () => {
    const covered = { quantity: 100, listCost: 100, contractedCost: 100, commitments: ["sp-1"] };
    const line = usageLine(
      { ...covered, coveredCost: 80, cost: 68 },
      { ...covered, coveredCost: 20, cost: 92 },
    );
    expect(causesOf(line)).toMatchObject([{ kind: "coverage_lost", subjects: [] }]);
  });

  test("coverage thinned by twice the usage is no loss of coverage", () => {
    const line = usageLine(
      { quantity: 100, listCost: 100, contractedCost: 100, coveredCost: 100, cost: 60 },
      { quantity: 200, listCost: 200, contractedCost: 200, coveredCost: 100, cost: 160 },
    );
    expect(causesOf(line)).toEqual([]);
  });

  test("a credit that ended; one that is only smaller is none", () => {
    const credit = (after: number) =>
      usageLine({ cost: -50 }, { cost: after }, { chargeCategory: "Credit", skuId: "promo" });
    expect(causesOf(credit(0), steady)).toEqual([
      { kind: "credit_ended", amount: 50, subjects: ["promo"] },
    ]);
    expect(causesOf(credit(-30), steady)).toEqual([]);
  });

  test("a price that rose, with its SKU", () => {
    const line = usageLine(
      { quantity: 10, listCost: 100, contractedCost: 100, cost: 100 },
      { quantity: 10, listCost: 120, contractedCost: 120, cost: 120 },
      { skuId: "gp3" },
    );
    expect(causesOf(line, steady)).toMatchObject([{ kind: "price_changed", subjects: ["gp3"] }]);
    expect(causesOf(line)[0]?.amount).toBeCloseTo(20, 9);
  });

  test("new and ended resources; new charges of a known resource are neither", () => {
    const added = usageLine(null, { cost: 70, quantity: 1 }, { resourceId: "new" });
    const ended = usageLine({ cost: 40, quantity: 1 }, null, { resourceId: "old" });
    const known = usageLine(null, { cost: 30, quantity: 1 }, { resourceId: "steady" });
    expect(causesOf(added, ended, known, steady)).toEqual([
      { kind: "new_resource", amount: 70, subjects: ["new"] },
      { kind: "resource_ended", amount: -40, subjects: ["old"] },
    ]);
  });

  test("one-off purchases, corrections and tax; a recurring purchase is no one-off", () => {
    const purchase = { chargeCategory: "Purchase", chargeFrequency: "One-Time" } as const;
    const lines = [
      usageLine(null, { cost: 500 }, { ...purchase, skuId: "reservation" }),
      usageLine(null, { cost: 90 }, { ...purchase, chargeFrequency: "Recurring" }),
      usageLine(null, { cost: -60 }, { isCorrection: true }),
      usageLine({ cost: 10 }, { cost: 50 }, { chargeCategory: "Tax" }),
    ];
    expect(causesOf(...lines)).toEqual([
      { kind: "one_off_purchase", amount: 500, subjects: ["reservation"] },
      { kind: "correction", amount: -60, subjects: [] },
      { kind: "tax_changed", amount: 40, subjects: [] },
    ]);
  });

  test("what is under 5 % of the change is no cause", () => {
    const purchase = usageLine(
      null,
      { cost: 1000 },
      { chargeCategory: "Purchase", chargeFrequency: "One-Time" },
    );
    const tax = usageLine({ cost: 10 }, { cost: 20 }, { chargeCategory: "Tax" });
    expect(causesOf(purchase, tax).map(({ kind }) => kind)).toEqual(["one_off_purchase"]);
  });

  test("a bill that stays has no cause", () => {
    expect(causesOf(steady)).toEqual([]);
    expect(causesOf()).toEqual([]);
  });

  test("the order of lines changes no amount", () => {
    fc.assert(
      fc.property(chargeLines, (lines) => {
        const amounts = (causes: readonly CauseFinding[]) =>
          causes.map(({ kind, amount }) => [kind, amount.toFixed(6)]).sort();
        expect(amounts(causesOf(...lines.toReversed()))).toEqual(amounts(causesOf(...lines)));
      }),
    );
  });
});
