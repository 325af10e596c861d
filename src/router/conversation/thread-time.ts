import type { CostQuestion } from "#src/cost-question";
import { addDays, addMonths, daysIn, type Period } from "#src/focus/day";
import { type AskedTime, otherPeriod, readAskedTime, type TimeContext } from "#src/router/period";
import { said } from "./phrase-taker.ts";

/** The time of a follow-up. */
export interface ThreadTime {
  readonly asked: AskedTime;
  /** Whether the follow-up names a period of its own. */
  readonly isNamed: boolean;
}

const SAME_PERIOD = said(
  "(?:the |that )?same (?:period|time ?frame|time|range|dates|days|weeks?|months?|quarters?|year)(?! (?:of |in |from )?(?:the )?(?:last|previous|prior|preceding|a|one)(?![\\w-]))|(?<=(?:in|for|during|over|of|from) )(?:that|those|these) (?:period|time ?frame|time|days?|dates|weeks?|months?|quarters?|year)",
);
/** With one of these, "the month before" is what to compare with; alone it is the period asked about. */
const COMPARES = said(
  "vs|versus|against|than|relative to|compar\\w+|over|chang\\w+|differ\\w*|delta|increas\\w+|decreas\\w+|gr[eo]w\\w*|ris(?:e|en|ing)|rose|f[ae]ll(?:en)?|drop\\w*|up|down|higher|lower|more|less|[ymqwd]o[ymqwd]",
);

/** The question with the period of the one before in place of "in the same period". */
export function withThreadPeriod(
  question: string,
  before: CostQuestion,
  context: TimeContext,
): string {
  return question.replace(SAME_PERIOD, () => periodWords(before, context));
}

/**
 * Reads the time words of a follow-up as if the period of the question before had been said first: "vs the
 * month before" after "in October" is "October: vs the month before".
 */
export function readThreadTime(
  rest: string,
  before: CostQuestion,
  context: TimeContext,
): ThreadTime {
  const alone = readAskedTime(rest, context);
  if (alone.reading.period !== null) return { asked: alone, isNamed: true };
  const asked = readAskedTime(`${periodWords(before, context)}: ${rest}`, context);
  if (asked.reading.comparison === null || rest.search(COMPARES) >= 0)
    return { asked, isNamed: false };
  const moved = `${plainWords(otherPeriod(asked))}: ${asked.reading.rest}`;
  return { asked: readAskedTime(moved, context), isNamed: true };
}

/** The period of the question before, read anew from its words. */
export function timeBefore(before: CostQuestion, context: TimeContext): AskedTime {
  return readAskedTime(periodWords(before, context), context);
}

/** Words that still mean the period of a question: those it was asked with, while they do. */
export function periodWords(
  { period, periodWords: typed }: CostQuestion,
  context: TimeContext,
): string {
  const words = typed ?? "this month";
  const { reading, period: meant } = readAskedTime(words, context);
  return isSame(meant, period) && reading.comparison === null ? words : plainWords(period);
}

/** Whether two periods are the same days. */
export function isSame(left: Period, right: Period): boolean {
  return left.start === right.start && left.end === right.end;
}

function plainWords(period: Period): string {
  const { start, end } = period;
  if (start.endsWith("-01") && addMonths(start, 1) === end) return start.slice(0, 7);
  return daysIn(period) === 1 ? `on ${start}` : `from ${start} to ${addDays(end, -1)}`;
}
