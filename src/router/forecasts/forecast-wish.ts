import { addDays, addMonths, type Day, mondayOf, type Period } from "#src/focus/day";
import { type PhraseTaker, phraseTaker, said } from "#src/router/conversation/phrase-taker";
import { type AskedTime, readAskedTime } from "#src/router/period";
import { phrase } from "#src/router/question-words";
import type { RoutingContext } from "#src/router/router";

const COST = "(?:costs?|spend|spending|bills?|expenses?|expenditure|charges|usage)";
const UNIT = "(?<unit>day|week|month|quarter|year)";
const COUNT = "(?<count>\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

/** What asks for costs to come, in folded words. */
const ASKS = phrase(
  `forecast(?:s|ed|ing)?|predict(?:s|ed|ing|ions?)?|projected|projections?|projecting|run-?rate|run rate|will|extrapolate|expected ${COST}|(?:is|are) expected to|next (?:\\d+ |[a-z]+ )?(?:days?|weeks?|months?|quarters?|years?)|(?:coming|upcoming) (?:\\d+ |[a-z]+ )?(?:days?|weeks?|months?|quarters?|years?)|in \\d+ (?:days|weeks|months)|end of (?:the |this )?(?:month|quarter|year)|(?:rest|remainder) of (?:the |this )?(?:month|quarter|year)|going to (?:spend|cost|be|end|pay)|month-?end|year-?end|quarter-?end|on track|heading`,
);

/** Words that ask for a forecast and name nothing; what it is of stands in the rest of the question. */
const ASKING: readonly RegExp[] = [
  "based on (?:the |our |my )?(?:current|recent|historical|past|existing) (?:trends?|usage|spend|spending|costs|data|run-?rate)",
  `(?:an? |the |our |my )*estimates? of(?= (?:our |my |the )*(?:expected|projected|${COST}))`,
  "(?:an? |the |our |my )*(?:forecast(?:s|ed|ing)?|predict(?:s|ed|ing|ions?)?|projected|projections?|projecting|extrapolate|run[- ]?rate)(?: (?:of|for)(?= ))?",
  `expected(?= ${COST})|(?:is|are) expected to(?: (?:be|cost|spend))?`,
  "(?:are|is|am) (?:we|i|things|everything) (?:still )?(?:on track|heading)(?: for| to| towards)?|(?:still )?on track|heading(?: for| to| towards)?",
  "(?:what|where|how much|how high|how)(?:['’]ll| (?:will|would|is|are))(?= .*\\b(?:end|land|finish|close|be|come|look|going))(?: (?:we|i|things))?",
  "(?:(?:we|it|i|this|that) )?will(?: (?:we|it|i|have|likely|probably))*",
  "(?:(?:are|is|am) )?(?:(?:we|it|i) )?going to(?= (?:spend|cost|be|end|pay))",
  "(?:end up|end(?! of)|land|finish|close|come|be|look)(?: (?:up|out|in|to|at|like))*(?=[\\s.?!]*$| (?:at|by|in|on|for|this|next)(?![\\w-]))",
].map(said);

type Clock = RoutingContext;
type Slots = Readonly<Record<string, string | undefined>>;

const LEAD = "(?:(?:by|at|until|till|through|for|in|over|during|to|on|of) )?(?:the )?";

const OF_IT = "(?:['’]s)?";

/** Periods to come and how each is resolved; the first that fits is taken. */
const TO_COME: readonly (readonly [RegExp, (slots: Slots, clock: Clock) => Period])[] = [
  [
    said(`${LEAD}(?:next|coming|upcoming|following) (?:${COUNT} )?${UNIT}s?${OF_IT}`),
    ({ unit, count }, clock) => next(unit, count, clock),
  ],
  [
    said(`(?:with)?in (?:the next )?${COUNT} ${UNIT}s?(?: from now| time)?`),
    ({ unit, count }, clock) => next(unit, count, clock),
  ],
  [
    said(`${LEAD}(?:rest|remainder) of (?:the |this )?(?:current )?${UNIT}${OF_IT}`),
    ({ unit }, clock) => ({ start: clock.today, end: calendar(unit, clock).end }),
  ],
  [
    said(`(?:until|till|through) (?:the )?end of (?:the |this )?(?:current )?${UNIT}`),
    ({ unit }, clock) => ({ start: addMonths(clock.today, 0), end: calendar(unit, clock).end }),
  ],
  [
    said(
      `${LEAD}end of (?:the |this )?(?:current )?${UNIT}${OF_IT}|${LEAD}(?:this )?(?<other>month|quarter|year)[- ]end${OF_IT}`,
    ),
    ({ unit, other }, clock) => calendar(unit ?? other, clock),
  ],
];

