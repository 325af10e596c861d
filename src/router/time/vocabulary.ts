/** The months in calendar order, as canonical words. */
export const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** The weekdays from Monday, as canonical words. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** Number words of a count; an article counts one ("a week ago"). */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...["one", "two", "three", "four", "five", "six"].map((word, index) => [word, index + 1] as const),
  ...["seven", "eight", "nine", "ten", "eleven", "twelve"].map((word, i) => [word, i + 7] as const),
  ["thirty", 30],
  ["sixty", 60],
  ["ninety", 90],
  ["a", 1],
  ["an", 1],
  ["couple of", 2],
  ["few", 3],
]);

/** Ordinals that pick a part of a period. */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...["first", "second", "third", "fourth"].map((word, index) => [word, index + 1] as const),
  ...["1st", "2nd", "3rd", "4th"].map((word, index) => [word, index + 1] as const),
]);

/** Other spellings of a canonical word, plurals included. */
const SPELLINGS: Readonly<Record<string, string>> = {
  january: "jan",
  february: "feb",
  march: "mar",
  april: "apr",
  june: "jun",
  july: "jul",
  august: "aug",
  september: "sep sept",
  october: "oct",
  november: "nov",
  december: "dec",
  monday: "mon",
  tuesday: "tue tues",
  wednesday: "wed weds",
  thursday: "thu thur thurs",
  friday: "fri",
  saturday: "sat",
  sunday: "sun",
  hour: "hours hr hrs",
  day: "days",
  week: "weeks wk wks",
  fortnight: "fortnights",
  month: "months mth mths mnth mnths mo mos",
  quarter: "quarters qtr qtrs",
  half: "halves",
  year: "years yr yrs",
  yesterday: "yday",
  last: "lst lsat",
  previous: "prev",
  christmas: "xmas",
  vs: "versus",
  fy: "",
  yearly: "annual annually",
  invoice: "invoices",
};

/** Canonical words that have one spelling only. */
const PLAIN = [
  ...["today", "now", "present", "date", "time", "ever", "all", "so", "far", "ago"],
  ...["past", "prior", "preceding", "trailing", "rolling", "recent", "this", "current", "next"],
  ...["complete", "full", "whole", "calendar", "fiscal", "financial", "billing", "period", "cycle"],
  ...["first", "second", "third", "fourth", "start", "beginning", "commencing", "starting"],
  ...["ending", "end", "since", "from", "between", "after", "before", "until", "till", "through"],
  ...["thru", "to", "and", "on", "of", "in", "by", "over", "every", "upcoming", "same", "earlier"],
  ...["mtd", "qtd", "ytd", "wtd", "fytd", "yoy", "mom", "qoq", "wow", "dod"],
  ...["black", "cyber", "thanksgiving", "eve", "daily", "hourly", "weekly", "monthly"],
  ...["quarterly", "compared", "compare", "couple", "per", "each", "than"],
  ...["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"],
  ...["weekend", "weekends"],
];

/** Shorter words have too many neighbours to be mended. */
const MENDED_LENGTH = 5;

/** The words that a small typo still names; connecting words are too close to ordinary ones. */
const MENDABLE = [
  ...[...MONTHS, ...WEEKDAYS, "today", "yesterday", "weekend", "christmas", "fortnight", "fiscal"],
  ...["hours", "weeks", "month", "months", "quarter", "quarters", "years", "previous", "current"],
  ...["hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "annual", "annually"],
  ...["since", "between"],
].filter((word) => word.length >= MENDED_LENGTH);

/** Ordinary words one edit away from a mendable one: they mean themselves. */
const ORDINARY: ReadonlySet<string> = new Set([
  ...["match", "marsh", "merch", "maths", "myths", "moths", "mouth", "mouths", "monad", "yearn"],
  ...["dairy", "daisy", "dally", "weakly", "hurly", "annul", "anneal", "sundry", "sundae"],
  ...["quartet", "quartets", "precious", "currant", "weeds", "singe"],
]);

const CANONICAL = canonicalWords();
const MENDED = mendedWordsByFirstLetter();

/** The canonical form of a lower-case word, small typos mended; null for a word that isn't about time. */
export function canonicalWord(word: string): string | null {
  const known = CANONICAL.get(word);
  if (known !== undefined) return known;
  if (word.length < MENDED_LENGTH || ORDINARY.has(word)) return null;
  const near = MENDED.get(word.slice(0, 1))?.find((candidate) => oneEditApart(word, candidate));
  return near === undefined ? null : (CANONICAL.get(near) ?? null);
}


/** Whether one inserted, dropped, changed or swapped letter makes two different words equal. */
function oneEditApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  const leftCore = left.slice(head, left.length - tail);
  const rightCore = right.slice(head, right.length - tail);
  if (leftCore.length <= 1 && rightCore.length <= 1) return true;
  return leftCore.length === 2 && leftCore === `${rightCore[1]}${rightCore[0]}`;
}

function canonicalWords(): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const word of [...MONTHS, ...WEEKDAYS, ...NUMBERS.keys(), ...PLAIN]) words.set(word, word);
  for (const [word, spellings] of Object.entries(SPELLINGS)) {
    for (const spelling of [word, ...spellings.split(" ")]) words.set(spelling, word);
  }
  return words;
}

function mendedWordsByFirstLetter(): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(MENDABLE, (word) => word.slice(0, 1));
}
