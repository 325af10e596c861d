import type { Anomaly, AnomalyStatus } from "#src/analytics/anomalies/anomaly";
import type { AnomalyFeedbackEntry } from "#src/anomaly-feedback";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { AnomalyAnswer, Said } from "./anomaly-answer.ts";
import { historyOf, standingOf } from "./anomaly-state.ts";
import { causeLabel, textsOf } from "./cause-label.ts";
import { mainCause, ownerOf } from "./causes.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";
import { sliceLabel } from "./slice-label.ts";
import type { Sweep } from "./sweep.ts";

const DAYS_PER_MONTH = 30;
/** An expectation below this share of what came is none: per cent of it say nothing. */
const LEAST_EXPECTED_SHARE = 1e-3;

const COURSES: Record<AnomalyStatus, AnomalyAnswer["course"]> = {
  ongoing: "ongoing",
  ended: "ended",
  accepted: "new level",
};

/** A found anomaly as answers hold it, with how it stands today. */
export function describeAnomaly(
  context: SkillContext,
  sweep: Sweep,
  found: FoundAnomaly,
  entries: readonly AnomalyFeedbackEntry[],
  filters: readonly Filter[],
): AnomalyAnswer {
  const { anomaly, slice, days, currency } = found;
  const amounts = amountsOf(anomaly);
  const { state, said } = standingOf(found, entries, context.today);
  const costs = sweep.costs.find((one) => one.currency === currency);
  return {
    id: found.id,
    label: sliceLabel(context.costs, slice),
    slice,
    alsoIn: [...found.alsoIn],
    cause: causeOf(context, filters, found),
    start: days.start,
    end: anomaly.status === "ended" ? days.end : null,
    countedThrough: addDays(days.end, -1),
    raised: found.raised,
    kind: anomaly.kind,
    course: COURSES[anomaly.status],
    direction: anomaly.direction,
    ...amounts,
    impact: {
      currency,
      value: amounts.actual - amounts.expected,
      percent: amounts.expected === 0 || anomaly.change === null ? null : anomaly.change * 100,
    },
    monthlyIfItStays: anomaly.status === "ended" ? null : DAYS_PER_MONTH * anomaly.excessPerPoint,
    severity: found.severity,
    owner: costs === undefined ? null : ownerOf(costs, found),
    state,
    said: said === null ? null : saidOf(said),
    history: historyOf(found, entries).map(saidOf),
  };
}

function causeOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): AnomalyAnswer["cause"] {
  const cause = mainCause(context, filters, found);
  if (cause === null || cause.share === null) return null;
  const slice = textsOf({ ...cause.within, ...cause.slice });
  return { label: causeLabel(context.costs, cause), slice, share: cause.share * 100 };
}

/** Nothing where next to nothing was expected: there the scale of the detector has no zero. */
function amountsOf({ expected, actual, interval }: Anomaly) {
  const least = LEAST_EXPECTED_SHARE * Math.abs(actual);
  const amount = (value: number) => (Math.abs(value) < least ? 0 : value);
  const [low, high] = interval;
  return {
    expected: amount(expected),
    actual,
    interval: { low: amount(low), high: amount(high) },
  };
}

function saidOf({ verdict, person, givenAt, until, note }: AnomalyFeedbackEntry): Said {
  return { verdict, person, at: givenAt, until, note };
}
