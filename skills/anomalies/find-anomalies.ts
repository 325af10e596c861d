import { detectAnomalies } from "#src/analytics/anomalies/detect-anomalies";
import {
  type MergedAnomaly,
  mergeNested,
  type SliceAnomaly,
} from "#src/analytics/anomalies/merge-nested";
import { severityOf } from "#src/analytics/anomalies/severity";
import { addDays, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { DailyCosts } from "./daily-costs.ts";
import { foldShared } from "./fold-shared.ts";
import { type FoundAnomaly, patternOf, sliceFilters } from "./found-anomaly.ts";
import { isRefund } from "./refunds.ts";
import { changeIn, commonValues, type SliceSeries, sliceSeries } from "./slice-series.ts";
import { isMostlyOf, isTold, leastAmount, type ToldFrom, toldFrom } from "./told-from.ts";

const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH = 30;

/** What one currency's costs show. */
export interface Findings {
  readonly anomalies: readonly FoundAnomaly[];
  /** The first days of drops that are only refunds. */
  readonly refunds: readonly Day[];
  readonly told: ToldFrom;
  /** What all usage costs a month, in 30 usual days. */
  readonly monthlyCost: number;
}

/** The anomalies of a currency's costs, each once, at the narrowest slice; the largest impact first. */
export function findAnomalies(
  context: SkillContext,
  filters: readonly Filter[],
  costs: DailyCosts,
): Findings {
  const series = sliceSeries(costs);
  const usualDay = usualDayOf(costs);
  const told = toldFrom(context.anomalyThresholds, costs.currency, usualDay);
  const minimumImpact = leastAmount(told);
  const sightings = series
    .filter(({ values }) => varies(values, minimumImpact))
    .flatMap((one) => sightingsIn(one, costs, minimumImpact));
  const { refund: refunds = [], change = [] } = Object.groupBy(sightings, (one) =>
    isRefund(context, filters, costs, one) ? "refund" : "change",
  );
  const folded = foldShared(mergeNested(change), (one, other, points) =>
    changeIn(costs, [one, other], points),
  );
  const monthlyCost = DAYS_PER_MONTH * usualDay;
  const anomalies = folded
    .map((one) => foundAnomaly(one, costs, monthlyCost))
    .filter((one) => isWorthTelling(one, told, costs));
  const refundDays = refunds.map(({ anomaly }) => addDays(costs.start, anomaly.start));
  return { anomalies, refunds: refundDays, told, monthlyCost };
}

function isWorthTelling(found: FoundAnomaly, told: ToldFrom, costs: DailyCosts): boolean {
  const { impact, change } = found.anomaly;
  const percent = change === null ? null : change * 100;
  return isTold(told, { impact, percent }, (filters) => isMostlyOf(costs, found, filters));
}

function sightingsIn(
  { slice, values }: SliceSeries,
  { start, settled }: DailyCosts,
  minimumImpact: number,
): SliceAnomaly[] {
  return detectAnomalies({ values, start, settled }, { minimumImpact }).map((anomaly) => ({
    slice,
    anomaly,
  }));
}

/** Where weeks hardly differ, there is no anomaly of this size: most of the many small series are such. */
function varies(values: readonly (number | null)[], minimumImpact: number): boolean {
  let week = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  values.forEach((value, day) => {
    week += (value ?? 0) - (values[day - DAYS_PER_WEEK] ?? 0);
    if (day < DAYS_PER_WEEK - 1) return;
    least = Math.min(least, week);
    most = Math.max(most, week);
  });
  return most - least >= minimumImpact / 2;
}

/** The median day of all usage. */
function usualDayOf({ leaves, settled }: DailyCosts): number {
  const days = Array.from({ length: settled }, (_, day) =>
    leaves.reduce((sum, { costs }) => sum + (costs[day] as number), 0),
  );
  return days.sort((a, b) => a - b)[Math.floor(settled / 2)] ?? 0;
}

function foundAnomaly(
  { slice, anomaly, alsoIn }: MergedAnomaly,
  costs: DailyCosts,
  monthlyCost: number,
): FoundAnomaly {
  const { currency } = costs;
  const day = (point: number) => addDays(costs.start, point);
  const named = Object.keys(slice).length === 0 ? commonValues(costs, slice) : slice;
  const pattern = patternOf(currency, named, anomaly.direction);
  const days = { start: day(anomaly.start), end: day(anomaly.end + 1) };
  return {
    by: "tally",
    pattern,
    id: `${days.start} ${pattern}`,
    currency,
    slice: named,
    filters: sliceFilters(named),
    alsoIn: alsoIn.map((other) => other.slice),
    days,
    direction: anomaly.direction,
    isOver: anomaly.status === "ended",
    raised: day(anomaly.raised),
    anomaly,
    severity: severityOf(anomaly, monthlyCost),
  };
}
