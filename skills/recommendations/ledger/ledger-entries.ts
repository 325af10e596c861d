import { DAYS_PER_MONTH } from "#skills/recommendations/month-days";
import { addMonths, type Day, daysIn, type Period } from "#src/focus/day";
import type { HeldRecommendation } from "#src/recommendations/book";
import { countingSteps, standingAfter } from "#src/recommendations/life";
import type { RecommendationStatus } from "#src/recommendations/recommendation";
import { isSameThing, type Undertaking, undertakingOf } from "./undertaking.ts";

/** One time that a recommendation was taken up: again after it was opened again is another entry. */
export interface LedgerEntry extends Undertaking {
  readonly verifiedOn: Day | null;
  /** The day on which it was opened again; null while it saves. */
  readonly until: Day | null;
  /** The recommendation for which its estimate counts, about the same charges; null where it counts itself. */
  readonly countedWith: number | null;
}

/** Money of a month, or of a time, with the interval that holds it in 90 of 100 cases. */
export interface SavedMoney {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const IN_LEDGER: readonly RecommendationStatus[] = ["accepted", "done", "verified", "not-verified"];

/** What was taken up so far, the oldest first; what was opened again before it was verified isn't in it. */
export function ledgerEntries(held: readonly HeldRecommendation[], today: Day): LedgerEntry[] {
  const entries = held.flatMap((one) => entriesOf(one, today));
  const ordered = entries.toSorted((a, b) => (a.acceptedOn < b.acceptedOn ? -1 : 1));
  return ordered.map((entry) => ({ ...entry, countedWith: countedWith(entry, entries) }));
}

/** What an entry saved within a period, so far; null for one that isn't verified. */
export function savedIn(entry: LedgerEntry, period: Period, today: Day): SavedMoney | null {
  const { measured, since } = entry;
  if (entry.status !== "verified" || measured === null || since === null) return null;
  const ends = [period.end, today, entry.until ?? today].toSorted();
  const start = since > period.start ? since : period.start;
  const days = Math.max(0, daysIn({ start, end: ends[0] ?? start }));
  const months = days / DAYS_PER_MONTH;
  const { monthlySaving, low, high } = measured;
  return { value: monthlySaving * months, low: low * months, high: high * months };
}

/** Adds up what was measured apart from each other: what is uncertain of it partly evens out. */
export function addSaved(amounts: readonly SavedMoney[]): SavedMoney {
  const value = amounts.reduce((sum, amount) => sum + amount.value, 0);
  const half = Math.hypot(...amounts.map(({ low, high }) => (high - low) / 2));
  return { value, low: value - half, high: value + half };
}

/** The calendar months of a period, the first and the last as far as they lie in it. */
export function monthsOf({ start, end }: Period): Period[] {
  const months: Period[] = [];
  for (let day = start; day < end; ) {
    const next = addMonths(day, 1);
    months.push({ start: day, end: next < end ? next : end });
    day = next;
  }
  return months;
}

function entriesOf(one: HeldRecommendation, today: Day): Omit<LedgerEntry, "countedWith">[] {
  const { monthlySaving } = one.recommendation;
  const { status } = standingAfter(one.steps, { today, monthlySaving });
  const rounds = roundsOf(countingSteps(one.steps));
  return rounds.flatMap(({ steps, until }) => {
    const verified = steps.findLast(({ what }) => what.kind === "verify");
    const isVerified = verified?.what.kind === "verify" && verified.what.isVerified;
    const stands = until === null ? status : isVerified === true ? "verified" : "open";
    const undertaking = undertakingOf({ ...one, status: stands }, steps);
    if (undertaking === null || !IN_LEDGER.includes(stands)) return [];
    const verifiedOn = isVerified === true ? (verified?.at.slice(0, 10) ?? null) : null;
    return [{ ...undertaking, verifiedOn, until }];
  });
}

/** The steps between one opening again and the next, with the day on which each round ended. */
function roundsOf(steps: HeldRecommendation["steps"]) {
  const rounds: { steps: HeldRecommendation["steps"]; until: Day | null }[] = [];
  let start = 0;
  steps.forEach(({ what, at }, index) => {
    if (what.kind !== "reopen") return;
    rounds.push({ steps: steps.slice(start, index), until: at.slice(0, 10) });
    start = index + 1;
  });
  return [...rounds, { steps: steps.slice(start), until: null }];
}

/** What isn't measured yet counts once: the largest estimate about the same charges, then the lowest number. */
function countedWith(
  entry: Omit<LedgerEntry, "countedWith">,
  all: readonly Omit<LedgerEntry, "countedWith">[],
): number | null {
  if (entry.status === "verified") return null;
  const rivals = all.filter((other) => other.status !== "verified" && isSameThing(entry, other));
  const [best] = rivals.toSorted((a, b) => b.estimate - a.estimate || a.number - b.number);
  return best === undefined || best.number === entry.number ? null : best.number;
}
