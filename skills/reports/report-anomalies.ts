import type { AnomalyAnswer } from "#skills/anomalies/anomaly-answer";
import { describeAnomaly } from "#skills/anomalies/describe-anomaly";
import type { FoundAnomaly } from "#skills/anomalies/found-anomaly";
import { providerSightings } from "#skills/anomalies/provider-sightings";
import { type Sweep, sweepFor } from "#skills/anomalies/sweep";
import { isMostlyOf } from "#skills/anomalies/told-from";
import { SEVERITIES } from "#src/analytics/anomalies/severity";
import type { CostQuestion } from "#src/cost-question";
import type { Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";

/** By these it is known whose an anomaly of the whole bill is; by others the charges are looked into anew. */
const KNOWN_BY = [
  "team",
  "environment",
  "ServiceProviderName",
  "SubAccountId",
  "ServiceName",
  "SkuMeter",
];

/** The anomalies that go on, and those that ended in the days of a report; the most severe first. */
export interface ReportAnomalies {
  readonly open: AnomalyAnswer[];
  readonly closed: AnomalyAnswer[];
}

/**
 * The anomalies of some days that lie mostly in some charges. They are those of all that the reader sees, so that a
 * team hears of what matters beside the whole, and the reports of many teams look once.
 */
export function reportAnomalies(
  context: SkillContext,
  filters: CostQuestion["filters"],
  days: Period,
): ReportAnomalies {
  const looked = judgedFilters(filters);
  const isKnown = looked.length === 0;
  const sweep = sweepFor(context, looked);
  if (sweep === null) return { open: [], closed: [] };
  const { shared } = providerSightings(context, looked, sweep);
  const entries = context.anomalyFeedback.entries(context.today);
  const described = sweep.anomalies
    .filter(({ days: own }) => own.start < days.end && own.end >= days.start)
    .filter((found) => !isKnown || isOf(sweep, found, filters))
    .map((found) => {
      const sightings = shared.get(found.id) ?? [];
      return describeAnomaly(context, found, { sweep, entries, filters: looked, sightings });
    })
    .toSorted(mostSevereFirst);
  return {
    open: described.filter(
      ({ state, course }) => course === "ongoing" && (state === "open" || state === "acknowledged"),
    ),
    closed: described.filter(({ state }) => state === "resolved"),
  };
}

/** What anomalies are looked for in, so that those that lie mostly in some charges are found. */
export function judgedFilters(filters: CostQuestion["filters"]): CostQuestion["filters"] {
  return filters.every(({ dimension }) => KNOWN_BY.includes(dimension)) ? [] : filters;
}

function isOf(sweep: Sweep, found: FoundAnomaly, filters: CostQuestion["filters"]): boolean {
  const costs = sweep.costs.find(({ currency }) => currency === found.currency);
  return filters.length === 0 || (costs !== undefined && isMostlyOf(costs, found, filters));
}

function mostSevereFirst(a: AnomalyAnswer, b: AnomalyAnswer): number {
  const rank = ({ severity }: AnomalyAnswer) => SEVERITIES.indexOf(severity);
  return rank(b) - rank(a) || Math.abs(b.impact.value) - Math.abs(a.impact.value);
}
