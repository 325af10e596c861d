import { type PhraseTaker, said } from "#src/router/conversation/phrase-taker";
import { type Rhythm, WEEKDAYS, type Weekday } from "#src/schedule-book";
import { takeTimeZone } from "./time-zones.ts";

/** When something is to be sent, as far as words say it. */
export interface SendTimes {
  readonly rhythm: Rhythm | null;
  /** 08:30 */
  readonly time: string | null;
  readonly timeZone: string | null;
}

const CLOCK =
  /(?:\b(?<at>at|@|by|around)\s*)?(?<![\w#.:-])(?<hour>[01]?\d|2[0-3])(?:[:.h](?<minute>[0-5]\d))?\s?(?<half>a\.?m\.?|p\.?m\.?)?(?:\s?(?<oclock>o['’]?clock))?(?![\w:%-])/gi;
const NOON = said("(?:at )?(?<word>noon|midday|midnight)");
const MORNING = said("(?:in the |every )?mornings?");
const NAMES =
  "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const ON_WEEKDAY = said(`(?:(?:every|each|on|once a week on|weekly on)\\s+)(?<day>${NAMES})s?`);
const BARE_WEEKDAY = said(`(?<day>(?:${NAMES}))s`);
const WORKING = said(
  "(?:(?:every|each|on)\\s+)?(?:weekdays?|working days?|workdays?|business days?)",
);
const DAILY = said("(?:every|each) (?:day|morning)|daily|once a day");
const WEEKLY = said("(?:every|each) week|weekly|once a week");
const OF_MONTH = said(
  "(?:monthly |every month |each month )?on (?:the |day )?(?<number>\\d{1,2})(?:st|nd|rd|th)?(?: (?:day )?of (?:each|every|the) month)?",
);
const LAST_OF_MONTH = said(
  "(?:on )?the last day(?: of (?:each|every|the) month)?|(?:at )?(?:the )?end of (?:each|every) month",
);
const MONTHLY = said("(?:every|each) month|monthly|once a month");
const LATEST_DAY = 28;
const USUAL_DAY = 3;

/** Takes the words for when something is to be sent. */
export function takeSendTimes(phrases: PhraseTaker): SendTimes {
  const timeZone = takeTimeZone(phrases);
  const monthDay = takeMonthDay(phrases);
  const isMorning = phrases.rest.search(MORNING) >= 0;
  const rhythm = monthDay ?? takeRhythm(phrases);
  const time = takeClock(phrases) ?? (isMorning && phrases.takes(MORNING) ? "09:00" : null);
  return { rhythm, time, timeZone };
}

/** Months differ in length: the days that not all have are their last one. */
function takeMonthDay(phrases: PhraseTaker): Rhythm | null {
  if (phrases.takes(LAST_OF_MONTH)) return { every: "month", day: "last" };
  const number = Number(phrases.take(OF_MONTH)?.groups?.["number"] ?? 0);
  if (number < 1 || number > 31) return null;
  phrases.takes(MONTHLY);
  return { every: "month", day: number > LATEST_DAY ? "last" : number };
}

function takeRhythm(phrases: PhraseTaker): Rhythm | null {
  const day = (phrases.take(ON_WEEKDAY) ?? phrases.take(BARE_WEEKDAY))?.groups?.["day"];
  if (day !== undefined) return { every: "week", weekday: weekdayOf(day) };
  if (phrases.takes(WORKING)) return { every: "working day" };
  if (phrases.takes(DAILY)) return { every: "day" };
  if (phrases.takes(WEEKLY)) return { every: "week", weekday: "monday" };
  return phrases.takes(MONTHLY) ? { every: "month", day: USUAL_DAY } : null;
}

function weekdayOf(name: string): Weekday {
  const short = name.slice(0, 3).toLowerCase();
  return WEEKDAYS.find((weekday) => weekday.startsWith(short)) ?? "monday";
}

/** A bare number is a time only behind “at”: “at 8”, but “8:30”, “8am” anywhere. */
function takeClock(phrases: PhraseTaker): string | null {
  const word = phrases.take(NOON)?.groups?.["word"]?.toLowerCase();
  if (word !== undefined) return word === "midnight" ? "00:00" : "12:00";
  const isMeant = ({ groups = {} }: RegExpExecArray) =>
    [groups["at"], groups["minute"], groups["half"], groups["oclock"]].some(
      (part) => part !== undefined,
    );
  const groups = phrases.take(CLOCK, isMeant)?.groups;
  if (groups === undefined) return null;
  const { hour = "0", minute = "00", half } = groups;
  return `${String(hourOf(Number(hour), half)).padStart(2, "0")}:${minute}`;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
}
