import type { ChargeLine, LineAmounts } from "#src/analytics/explain/effects/charge-line";
import type { Decomposition } from "#src/analytics/explain/effects/decompose";
import { priceAndQuantityEffects } from "#src/analytics/explain/effects/factors";
import { wholeLineEffect } from "#src/analytics/explain/effects/line-effects";
import { ExactSum } from "#src/focus/exact-sum";

/**
 * What a commitment pays for is billed at nothing, so that its end looks like a new price: that part of the price
 * effect is moved to the coverage, where it belongs. Without such lines the decomposition stays as it is.
 */
export function withBilledCoverage(
  lines: readonly ChargeLine[],
  decomposition: Decomposition,
): Decomposition {
  const sum = new ExactSum();
  for (const line of lines) sum.add(coverageOf(line));
  const moved = sum.value;
  if (moved === 0) return decomposition;
  const { unitPrice, commitmentCoverage } = decomposition.effects;
  const effects = {
    ...decomposition.effects,
    unitPrice: unitPrice - moved,
    commitmentCoverage: commitmentCoverage + moved,
  };
  return { ...decomposition, effects };
}

/** The price effect of a line that a commitment paid for in one period alone; 0 for any other. */
function coverageOf(line: ChargeLine): number {
  const { before, after } = line;
  if (before === null || after === null || wholeLineEffect(line) !== null) return 0;
  if (isPaidFor(before) === isPaidFor(after)) return 0;
  if (!before.quantity || !after.quantity) return 0;
  return priceAndQuantityEffects(
    { quantity: before.quantity, price: before.cost / before.quantity },
    { quantity: after.quantity, price: after.cost / after.quantity },
  ).price;
}

function isPaidFor({ cost, coveredCost }: LineAmounts): boolean {
  return cost === 0 && coveredCost > 0;
}
