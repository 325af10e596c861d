import { addDays, type Day, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { type CostQuery, plainQuery } from "#src/store/cost-query";
import type { Freshness } from "#src/store/freshness";
import { type BudgetCharges, type BudgetOutlook, budgetOutlook } from "./budget-outlook.ts";
import { budgetPeriod } from "./budget-period.ts";

/** What some charges come to in the month, quarter or year that holds today. */
export interface BudgetFigures {
  readonly period: Period;
  readonly freshness: Freshness;
  /** What is charged from the period's start to the end of today; null without a charge. */
  readonly actual: number | null;
  /** Null without data. */
  readonly outlook: BudgetOutlook | null;
  /** The other currencies that the same charges are billed in. */
  readonly otherCurrencies: readonly string[];
  readonly basis: { readonly query: string; readonly rows: number };
}

/** The figures of some charges as a budget for them counts; its years begin in a month of 1 to 12. */
export function budgetFigures(
  context: SkillContext,
  charges: BudgetCharges,
  yearStartMonth: number,
): BudgetFigures {
  const { costs, today, completenessLagDays } = context;
  const { currency, cadence, filters } = charges;
  const period = budgetPeriod(cadence, today, yearStartMonth);
  const freshness = costs.freshness(filters, today, completenessLagDays);
  const soFar = costs.query(totalQuery(charges, { ...period, end: addDays(today, 1) }));
  const actual = soFar.totals.find((total) => total.currency === currency)?.value ?? null;
  const { firstDay, dataThrough } = freshness;
  const outlook =
    firstDay === null || dataThrough === null
      ? null
      : budgetOutlook(context, charges, period, { firstDay, dataThrough }, actual ?? 0);
  const others = soFar.totals.filter((total) => total.currency !== currency);
  return {
    period,
    freshness,
    actual,
    outlook,
    otherCurrencies: others.map((total) => total.currency),
    basis: { query: soFar.sql, rows: soFar.charges },
  };
}

/** What charges come to in a period, in their budget's currency, with more filters where given; null without one. */
export function chargedIn(
  { costs }: SkillContext,
  charges: Pick<BudgetCharges, "filters" | "metric" | "currency">,
  period: { readonly start: Day; readonly end: Day },
  more: BudgetCharges["filters"] = [],
): number | null {
  const filters = [...charges.filters, ...more];
  const { totals } = costs.query(totalQuery({ ...charges, filters }, period));
  return totals.find(({ currency }) => currency === charges.currency)?.value ?? null;
}

function totalQuery(
  { metric, filters }: Pick<BudgetCharges, "metric" | "filters">,
  period: Period,
): CostQuery {
  return { ...plainQuery(period, filters), metric };
}
