import { type Day, dayNumber } from "#src/focus/day";
import type { HeldRecommendation } from "#src/recommendations/book";
import { chargesOf } from "#src/recommendations/charges";
import { countingSteps, lastListing, type Step, standingAfter } from "#src/recommendations/life";
import type { Measured } from "#src/recommendations/measured";
import type { RecommendationStatus } from "#src/recommendations/recommendation";

/** A recommendation that somebody took up, as far as its saving is concerned. */
export interface Undertaking extends HeldRecommendation {
  readonly status: RecommendationStatus;
  /** What it was to save a month when it was taken up. */
  readonly estimate: number;
  /** The day on which it was accepted, or done without that. */
  readonly acceptedOn: Day;
  /** The first day on which it cost less, or was said to be done; null where neither is known. */
  readonly since: Day | null;
  readonly measured: Measured | null;
  /** The day from which on its source listed it no more; null while it does. */
  readonly goneOn: Day | null;
  /** The step by which it was taken up. */
  readonly takenUp: Step;
}

/** What was done to the same charges within so many days is measured together. */
const TOGETHER_DAYS = 21;

const TAKEN_UP: readonly RecommendationStatus[] = ["accepted", "done", "verified", "not-verified"];

/** Those that were taken up and neither given up nor opened again, by number. */
export function undertakings(
  held: readonly HeldRecommendation[],
  today: Day,
): readonly Undertaking[] {
  return held.flatMap((one) => {
    const { monthlySaving } = one.recommendation;
    const { status } = standingAfter(one.steps, { today, monthlySaving });
    const counting = countingSteps(one.steps);
    const reopened = counting.findLastIndex(({ what }) => what.kind === "reopen");
    const undertaking = undertakingOf({ ...one, status }, counting.slice(reopened + 1));
    return undertaking === null || !TAKEN_UP.includes(status) ? [] : [undertaking];
  });
}

/** What the steps since it was last open make of it; null where none takes it up. */
export function undertakingOf(
  one: HeldRecommendation & Pick<Undertaking, "status">,
  steps: readonly Step[],
): Undertaking | null {
  const first = takenUpBy(steps);
  if (first === null) return null;
  const done = steps.findLast(({ what }) => what.kind === "done");
  const verified = steps.findLast(({ what }) => what.kind === "verify")?.what;
  const listing = lastListing(one.steps);
  return {
    ...one,
    estimate: first.monthlySaving,
    acceptedOn: dayOf(first),
    since: done === undefined ? null : sinceOf(done),
    measured: verified?.kind === "verify" ? (verified.measured ?? null) : null,
    goneOn: listing?.what.kind === "gone" ? dayOf(listing) : null,
    takenUp: first,
  };
}

/** The step by which it was taken up since it was last open; null where none is. */
export function takenUpBy(steps: readonly Step[]): Step | null {
  return steps.find(({ what }) => ["accept", "approve", "done"].includes(what.kind)) ?? null;
}

function sinceOf(done: Step): Day {
  return done.what.kind === "done" && done.what.since !== undefined ? done.what.since : dayOf(done);
}

function dayOf({ at }: Step): Day {
  return at.slice(0, 10);
}

/** Whether two are about the same charges, so that a fall of their cost counts for one of them. */
export function isSameThing(a: HeldRecommendation, b: HeldRecommendation): boolean {
  return thingOf(a) === thingOf(b);
}

/** Whether two were done to the same charges at about the same time: only together they can be measured. */
function isTogether(a: Undertaking, b: Undertaking): boolean {
  if (a.since === null || b.since === null || !isSameThing(a, b)) return false;
  return Math.abs(dayNumber(a.since) - dayNumber(b.since)) <= TOGETHER_DAYS;
}

/** Of those that are measured together the one that counts: the largest estimate, then the lowest number. */
export function leaderOf(one: Undertaking, all: readonly Undertaking[]): Undertaking {
  return all
    .filter((other) => isTogether(one, other))
    .reduce((best, other) => {
      const isLarger = other.estimate > best.estimate;
      const isEarlier = other.estimate === best.estimate && other.number < best.number;
      return isLarger || isEarlier ? other : best;
    }, one);
}

function thingOf({ recommendation }: HeldRecommendation): string {
  const { provider, resourceId, currency } = recommendation;
  return JSON.stringify(
    resourceId === null ? [currency, chargesOf(recommendation)] : [currency, provider, resourceId],
  );
}
