import { DAYS_PER_MONTH } from "#skills/recommendations/month-days";
import { dayOfFall } from "#src/analytics/savings/change-day";
import { FEWEST_DAYS } from "#src/analytics/savings/measure-saving";
import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import type { HeldRecommendation, NumberedStep } from "#src/recommendations/book";
import type { StepWhat } from "#src/recommendations/life";
import type { Measured } from "#src/recommendations/measured";
import type { SearchContext } from "#src/recommendations/search";
import { type ChargesSeries, chargesSeries } from "./charges-series.ts";
import { DAYS_AFTER, DAYS_BEFORE, daysAround } from "./days-around.ts";
import { measureCharges, measuredOf } from "./measure-charges.ts";
import { measuredWords } from "./measured-words.ts";
import { isSameThing, leaderOf, type Undertaking, undertakings } from "./undertaking.ts";

/** A step that was measured; the same action id again changes nothing. */
export interface MeasuredStep extends NumberedStep {
  readonly actionId: string;
}

/** Verified is what saves something for certain, and at least this share of the estimate. */
const VERIFIED_SHARE = 0.5;
/** Come back is what for certain costs as much more as this share of what was saved. */
const COME_BACK_SHARE = 0.5;

/**
 * The steps that the bill of today brings to recommendations: what was done is verified or not, two weeks of complete
 * days later or more; what was accepted, isn't listed any more and costs less is done; what was verified and costs as
 * much as before again is open again. At most one step each and day.
 */
export function measureSavings(
  held: readonly HeldRecommendation[],
  context: SearchContext,
): readonly MeasuredStep[] {
  const { costs, today, completenessLagDays } = context;
  const { dataThrough } = costs.freshness([], today, completenessLagDays);
  if (dataThrough === null) return [];
  const all = undertakings(held, today);
  const end = addDays(dataThrough, 1);
  return all.flatMap((one): MeasuredStep[] => {
    const found = stepFor(one, { context, all, end });
    if (found === null) return [];
    const step = {
      at: `${today}T00:00:00.000Z`,
      by: { kind: "measurement" as const },
      what: found.what,
      monthlySaving: one.recommendation.monthlySaving,
      note: found.note,
    };
    const actionId = `measure:${one.number}:${today}`;
    return [{ number: one.number, actionId, step }];
  });
}

interface Measuring {
  readonly context: SearchContext;
  /** All that were taken up, which may be about the same charges. */
  readonly all: readonly Undertaking[];
  /** The first day that isn't complete. */
  readonly end: Day;
}

interface Found {
  readonly what: StepWhat;
  readonly note: string | null;
}

function stepFor(one: Undertaking, measuring: Measuring): Found | null {
  switch (one.status) {
    case "accepted":
      return one.goneOn === null ? null : doneStep(one, one.goneOn, measuring);
    case "done":
      return one.since === null ? null : verifyStep(one, one.since, measuring);
    case "verified":
      return one.measured === null ? null : reopenStep(one, one.measured, measuring);
    default:
      return null;
  }
}

/** Done by whomever: its source lists it no more, and its cost fell between the decision and that. */
function doneStep(one: Undertaking, goneOn: Day, measuring: Measuring): Found | null {
  const days = {
    start: addDays(one.acceptedOn, -DAYS_BEFORE),
    end: earlier(addDays(goneOn, DAYS_AFTER), measuring.end),
  };
  const series = seriesOf(one, days, measuring);
  const fall = dayOfFall(series.costs, {
    start: daysIn({ start: days.start, end: one.acceptedOn }),
    end: daysIn({ start: days.start, end: addDays(goneOn, 1) }),
  });
  if (fall === null) return null;
  const since = addDays(days.start, fall);
  const found = measureCharges(
    series,
    { start: days.start, end: since },
    { start: since, end: days.end },
  );
  const least = (VERIFIED_SHARE * one.estimate) / DAYS_PER_MONTH;
  if (found === null || found.saving.low <= 0 || found.saving.daily < least) return null;
  return {
    what: { kind: "done", since },
    note: "Its source lists it no more, and it costs less since.",
  };
}

/** Verified or not, as soon as that is clear, and at the latest after eight weeks. */
function verifyStep(one: Undertaking, since: Day, measuring: Measuring): Found | null {
  const leader = leaderOf(one, measuring.all);
  if (leader !== one) {
    const note = `Something else was done about the same charges at the same time: the saving counts for ${leader.number}.`;
    return { what: { kind: "verify", isVerified: false }, note };
  }
  const { before, after } = daysAround(one, since, measuring);
  if (daysIn(after) < FEWEST_DAYS) {
    const isOver = daysIn({ start: since, end: measuring.end }) > DAYS_AFTER;
    return isOver
      ? unmeasured("Too few days around it are known, or are free of other changes.")
      : null;
  }
  const series = seriesOf(one, { start: before.start, end: after.end }, measuring);
  const found = measureCharges(series, before, after);
  const isLast = daysIn({ start: after.start, end: measuring.end }) >= DAYS_AFTER;
  if (found === null) {
    return isLast ? unmeasured("Too few days before or after it are known.") : null;
  }
  const measured = measuredOf(series, found, one.recommendation, since);
  const least = VERIFIED_SHARE * one.estimate;
  const isVerified = measured.low > 0 && measured.monthlySaving >= least;
  const isRefuted = measured.high < least || measured.high <= 0;
  if (!isVerified && !isRefuted && !isLast) return null;
  return {
    what: { kind: "verify", isVerified, measured },
    note: measuredWords(measured, one.recommendation.currency),
  };
}

function unmeasured(note: string): Found {
  return { what: { kind: "verify", isVerified: false }, note };
}

/** Open again, where the last two weeks cost more than the days on which the saving was verified. */
function reopenStep(one: Undertaking, measured: Measured, measuring: Measuring): Found | null {
  const now = { start: addDays(measuring.end, -FEWEST_DAYS), end: measuring.end };
  const verified = { start: measured.from, end: addDays(measured.through, 1) };
  const hasOther = measuring.all.some(
    (other) => other !== one && isSameThing(one, other) && (other.since ?? "") > measured.since,
  );
  if (now.start < verified.end || hasOther) return null;
  const series = seriesOf(one, { start: verified.start, end: now.end }, measuring);
  const found = measureCharges(series, verified, now);
  if (found === null) return null;
  const backForCertain = -found.saving.high * DAYS_PER_MONTH;
  if (backForCertain < COME_BACK_SHARE * measured.monthlySaving) return null;
  const { currency } = one.recommendation;
  const more = Math.round(-found.saving.daily * DAYS_PER_MONTH);
  const cause = `Its cost came back: ${more} ${currency} a month more in the last two weeks than when the saving was verified.`;
  return { what: { kind: "reopen", cause }, note: null };
}

/** The charges day by day, beside those of which nothing was done. */
function seriesOf(
  { recommendation }: Undertaking,
  days: Period,
  { context, all }: Measuring,
): ChargesSeries {
  const others = all.flatMap((other) => other.recommendation.resourceId ?? []);
  const own = recommendation.resourceId;
  return chargesSeries({
    costs: context.costs,
    recommendation,
    days,
    others: [...new Set(others)].filter((id) => id !== own),
  });
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
