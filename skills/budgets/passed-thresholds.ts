import type { BudgetThreshold } from "#src/budget-book";

/** What a budget's thresholds are held against, in its currency. */
export interface ThresholdFacts {
  readonly amount: number;
  readonly actual: number | null;
  readonly forecast: number | null;
}

/** The thresholds that are reached, without those that were told of already; the highest first, actual before forecast. */
export function passedThresholds(
  thresholds: readonly BudgetThreshold[],
  { amount, actual, forecast }: ThresholdFacts,
  told: readonly BudgetThreshold[] = [],
): BudgetThreshold[] {
  const isTold = ({ percent, of }: BudgetThreshold) =>
    told.some((one) => one.percent === percent && one.of === of);
  return thresholds
    .filter((threshold) => {
      const value = threshold.of === "actual" ? actual : forecast;
      const isReached = value !== null && value > 0 && value >= (amount * threshold.percent) / 100;
      return isReached && !isTold(threshold);
    })
    .toSorted((a, b) => a.of.localeCompare(b.of) || b.percent - a.percent);
}
