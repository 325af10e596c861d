import { budgetAmount } from "#skills/budgets/budget-period";
import { judgeBudget } from "#skills/budgets/budget-status";
import { carriedOver } from "#skills/budgets/roll-over";
import type { Budget, HeldBudget } from "#src/budget-book";
import type { CostQuestion } from "#src/cost-question";
import { addMonths, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { liesWithin } from "#src/store/filters-within";
import { KeptForBill } from "./kept-for-bill.ts";
import { monthOutlook } from "./month-outlook.ts";
import type { ReportBudget } from "./report-answer.ts";

const JUDGED = new KeptForBill<ReportBudget>();

/** The budgets whose charges all lie within some, the furthest over first; those of a month as of a complete day. */
export function reportBudgets(
  context: SkillContext,
  filters: CostQuestion["filters"],
  last: Day,
): ReportBudget[] {
  return context.budgets
    .held(context.today)
    .filter(({ budget }) => liesWithin(budget.filters, filters))
    .map((held) => JUDGED.of(context, JSON.stringify(held), () => judged(context, held, last)))
    .toSorted((a, b) => (b.percentForecast ?? 0) - (a.percentForecast ?? 0));
}

/** A month's budget by what reports have read already; any other as answers about budgets judge it. */
function judged(context: SkillContext, held: HeldBudget, last: Day): ReportBudget {
  const { budget } = held;
  if (budget.cadence === "monthly" && budget.metric === "EffectiveCost") {
    return ofMonth(context, held, last);
  }
  const { status } = judgeBudget(context, held);
  const { period, amount, actual, state, percentUsed, percentForecast } = status;
  const forecast = status.forecast?.mean ?? null;
  return {
    ...namesOf(budget),
    period,
    amount,
    actual,
    forecast,
    state,
    percentUsed,
    percentForecast,
  };
}

function ofMonth(context: SkillContext, held: HeldBudget, last: Day): ReportBudget {
  const { budget } = held;
  const period = { start: addMonths(last, 0), end: addMonths(last, 1) };
  const amount = Math.max(
    0,
    budgetAmount(budget, period) + (carriedOver(context, held, period) ?? 0),
  );
  const outlook = monthOutlook(context, budget.filters).find(
    ({ currency }) => currency === budget.currency,
  );
  const actual = outlook?.actual ?? null;
  const forecast = outlook?.forecast?.mean ?? null;
  const end = forecast ?? actual;
  return {
    ...namesOf(budget),
    period,
    amount,
    actual,
    forecast,
    state: stateOf(amount, actual, end),
    percentUsed: percentOf(actual, amount),
    percentForecast: percentOf(end, amount),
  };
}

function namesOf({ name, filters, metric, currency, owner }: Budget) {
  return { name, filters, metric, currency, owner };
}

function stateOf(amount: number, actual: number | null, end: number | null): ReportBudget["state"] {
  if (end === null) return "no data";
  if (actual !== null && actual > amount) return "over";
  return end > amount ? "at risk" : "on track";
}

function percentOf(value: number | null, amount: number): number | null {
  return value === null || amount === 0 ? null : (value / amount) * 100;
}
