import type { HeldBudget } from "#src/budget-book";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { BudgetStatus } from "./budget-answer.ts";
import { type BudgetFigures, budgetFigures } from "./budget-figures.ts";
import type { BudgetOutlook } from "./budget-outlook.ts";
import { budgetAmount } from "./budget-period.ts";
import { passedThresholds } from "./passed-thresholds.ts";
import { carriedOver } from "./roll-over.ts";

/** A budget's status with what it was computed from. */
export interface JudgedBudget
  extends Pick<BudgetFigures, "freshness" | "outlook" | "otherCurrencies" | "basis"> {
  readonly status: BudgetStatus;
}

/** How a budget stands in the period that holds today. */
export function judgeBudget(context: SkillContext, held: HeldBudget): JudgedBudget {
  const { budget, history } = held;
  const { name, filters, metric, currency, cadence, owner, channel, thresholds } = budget;
  const { period, freshness, actual, outlook, ...computed } = budgetFigures(
    context,
    budget,
    context.budgets.yearStartMonth,
  );
  const carried = carriedOver(context, held, period);
  const amount = Math.max(0, budgetAmount(budget, period) + (carried ?? 0));
  const forecast = outlook?.forecast ?? null;
  const end = forecast?.mean ?? actual;
  const state = stateOf(amount, actual, end);
  const isOver = state === "over" || state === "at risk";
  const remaining = actual === null ? null : amount - actual;
  const status: BudgetStatus = {
    ...{ name, filters, metric, currency, cadence, owner, channel, thresholds },
    period,
    amount,
    carried,
    actual,
    forecast,
    variance: end === null ? null : end - amount,
    remaining,
    percentUsed: percentOf(actual, amount),
    percentForecast: percentOf(forecast?.mean ?? null, amount),
    burnRatePerDay: outlook?.burnRatePerDay ?? null,
    leftPerDay: leftPerDay(remaining, context.today, period),
    overrunDay: isOver ? (outlook?.overrunDay(amount, "mean") ?? null) : null,
    overrunInterval: isOver ? intervalOf(outlook, amount) : null,
    state,
    thresholdsPassed: passedThresholds(thresholds, {
      amount,
      actual,
      forecast: forecast?.mean ?? null,
    }),
    committed: null,
    drivers: [],
    closing: null,
    dataThrough: freshness.dataThrough,
    history: history.map((version) => ({
      person: version.person,
      at: version.setAt,
      amount: version.budget?.amount ?? null,
      currency: version.budget?.currency ?? null,
      cadence: version.budget?.cadence ?? null,
      origin: version.origin ?? null,
    })),
  };
  return { status, freshness, outlook, ...computed };
}

/** The day of the overrun at the upper bound of the forecast, and at the lower one. */
function intervalOf(
  outlook: BudgetOutlook | null,
  amount: number,
): BudgetStatus["overrunInterval"] {
  const earliest = outlook?.overrunDay(amount, "hi80") ?? null;
  if (outlook === null || earliest === null) return null;
  return { earliest, latest: outlook.overrunDay(amount, "lo80") };
}

function leftPerDay(remaining: number | null, today: Day, { end }: Period): number | null {
  const days = daysIn({ start: addDays(today, 1), end });
  return remaining === null || remaining <= 0 || days <= 0 ? null : remaining / days;
}

function stateOf(amount: number, actual: number | null, end: number | null): BudgetStatus["state"] {
  if (actual !== null && actual > amount) return "over";
  if (end === null) return "no data";
  return end > amount ? "at risk" : "on track";
}

function percentOf(value: number | null, amount: number): number | null {
  return value === null || amount === 0 ? null : (value / amount) * 100;
}
