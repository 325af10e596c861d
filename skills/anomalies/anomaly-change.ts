import { type CostQuestion, costQuestionSchema } from "#src/cost-question";
import { addDays, daysIn, type Period } from "#src/focus/day";
import type { CostResult, Filter } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { usageFilters } from "./daily-costs.ts";
import type { AnomalyPlace } from "./found-anomaly.ts";

const DAYS_PER_WEEK = 7;

/** A question for the change between two periods. */
export type AnomalyChange = CostQuestion & {
  readonly compare: { readonly kind: "period"; readonly period: Period; readonly running: false };
};

/**
 * The change that an anomaly is, as explain-change takes it: its usage on its days, against as many days whole weeks
 * before, so that weekdays fall on weekdays.
 */
export function anomalyChange(place: AnomalyPlace, filters: readonly Filter[]): AnomalyChange {
  const { days, direction } = place;
  const question = costQuestionSchema.parse({
    period: days,
    filters: usageFilters([...filters, ...place.filters]),
    order: { by: "delta", direction: direction === "up" ? "descending" : "ascending" },
  });
  return { ...question, compare: { kind: "period", period: daysBefore(days), running: false } };
}

/** The same number of days whole weeks before. */
function daysBefore({ start, end }: Period): Period {
  const days = daysIn({ start, end });
  const back = Math.ceil(days / DAYS_PER_WEEK) * DAYS_PER_WEEK;
  return { start: addDays(start, -back), end: addDays(end, -back) };
}

/** Both sides of a change, the groups of it ranked where there is a limit. */
export function queryChange(
  costs: Costs,
  { metric, period, periodBasis, filters, groupBy, order, compare }: AnomalyChange,
  limit: number | null,
): CostResult {
  return costs.query({
    metric,
    period,
    basis: periodBasis,
    filters,
    thresholds: [],
    groupBy,
    granularity: null,
    order,
    limit,
    compare: compare.period,
  });
}
