import { daysIn, type Period } from "#src/focus/day";
import type { BudgetStatus } from "./budget-answer.ts";

/** Days of a month, for what is saved in a part of one. */
const DAYS_OF_MONTH = 30;

/** Something that would save money. */
export interface Saving {
  readonly id: string;
  /** Above 0, in `currency`. */
  readonly monthlySaving: number;
  readonly currency: string;
}

/** What would bring a budget's forecast back under its amount. */
export interface ClosedGap<Chosen extends Saving> {
  /** The largest ones, and the smallest that closes what they leave: no more than it takes. */
  readonly chosen: readonly Chosen[];
  /** What they save until the period's end, from `from` on. */
  readonly saved: number;
  /** What is still over the amount then; 0 where it is closed. */
  readonly left: number;
}

/**
 * The savings that would close what a budget is forecast to exceed by, if all of them were done on a day of its
 * period. Those in other currencies don't count. Null where nothing is to be closed.
 * @param most how many may be chosen
 */
export function closeGap<Chosen extends Saving>(
  { variance, currency, period }: Pick<BudgetStatus, "variance" | "currency" | "period">,
  savings: readonly Chosen[],
  from: Period["start"],
  most = Number.POSITIVE_INFINITY,
): ClosedGap<Chosen> | null {
  if (variance === null || variance <= 0) return null;
  const share = Math.max(0, daysIn({ start: from, end: period.end })) / DAYS_OF_MONTH;
  const open = savings
    .filter((saving) => saving.currency === currency && saving.monthlySaving > 0)
    .toSorted((a, b) => b.monthlySaving - a.monthlySaving);
  const chosen: Chosen[] = [];
  let saved = 0;
  while (saved < variance && chosen.length < most && open.length > 0 && share > 0) {
    const enough = open.findLastIndex((one) => one.monthlySaving * share >= variance - saved);
    const [saving] = open.splice(Math.max(0, enough), 1);
    if (saving === undefined) break;
    chosen.push(saving);
    saved += saving.monthlySaving * share;
  }
  return { chosen, saved, left: Math.max(0, variance - saved) };
}
