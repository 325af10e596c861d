import { budgetAmount, budgetPeriod } from "#skills/budgets/budget-period";
import { isForSame } from "#skills/budgets/same-charges";
import { BUDGET_CADENCES } from "#src/budget-book";
import { daysIn } from "#src/focus/day";
import type { ForecastQuestion } from "#src/forecast-question";
import type { SkillContext } from "#src/skill";
import type { BudgetLine, CurrencyForecast } from "./forecast-answer.ts";

/**
 * What the budget of exactly a forecast's charges allows at each point of its course, spread evenly over its days and
 * without what former periods left; null without such a budget. Of several it is the one that begins anew most often.
 */
export function budgetLine(
  { budgets, today }: SkillContext,
  { metric, filters }: ForecastQuestion,
  { currency, course, period }: CurrencyForecast,
): BudgetLine | null {
  const fitting = budgets
    .held(today)
    .map(({ budget }) => budget)
    .filter((one) => one.metric === metric && one.currency === currency)
    .filter((one) => isForSame(one.filters, filters));
  const [budget] = BUDGET_CADENCES.flatMap((cadence) =>
    fitting.filter((one) => one.cadence === cadence),
  );
  if (budget === undefined) return null;
  const amounts = course.points.map(({ bucket: start }, at) => {
    const end = course.points[at + 1]?.bucket ?? period.end;
    const whole = budgetPeriod(budget.cadence, start, budgets.yearStartMonth);
    return (budgetAmount(budget, whole) * daysIn({ start, end })) / daysIn(whole);
  });
  return { currency, name: budget.name, cadence: budget.cadence, amounts };
}

/** What a budget's line stands for. */
export function budgetLineWords({ name, cadence }: BudgetLine): string {
  return `the budget line is ${name} (${cadence}), spread evenly over its days`;
}