/** What a question says of costs to come. */
export interface ForecastWish {
  /** The question without what asks for a forecast and without the period to come. */
  readonly rest: string;
  /** The period that is named in words of time to come; null where none is. */
  readonly period: Period | null;
  readonly periodWords: string | null;
}

/** Whether folded words ask for costs to come; names are to be left out of them. */
export function asksForecast(text: string): boolean {
  return text.search(ASKS) >= 0;
}

/** Reads what asks for costs to come. */
export function readForecastWish(question: string, context: RoutingContext): ForecastWish {
  const phrases = phraseTaker(question);
  const found = readToCome(phrases, context);
  for (const pattern of ASKING) phrases.takes(pattern);
  return { rest: phrases.rest.replace(/\s+/g, " ").trim(), ...found };
}

function readToCome(phrases: PhraseTaker, context: RoutingContext) {
  for (const [pattern, resolve] of TO_COME) {
    const match = phrases.take(pattern);
    if (match === null) continue;
    const period = resolve(match.groups ?? {}, context);
    return { period, periodWords: match[0].trim() };
  }
  return { period: null, periodWords: null };
}

const WITH_YEAR_OR_PAST =
  /\d{4}|['’]\d\d|last|past|previous|prior|trailing|ago|since|yesterday|today/i;

/** The time words of a question about costs to come: a month without a year is the next one that isn't over. */
export function readTimeToCome(rest: string, context: RoutingContext): AskedTime {
  const time = readAskedTime(rest, context);
  const { period, phrase: words } = time.reading;
  const isOver = period !== null && period.end <= context.today;
  if (!isOver || words === null || WITH_YEAR_OR_PAST.test(words)) return time;
  return readAskedTime(rest, { ...context, today: addYear(context.today) });
}

/** Beyond so many days a month that is named is rather the last one. */
const NEAR_DAYS = 183;

/** As `readTimeToCome`, where nothing says that a month named is one to come. */
export function readNearestTime(rest: string, context: RoutingContext): AskedTime {
  const time = readTimeToCome(rest, context);
  const isFar = time.period.start > addDays(context.today, NEAR_DAYS);
  return isFar ? readAskedTime(rest, context) : time;
}

/** Whole calendar units after the running one; days and several weeks from tomorrow on. */
function next(unit = "month", count: string | undefined, clock: Clock): Period {
  const times = numberOf(count);
  const tomorrow = addDays(clock.today, 1);
  if (unit === "day") return { start: tomorrow, end: addDays(tomorrow, times) };
  if (unit === "week") {
    const start = times === 1 ? addDays(mondayOf(clock.today), 7) : tomorrow;
    return { start, end: addDays(start, 7 * times) };
  }
  const { end: start } = calendar(unit, clock);
  let end = start;
  for (let at = 0; at < times; at++) end = calendar(unit, { ...clock, today: end }).end;
  return { start, end };
}

/** The whole calendar unit that holds today. */
function calendar(unit = "month", clock: Clock): Period {
  const { period, reading } = readAskedTime(`this ${unit}`, clock);
  return { start: period.start, end: reading.fullEnd ?? period.end };
}

function numberOf(count = "one"): number {
  const word = NUMBERS.indexOf(count.toLowerCase());
  return word < 0 ? Math.max(1, Number(count)) : word + 1;
}

/** The same day a year later; the last one of its month at most. */
function addYear(today: Day): Day {
  const month = addMonths(today, 12);
  const last = addDays(addMonths(month, 1), -1);
  const day = `${month.slice(0, 8)}${today.slice(8)}`;
  return day > last ? last : day;
}
