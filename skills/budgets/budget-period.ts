import type { Budget, BudgetCadence } from "#src/budget-book";
import { addMonths, type Day, type Period } from "#src/focus/day";

const MONTHS: Readonly<Record<BudgetCadence, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** The month, quarter or year that holds a day; years begin in a month of 1 to 12. */
export function budgetPeriod(cadence: BudgetCadence, day: Day, yearStartMonth: number): Period {
  const months = MONTHS[cadence];
  const intoYear = (Number(day.slice(5, 7)) - yearStartMonth + 12) % 12;
  const start = addMonths(day, -(intoYear % months));
  return { start, end: addMonths(start, months) };
}

/** The period just before one. */
export function periodBefore(cadence: BudgetCadence, { start }: Period): Period {
  return { start: addMonths(start, -MONTHS[cadence]), end: start };
}

/** What may be spent in a period: the month's own amount where there is one, else the amount with its growth. */
export function budgetAmount({ amount, amounts, growth }: Budget, { start }: Period): number {
  const own = amounts[start.slice(0, 7)];
  if (own !== undefined) return own;
  if (growth === null) return amount;
  const years = Math.max(0, Number(start.slice(0, 4)) - growth.fromYear);
  return amount * (1 + growth.percentPerYear / 100) ** years;
}
