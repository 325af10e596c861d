import type { BudgetThreshold } from "#src/budget-book";

/** What a budget's thresholds are held against, in its currency. */
export interface ThresholdFacts {
  readonly amount: number;
  readonly actual: number | null;
  readonly forecast: number | null;
}

/** The thresholds that are reached; the highest first, actual before forecast. */
export function passedThresholds(
  thresholds: readonly BudgetThreshold[],
  { amount, actual, forecast }: ThresholdFacts,
): BudgetThreshold[] {
  return thresholds
    .filter(({ of, percent }) => {
      const value = of === "actual" ? actual : forecast;
      return value !== null && value > 0 && value >= (amount * percent) / 100;
    })
    .toSorted((a, b) => a.of.localeCompare(b.of) || b.percent - a.percent);
}
