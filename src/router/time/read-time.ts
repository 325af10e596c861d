import type { Day, Period } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import { readsBilling } from "./billing.ts";
import type { Clock } from "./clock.ts";
import { type ResolvedSides, resolveSides } from "./comparison.ts";
import { type Expressions, readExpressions } from "./expressions.ts";
import { readSeries } from "./granularity.ts";
import { readImpossible } from "./impossible.ts";
import { phraseOf, type Stretch, withoutStretches } from "./rest.ts";
import { findSides, type Sides } from "./sides.ts";
import type { PeriodKind } from "./span.ts";
import { readWords, type Words } from "./words.ts";

export type { Clock } from "./clock.ts";
export { previousPeriod } from "./earlier.ts";

/** What a question says about time. */
export interface TimeReading {
  /** Null where nothing was said: the caller takes this month so far. */
  readonly period: Period | null;
  /** The words that were read as the period. */
  readonly phrase: string | null;
  /** How the period was said; whole months of "last 3 months" are `month`. */
  readonly kind: PeriodKind | null;
  /** Whole calendar units, or a running one. */
  readonly calendar: boolean;
  /** The period is a calendar one that isn't over on the clock's day. */
  readonly running: boolean;
  /** The end of the whole unit while it is running. */
  readonly fullEnd: Day | null;
  /** The step of a series; null where none was asked for. */
  readonly granularity: Granularity | null;
  /** The other side, whole; "previous" is the period just before (see `previousPeriod`). */
  readonly comparison: ComparedPeriod | "previous" | null;
  /** Charges are placed by billing period. */
  readonly billing: boolean;
  /** Words that name a day, week, month or quarter that no calendar has ("31 February"). */
  readonly impossible: string | null;
  /** The question without its time words. */
  readonly rest: string;
}

/** The other side of a comparison; `fullEnd` is the whole unit's end where it is still running. */
export interface ComparedPeriod {
  readonly period: Period;
  readonly phrase: string;
  readonly fullEnd: Day | null;
}

/**
 * Reads the time words of a question by the clock's UTC day; never throws. `asksOfChange` where words that are no
 * longer in the question asked what changed.
 */
export function readTime(question: string, clock: Clock, asksOfChange = false): TimeReading {
  const words = readWords(question);
  const expressions = readExpressions(words, clock);
  const found = findSides(expressions, words, { clock, asksOfChange });
  const { main, other, granularity } = resolveSides(found, clock);
  const taken = stretchesOf(expressions, found);
  const series = readSeries(words, taken);
  const said = found.main ?? (main === null ? null : found.other);
  return {
    period: main?.period ?? null,
    phrase: said === null ? null : phraseOf(words, said),
    kind: main?.kind ?? null,
    calendar: main?.calendar ?? false,
    running: (main?.fullEnd ?? null) !== null,
    fullEnd: main?.fullEnd ?? null,
    granularity: series.granularity ?? granularity,
    comparison: comparedPeriod(other, found.other, words),
    billing: readsBilling(words, said),
    impossible: readImpossible(words),
    rest: withoutStretches(words, [...taken, ...series.stretches], found.other),
  };
}

function comparedPeriod(
  other: ResolvedSides["other"],
  said: Stretch | null,
  words: Words,
): TimeReading["comparison"] {
  if (other === null || other === "previous" || said === null)
    return other === null ? null : "previous";
  return { period: other.period, phrase: phraseOf(words, said), fullEnd: other.fullEnd };
}

/** All words about periods; doubtful ones only where they were taken for a side. */
function stretchesOf({ periods, relatives }: Expressions, { main, other }: Sides): Stretch[] {
  const sides = [main, other].filter((side) => side !== null);
  return [...sides, ...periods.filter(({ weak }) => !weak), ...relatives];
}
