import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";
import type { AskedTime } from "#src/router/period";
import type { RoutingContext } from "#src/router/router";
import { readForecastWish, readTimeToCome } from "./forecast-wish.ts";

/**
 * The period of a question for costs to come: a running one is meant as a whole, and without time words it is the
 * running month.
 */
export function readComing(question: string, context: RoutingContext): AskedTime {
  const wish = readForecastWish(question, context);
  const time = readTimeToCome(wish.rest, context);
  const { reading } = time;
  const period = wish.period ?? wholePeriod(time);
  const month = { start: addMonths(context.today, 0), end: addMonths(context.today, 1) };
  return {
    ...time,
    period: period ?? month,
    reading: { ...reading, period, phrase: wish.periodWords ?? reading.phrase },
  };
}

/** The period that is named, a running one to its end; null where none is. */
function wholePeriod({ reading: { period, fullEnd } }: AskedTime): Period | null {
  return period === null ? null : { start: period.start, end: fullEnd ?? period.end };
}

/** When something planned begins and ends; `until` is null where it stays. */
export interface PlannedTime {
  readonly from: Day;
  readonly until: Day | null;
  /** The whole of what was named as its time, for what happens once. */
  readonly named: Period;
  /** It is the end of something that is said: what it cost falls away. */
  readonly isEnd: boolean;
}

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const YEAR = "(?:,? \\d{4})?";
const DATE = `(?:(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}${YEAR}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?${YEAR}(?!\\d)|${MONTH}${YEAR}|\\d{4}-\\d\\d(?:-\\d\\d)?|q[1-4]${YEAR}|h[12]${YEAR}|20\\d\\d|(?:the )?(?:next|coming) (?:week|month|quarter|year)|this (?:month|quarter|year)|tomorrow|today|now|(?:the )?(?<edge>end|start|beginning) of (?:the |this )?(?:next )?(?:month|quarter|year|${MONTH}${YEAR}))`;
const ON = "(?: on| in| from| at)?";
const BEGINS = `(?:from|as of|effective(?: from)?|(?:starts?|starting|begins?|beginning|launch(?:es|ing)?|goes? live|go-live|comes?|coming)${ON}|in|on|by|at|for|during)`;

const FROM_TO = said(
  `(?:from|between) (?<from>${DATE}) (?:to|until|till|through|and|[-–]) (?<until>${DATE.replace("?<edge>", "")})`,
);
const UNTIL = said(`(?:and )?(?:until|till|through|up to|to) (?<until>${DATE})`);
const ENDS = said(
  `(?:and )?(?:ends?|ending|expires?|expiring|stops?|is over)${ON} (?<until>${DATE})`,
);
const FROM = said(`(?<lead>${BEGINS}) (?<from>${DATE})(?: on(?:wards?)?)?`);
const BARE = said(`(?<from>${DATE})`);

/** Takes the words out that say when something planned begins and ends; null where none do. */
export function takePlannedTime(phrases: PhraseTaker, context: RoutingContext): PlannedTime | null {
  const both = phrases.take(FROM_TO)?.groups;
  if (both !== undefined) return spanToCome(both["from"] ?? "", both["until"] ?? "", context);
  const stops = dateToCome(phrases.take(UNTIL)?.groups?.["until"], context);
  const ends = dateToCome(phrases.take(ENDS)?.groups?.["until"], context);
  const begun = phrases.take(FROM) ?? (ends === null ? phrases.take(BARE) : null);
  const first = dateToCome(begun?.groups?.["from"], context);
  if (first === null) return withoutBeginning(stops, ends, context);
  const isAlone = /^(?:for|during)$/i.test(begun?.groups?.["lead"] ?? "");
  const until = stops?.end ?? ends?.start ?? (isAlone ? first.end : null);
  const named = { start: first.start, end: until ?? first.end };
  return { from: first.start, until, named, isEnd: false };
}

/** “Ends 1 Feb” is when it changes; “until June” begins at once. */
function withoutBeginning(
  stops: Period | null,
  ends: Period | null,
  context: RoutingContext,
): PlannedTime | null {
  if (ends !== null) return { from: ends.start, until: null, named: ends, isEnd: true };
  return stops === null ? null : fromTomorrow(stops, context);
}

function fromTomorrow({ end }: Period, { today }: RoutingContext): PlannedTime {
  const from = addDays(today, 1);
  return { from, until: end, named: { start: from, end }, isEnd: false };
}

/** The end of a span lies after its beginning: “from November to March”. */
function spanToCome(from: string, until: string, context: RoutingContext): PlannedTime | null {
  const first = dateToCome(from, context);
  if (first === null) return null;
  const last = dateToCome(until, { ...context, today: first.start });
  if (last === null) return null;
  const named = { start: first.start, end: last.end };
  return { from: first.start, until: last.end, named, isEnd: false };
}

/** What a date of something to come stands for; null where it is none. */
function dateToCome(date: string | undefined, context: RoutingContext): Period | null {
  const { today } = context;
  if (date === undefined) return null;
  if (/^(?:today|now)$/i.test(date)) return { start: today, end: addDays(today, 1) };
  if (/^tomorrow$/i.test(date)) return { start: addDays(today, 1), end: addDays(today, 2) };
  const [, edge, whole] = /^(?:the )?(end|start|beginning) of (?:the )?(.+)$/i.exec(date) ?? [];
  if (edge === undefined || whole === undefined) {
    const { reading, period } = readComing(date, context);
    return reading.period === null ? null : period;
  }
  const named = /^(?:month|quarter|year)$/i.test(whole) ? `this ${whole}` : whole;
  const { period } = readComing(named, context);
  const isEnd = edge.toLowerCase() === "end";
  const start = isEnd ? addDays(period.end, -1) : period.start;
  return { start, end: isEnd ? period.end : addDays(start, 1) };
}
