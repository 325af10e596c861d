import type { Budget, HeldBudget } from "#src/budget-book";
import { addDays, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { CostQuery } from "#src/store/cost-query";
import type { Freshness } from "#src/store/freshness";
import type { BudgetStatus } from "./budget-answer.ts";
import { type BudgetOutlook, budgetOutlook } from "./budget-outlook.ts";
import { budgetAmount, budgetPeriod } from "./budget-period.ts";

/** A budget's status with what it was computed from. */
export interface JudgedBudget {
  readonly status: BudgetStatus;
  readonly freshness: Freshness;
  /** The other currencies that the same charges are billed in. */
  readonly otherCurrencies: readonly string[];
  readonly basis: { readonly query: string; readonly rows: number };
}

/** How a budget stands in the period that holds today. */
export function judgeBudget(context: SkillContext, { budget, history }: HeldBudget): JudgedBudget {
  const { costs, today, completenessLagDays, budgets } = context;
  const { name, filters, metric, currency, cadence, owner } = budget;
  const period = budgetPeriod(cadence, today, budgets.yearStartMonth);
  const amount = budgetAmount(budget, period);
  const freshness = costs.freshness(filters, today, completenessLagDays);
  const soFar = costs.query(totalQuery(budget, { ...period, end: addDays(today, 1) }));
  const actual = soFar.totals.find((total) => total.currency === currency)?.value ?? null;
  const outlook = outlookOf(context, budget, period, { ...freshness, actual });
  const forecast = outlook?.forecast ?? null;
  const end = forecast?.mean ?? actual;
  const state = stateOf(amount, actual, end);
  const isOver = state === "over" || state === "at risk";
  const status: BudgetStatus = {
    name,
    filters,
    metric,
    currency,
    cadence,
    owner,
    period,
    amount,
    actual,
    forecast,
    variance: end === null ? null : end - amount,
    remaining: actual === null ? null : amount - actual,
    percentUsed: percentOf(actual, amount),
    percentForecast: percentOf(forecast?.mean ?? null, amount),
    burnRatePerDay: outlook?.burnRatePerDay ?? null,
    overrunDay: isOver ? (outlook?.overrunDay(amount) ?? null) : null,
    state,
    thresholdsPassed: passedOf(budget, amount, actual, forecast?.mean ?? null),
    dataThrough: freshness.dataThrough,
    history: history.map((version) => ({
      person: version.person,
      at: version.setAt,
      amount: version.budget?.amount ?? null,
      currency: version.budget?.currency ?? null,
      cadence: version.budget?.cadence ?? null,
    })),
  };
  const others = soFar.totals.filter((total) => total.currency !== currency);
  return {
    status,
    freshness,
    otherCurrencies: others.map((total) => total.currency),
    basis: { query: soFar.sql, rows: soFar.charges },
  };
}

function outlookOf(
  context: SkillContext,
  budget: Budget,
  period: Period,
  { firstDay, dataThrough, actual }: Freshness & { readonly actual: number | null },
): BudgetOutlook | null {
  if (firstDay === null || dataThrough === null) return null;
  return budgetOutlook(context, budget, period, { firstDay, dataThrough }, actual ?? 0);
}

function totalQuery({ metric, filters }: Budget, period: Period): CostQuery {
  return {
    metric,
    period,
    basis: "charge",
    filters,
    thresholds: [],
    groupBy: [],
    granularity: null,
    order: { by: "amount", direction: "descending" },
    limit: null,
    compare: null,
  };
}

function stateOf(amount: number, actual: number | null, end: number | null): BudgetStatus["state"] {
  if (actual !== null && actual > amount) return "over";
  if (end === null) return "no data";
  return end > amount ? "at risk" : "on track";
}

function percentOf(value: number | null, amount: number): number | null {
  return value === null || amount === 0 ? null : (value / amount) * 100;
}

function passedOf(
  { thresholds }: Budget,
  amount: number,
  actual: number | null,
  forecast: number | null,
): BudgetStatus["thresholdsPassed"] {
  return thresholds.filter(({ percent, of }) => {
    const value = of === "actual" ? actual : forecast;
    return value !== null && value >= (amount * percent) / 100;
  });
}
