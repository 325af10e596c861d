import fc from "fast-check";
import type { ChargeLine, LineAmounts } from "#src/analytics/explain/effects/charge-line";

/** A line of plain usage, without what doesn't matter. */
export function usageLine(
  before: Partial<LineAmounts> | null,
  after: Partial<LineAmounts> | null,
  line: Partial<ChargeLine> = {},
): ChargeLine {
  return {
    resourceId: null,
    skuId: "sku-1",
    unitGroup: null,
    chargeCategory: "Usage",
    chargeFrequency: "Usage-Based",
    isCorrection: false,
    isUnusedCommitment: false,
    before: before && amounts(before),
    after: after && amounts(after),
    ...line,
  };
}

function amounts(stated: Partial<LineAmounts>): LineAmounts {
  return {
    cost: 0,
    quantity: null,
    listCost: null,
    contractedCost: null,
    coveredCost: 0,
    commitments: [],
    exchangeRate: 1,
    ...stated,
  };
}

const money = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -2000, max: 500_000 }).map((cents) => cents / 100),
);

const lineAmounts: fc.Arbitrary<LineAmounts> = fc.record({
  cost: money,
  quantity: fc.option(fc.integer({ min: -2, max: 5000 })),
  listCost: fc.option(money),
  contractedCost: fc.option(money),
  coveredCost: fc.oneof(fc.constant(0), money),
  commitments: fc.constant([]),
  exchangeRate: fc.double({ min: 0.5, max: 2, noNaN: true }),
});

/** Lines of every kind, consistent or not. */
export const chargeLines: fc.Arbitrary<ChargeLine[]> = fc.array(
  fc.record({
    resourceId: fc.option(fc.constantFrom("r1", "r2", "r3")),
    skuId: fc.option(fc.constantFrom("s1", "s2")),
    unitGroup: fc.option(fc.constantFrom("Hours", "GB")),
    chargeCategory: fc.constantFrom(
      "Usage",
      "Usage",
      "Usage",
      "Purchase",
      "Tax",
      "Credit",
      "Adjustment",
    ),
    chargeFrequency: fc.constantFrom("Usage-Based", "Recurring", "One-Time"),
    isCorrection: fc.boolean(),
    isUnusedCommitment: fc.boolean(),
    before: fc.option(lineAmounts, { freq: 8 }),
    after: fc.option(lineAmounts, { freq: 8 }),
  }),
  { maxLength: 30 },
);
