import type { Budget, HeldBudget } from "#src/budget-book";
import type { Day, Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { chargedIn } from "./budget-figures.ts";
import { budgetAmount, budgetPeriod } from "./budget-period.ts";

/**
 * What the periods before left of a budget, or overspent (below 0), since it rolls over; null where it doesn't. Each
 * period counts with the amount that the budget had at its end.
 */
export function carriedOver(
  context: SkillContext,
  held: HeldBudget,
  period: Period,
): number | null {
  const { budget } = held;
  const { rollOver, cadence } = budget;
  if (rollOver === null) return null;
  const { yearStartMonth } = context.budgets;
  const start = `${rollOver.since}-01`;
  const first = budgetPeriod(cadence, start, yearStartMonth);
  if (first.start >= period.start) return 0;
  let given = 0;
  for (let { end, start: day } = first; day < period.start; ) {
    given += budgetAmount(asOf(held, end), { start: day, end });
    ({ start: day, end } = budgetPeriod(cadence, end, yearStartMonth));
  }
  const spent = chargedIn(context, budget, { start: first.start, end: period.start }) ?? 0;
  return given - spent;
}

/** The budget as it stood at the end of a period; as it stands now where that isn't known. */
function asOf({ budget, history }: HeldBudget, end: Day): Budget {
  const known = history.filter(({ setAt }) => setAt < end);
  const version = known.findLast(({ origin }) => origin === undefined) ?? known.at(-1);
  const isLike = version?.budget?.cadence === budget.cadence;
  return isLike ? (version?.budget ?? budget) : budget;
}
