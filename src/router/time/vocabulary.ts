import { oneEditApart } from "./one-edit.ts";

/** The months in calendar order, as canonical words. */
export const MONTHS = list(
  "january february march april may june july august september october november december",
);

/** The weekdays from Monday, as canonical words. */
export const WEEKDAYS = list("monday tuesday wednesday thursday friday saturday sunday");

/** Number words of a count; an article counts one ("a week ago"). */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...list("one two three four five six seven eight nine ten eleven twelve").map(numbered),
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
  ...list("first second third fourth").map(numbered),
  ...list("1st 2nd 3rd 4th").map(numbered),
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
  yearly: "annual annually",
  invoice: "invoices",
};

/** Canonical words that have one spelling only. */
const PLAIN = list(`
  today now present date time ever all so far ago couple few
  last past prior preceding trailing rolling recent latest this current running ongoing same
  next upcoming every fy each per final earlier before after since until till
  from between up to through thru and on of in by over than compare compared
  first second third fourth start beginning commencing starting ending end
  complete full whole calendar fiscal financial billing period cycle
  mtd qtd ytd wtd fytd yoy mom qoq wow dod hourly daily weekly monthly quarterly
  weekend weekends mondays tuesdays wednesdays thursdays fridays saturdays sundays
  mid early late black cyber good new boxing easter halloween thanksgiving eve wise iso kw cw
`);

/** Shorter words have too many neighbours to be mended. */
const MENDED_LENGTH = 5;

/** The words that a small typo still names; connecting words are too close to ordinary ones. */
const MENDABLE = [
  ...[...MONTHS, ...WEEKDAYS].filter((word) => word.length >= MENDED_LENGTH),
  ...list(`
    today yesterday hours weeks month months quarter quarters years weekend fortnight christmas
    thanksgiving halloween
    previous current fiscal since between
    hourly daily weekly monthly quarterly yearly annual annually
  `),
];

/** Ordinary words one edit away from a time word: they mean themselves. */
const ORDINARY: ReadonlySet<string> = new Set(
  list(`
    match marsh merch maths myths moths mouth mouths monad yearn weeds dairy daisy dally weakly
    hurly annul anneal sundry sundae quartet quartets precious currant singe
    monte weed weak yeah hall halt least paste
  `),
);

/** Whether a word is an ordinary one, however near it is to a time word. */
export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word);
}

const CANONICAL = canonicalWords();
const MENDED = Map.groupBy(MENDABLE, (word) => word.slice(0, 1));

/** The canonical form of a lower-case word, small typos mended; null for a word that isn't about time. */
export function canonicalWord(word: string): string | null {
  const known = CANONICAL.get(word);
  if (known !== undefined) return known;
  if (word.length < MENDED_LENGTH || isOrdinary(word)) return null;
  const near = MENDED.get(word.slice(0, 1))?.find((candidate) => oneEditApart(word, candidate));
  return near === undefined ? null : (CANONICAL.get(near) ?? null);
}

function canonicalWords(): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const word of [...MONTHS, ...WEEKDAYS, ...NUMBERS.keys(), ...PLAIN]) words.set(word, word);
  for (const [word, spellings] of Object.entries(SPELLINGS)) {
    for (const spelling of [word, ...list(spellings)]) words.set(spelling, word);
  }
  return words;
}

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

function numbered(word: string, index: number): readonly [string, number] {
  return [word, index + 1];
}
