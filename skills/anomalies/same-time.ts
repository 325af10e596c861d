import { type Step, stepNear } from "#src/analytics/anomalies/step-near";
import { addDays, type Day } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { DailyCosts } from "./daily-costs.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";
import { providerGaps } from "./provider-gaps.ts";
import { sliceLabel } from "./slice-label.ts";
import { isPartOf, type SliceSeries, seriesBy } from "./slice-series.ts";

const FAMILY = ["ServiceProviderName", "ServiceName", "SubAccountId"];
const MOST_TOLD = 3;
/** What moved by less than this share of what the anomaly adds a day isn't told. */
const LEAST_SHARE = 0.1;
const DAYS_PER_MONTH = 30;

/** Another part of the bill that took a step within a day of an anomaly's first one. */
export interface SameTimeStep {
  readonly label: string;
  readonly slice: SliceSeries["slice"];
  readonly start: Day;
  /** Money a day, above zero for more. */
  readonly perDay: number;
  /** Of 30 days, if it stays; null where it is over. */
  readonly perMonth: number | null;
}

/** What else changed when an anomaly began: services of accounts, outside of it, the largest change first. */
export function changedAtTheSameTime(
  { costs: bill }: SkillContext,
  costs: DailyCosts,
  { slice, anomaly }: FoundAnomaly,
): readonly SameTimeStep[] {
  const outside = costs.leaves.filter((leaf) => !isPartOf(leaf, slice));
  const days = anomaly.end - anomaly.start + 1;
  const least = (LEAST_SHARE * Math.abs(anomaly.impact)) / days;
  return seriesBy(costs, outside, FAMILY, providerGaps(costs))
    .flatMap((series) => {
      const step = stepNear(series.values.slice(0, costs.settled), anomaly.start, days);
      return step === null || Math.abs(step.size) < least ? [] : [{ slice: series.slice, step }];
    })
    .toSorted((a, b) => Math.abs(b.step.size) - Math.abs(a.step.size))
    .slice(0, MOST_TOLD)
    .map(({ slice: own, step }) => ({
      label: sliceLabel(bill, own),
      slice: own,
      start: addDays(costs.start, step.point),
      perDay: step.size,
      perMonth: perMonth(step),
    }));
}

function perMonth({ size, lasts }: Step): number | null {
  return lasts ? DAYS_PER_MONTH * size : null;
}
