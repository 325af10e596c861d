/** A day, month, quarter or year as a text names it; what isn't said is absent. */
export interface MentionedDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly quarter?: number;
}

const MONTHS = [
  ...["january", "february", "march", "april", "may", "june", "july", "august"],
  ...["september", "october", "november", "december"],
];
/** With a capital: "may" and "march" are words of their own. */
const MONTH = `(?<month>(?:${MONTHS.map((name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}(?:${name.slice(3)})?`).join("|")}|Sept)(?![a-z]))\\.?`;
const DAY =
  "(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:(?:\\s?[–-]\\s?|\\s+(?:to|and|through)\\s+)(?<lastDay>\\d{1,2})(?:st|nd|rd|th)?)?(?!\\d)";
const YEAR = "(?:,?\\s+(?<year>(?:19|20)\\d\\d)(?![\\d.,]*\\d))";

/** Longer forms first. */
const FORMS: readonly RegExp[] = [
  /(?<![\d-])(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d))?(?![\d-])(?:T[\d:.]+Z?)?/g,
  new RegExp(`(?<![\\d.,$€£¥])${DAY}\\s+(?:of\\s+)?${MONTH}${YEAR}?`, "g"),
  new RegExp(`${MONTH}\\s+${DAY}(?![.,]\\d|\\s?%)${YEAR}?`, "g"),
  new RegExp(`${MONTH}${YEAR}?`, "g"),
  new RegExp(`\\bQ(?<quarter>[1-4])(?![\\w-])${YEAR}?`, "g"),
  /(?<![\w.,$€£¥−-])(?<year>(?:19|20)\d\d)(?![\w%]|[.,]\d|\s?%)/g,
];

/** The dates that a text names, and the text without them. */
export function mentionedDates(text: string): {
  readonly dates: readonly MentionedDate[];
  readonly rest: string;
} {
  const dates: MentionedDate[] = [];
  let rest = text;
  for (const form of FORMS) {
    rest = rest.replace(form, (...match) => {
      dates.push(...datesOf(match.at(-1) as Readonly<Record<string, string | undefined>>));
      return " ";
    });
  }
  return { dates, rest };
}

/** Whether one of the stated dates says all that this one does. */
export function isStatedDate(date: MentionedDate, stated: readonly MentionedDate[]): boolean {
  return stated.some((other) =>
    Object.entries(date).every(([part, value]) => other[part as keyof MentionedDate] === value),
  );
}

function datesOf({
  year,
  month,
  day,
  lastDay,
  quarter,
}: Readonly<Record<string, string | undefined>>): MentionedDate[] {
  const whole = {
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: monthNumber(month) }),
    ...(quarter === undefined ? {} : { quarter: Number(quarter) }),
  };
  const days = [day, lastDay].filter((number) => number !== undefined);
  return days.length === 0 ? [whole] : days.map((number) => ({ ...whole, day: Number(number) }));
}

function monthNumber(month: string): number {
  if (/^\d/.test(month)) return Number(month);
  return MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) + 1;
}
