import { addDays, addMonths, type Day, mondayOf } from "#src/focus/day";

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const UNTIL = /(?<![\w-])(?:until|till|thru|through|up to)\s+(?:the\s+)?(?<words>[^,.:;!?]+)/i;
const FOR =
  /(?<![\w-])for\s+(?:the\s+next\s+)?(?<count>\d{1,3}|an?|one|two|three)\s+(?<unit>days?|weeks?|months?|years?)/i;
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3 };

/** A question without its words for how long something holds. */
export interface UntilReading {
  readonly rest: string;
  /** The first day on which it holds no more; null where the words don't say one. */
  readonly day: Day | null;
  /** Words that should say a day, but don't. */
  readonly unread: string | null;
}

/** Reads "until January", "for two weeks": days to come, unlike those of costs. */
export function readUntil(question: string, today: Day): UntilReading {
  const until = UNTIL.exec(question);
  if (until !== null) {
    const words = (until.groups?.["words"] ?? "").trim();
    const day = dayFrom(words.toLowerCase(), today);
    return { rest: without(question, until), day, unread: day === null ? words : null };
  }
  const length = FOR.exec(question);
  if (length === null) return { rest: question, day: null, unread: null };
  const { count = "", unit = "" } = length.groups ?? {};
  const number = COUNTS[count.toLowerCase()] ?? Number(count);
  return { rest: without(question, length), day: after(number, unit, today), unread: null };
}

function without(question: string, match: RegExpExecArray): string {
  return `${question.slice(0, match.index)} ${question.slice(match.index + match[0].length)}`;
}

function after(count: number, unit: string, today: Day): Day {
  if (/^day/i.test(unit)) return addDays(today, count);
  if (/^week/i.test(unit)) return addDays(today, 7 * count);
  const months = /^month/i.test(unit) ? count : 12 * count;
  return sameDayOf(addMonths(today, months), today);
}

/** The day of the month that `like` is, or the month's last one. */
function sameDayOf(month: Day, like: Day): Day {
  const day = addDays(month, Number(like.slice(8)) - 1);
  return day.slice(0, 7) === month.slice(0, 7) ? day : addDays(addMonths(month, 1), -1);
}

/** The day that words say, after today. */
function dayFrom(words: string, today: Day): Day | null {
  if (/^\d{4}-\d\d-\d\d$/.test(words)) return isDay(words) ? words : null;
  if (words === "tomorrow") return addDays(today, 1);
  const end = /^(?:(?:the )?end of )?(?<which>the|this|next)? ?(?<unit>week|month|quarter|year)$/;
  const unit = end.exec(words);
  if (unit !== null) return unitFrom(words, unit.groups?.["unit"] ?? "", today);
  return dateFrom(words, today);
}

/** "Next month" is when it begins, "the end of the month" when it is over: the same day. */
function unitFrom(words: string, unit: string, today: Day): Day {
  const isAfterNext = words.includes("end of") && words.includes("next");
  const count = isAfterNext ? 2 : 1;
  const month = Number(today.slice(5, 7));
  switch (unit) {
    case "week":
      return addDays(mondayOf(today), 7 * count);
    case "month":
      return addMonths(today, count);
    case "quarter":
      return addMonths(today, 3 * count - ((month - 1) % 3));
    default:
      return addMonths(today, 12 * count - (month - 1));
  }
}

/** "January", "15 January", "Jan 15th, 2027", "the end of January": the next one there is. */
function dateFrom(words: string, today: Day): Day | null {
  const month = MONTHS.findIndex((name) =>
    words.split(/[^a-z]+/).some((word) => word.length >= 3 && name.startsWith(word)),
  );
  const rest = words.replace(/[a-z]+/g, (word) =>
    /^(?:st|nd|rd|th)$/.test(word) || MONTHS.some((name) => name.startsWith(word)) ? " " : word,
  );
  const isEnd = /^(?:the )?end of /.test(rest.trimStart());
  const numbers = rest.replace(/^\s*(?:the )?end of /, "").trim();
  const parts = /^(?<day>\d{1,2})?\s*(?<year>\d{4})?$/.exec(numbers);
  if (month < 0 || parts === null) return null;
  const { day, year } = parts.groups ?? {};
  const inYear = (of: number) => {
    const first = `${of}-${String(month + 1).padStart(2, "0")}-01`;
    if (isEnd) return addMonths(first, 1);
    return day === undefined
      ? first
      : sameDayOf(first, `${first.slice(0, 8)}${day.padStart(2, "0")}`);
  };
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return inYear(Number(year));
  return inYear(thisYear) > today ? inYear(thisYear) : inYear(thisYear + 1);
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
