import type { Anomaly, AnomalyStatus } from "#src/analytics/anomalies/anomaly";
import type { AnomalyFeedbackEntry, KeptAnomalyFeedback } from "#src/anomaly-feedback";
import { addDays } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import type { AnomalyAnswer, Said } from "./anomaly-answer.ts";
import { historyOf, standingOf } from "./anomaly-state.ts";
import { causeLabel, textsOf } from "./cause-label.ts";
import { mainCause, ownerOf } from "./causes.ts";
import { sightingOf } from "./describe-sighting.ts";
import type { Finding, FoundAnomaly, ProviderFinding, ProviderSighting } from "./found-anomaly.ts";
import { sliceLabel } from "./slice-label.ts";
import { stateHistory } from "./state-history.ts";
import type { Sweep } from "./sweep.ts";

const DAYS_PER_MONTH = 30;
/** An expectation below this share of what came is none: per cent of it say nothing. */
const LEAST_EXPECTED_SHARE = 1e-3;

const COURSES: Record<AnomalyStatus, AnomalyAnswer["course"]> = {
  ongoing: "ongoing",
  ended: "ended",
  accepted: "new level",
};

/** What is known beside the anomaly itself. */
export interface Beside {
  readonly sweep: Sweep;
  /** What people said, the oldest first. */
  readonly entries: readonly KeptAnomalyFeedback[];
  /** The filters of the list. */
  readonly filters: readonly Filter[];
  /** The same anomaly as the providers list it. */
  readonly sightings: readonly ProviderSighting[];
}

type Amounts = Pick<
  AnomalyAnswer,
  | "alsoIn"
  | "raised"
  | "kind"
  | "course"
  | "expected"
  | "actual"
  | "interval"
  | "impact"
  | "monthlyIfItStays"
  | "owner"
>;

/** An anomaly as answers hold it, with how it stands today. */
export function describeAnomaly(
  context: SkillContext,
  found: Finding,
  { sweep, entries, filters, sightings }: Beside,
): AnomalyAnswer {
  const { days, slice, isOver } = found;
  const { anomalyFeedback, costs, today } = context;
  const holding = entries.filter((entry) => anomalyFeedback.holdsFor(entry, found.filters));
  const amounts = found.by === "tally" ? ownAmounts(found, sweep) : providerAmounts(found);
  const { state, said } = standingOf(found, holding, today);
  const changes = stateHistory(found, holding, amounts.raised ?? days.start, today);
  return {
    id: found.id,
    label: sliceLabel(costs, slice),
    slice,
    cause: causeOf(context, filters, found),
    foundHere: found.by === "tally",
    sightings: sightings.map((sighting) => sightingOf(context, sighting)),
    start: days.start,
    end: isOver ? days.end : null,
    countedThrough: addDays(days.end, -1),
    direction: found.direction,
    ...amounts,
    severity: found.severity,
    state,
    said: said === null ? null : saidOf(said),
    history: historyOf(found, holding).map(saidOf),
    stateHistory: changes.map((change) => ({
      ...change,
      said: change.said === null ? null : saidOf(change.said),
    })),
  };
}

function ownAmounts(found: FoundAnomaly, sweep: Sweep): Amounts {
  const { anomaly, currency, alsoIn, raised } = found;
  const { expected, actual, interval } = amountsOf(anomaly);
  const costs = sweep.costs.find((one) => one.currency === currency);
  return {
    alsoIn: [...alsoIn],
    raised,
    kind: anomaly.kind,
    course: COURSES[anomaly.status],
    expected,
    actual,
    interval,
    impact: {
      currency,
      value: actual - expected,
      percent: expected === 0 || anomaly.change === null ? null : anomaly.change * 100,
    },
    monthlyIfItStays: anomaly.status === "ended" ? null : DAYS_PER_MONTH * anomaly.excessPerPoint,
    owner: costs === undefined ? null : ownerOf(costs, found),
  };
}

function providerAmounts({ kept: { item }, isOver, currency }: ProviderFinding): Amounts {
  const { expected, actual, impact } = item;
  return {
    alsoIn: [],
    raised: null,
    kind: null,
    course: isOver ? "ended" : "ongoing",
    expected,
    actual,
    interval: null,
    impact: {
      currency,
      value: impact,
      percent: expected ? (impact / Math.abs(expected)) * 100 : null,
    },
    monthlyIfItStays: null,
    owner: null,
  };
}

function causeOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: Finding,
): AnomalyAnswer["cause"] {
  const cause = mainCause(context, filters, found);
  if (cause === null) return null;
  const slice = textsOf({ ...cause.within, ...cause.slice });
  return { label: causeLabel(context.costs, cause.slice), slice, share: cause.share * 100 };
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
