import { dateInFigures } from "./date-text.ts";
import { MONTHS, WEEKDAYS } from "./vocabulary.ts";

const UNIT_LETTERS: Readonly<Record<string, string>> = {
  h: "hour",
  hr: "hour",
  hrs: "hour",
  d: "day",
  w: "week",
  wk: "week",
  m: "month",
  mo: "month",
  q: "quarter",
  y: "year",
  yr: "year",
};

/** Words with figures in them; each says how it is spelled out. */
const SHAPES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^(\d+)$/, (number) => number],
  [/^(\d{1,2}(?:st|nd|rd|th))$/, (ordinal) => ordinal],
  [/^(['’]\d\d)$/, (year) => `'${year.slice(1)}`],
  [/^([qh][1-4])$/, (part) => part],
  [/^[kc]w(\d{1,2})$/, (week) => `week ${week}`],
  [/^(w\d\d)$/, (week) => week],
  [/^(20\d\d)-?w(\d\d)$/, (year, week) => `week ${week} ${year}`],
  [/^fy['’]?(\d\d|\d{4})$/, (year) => `fy ${fullYear(year)}`],
  [/^cy['’]?(\d\d|\d{4})$/, (year) => `calendar year ${fullYear(year)}`],
  [/^(20\d\d)([qh][1-4])$/, (year, part) => `${part} ${year}`],
  [/^([qh][1-4])(20\d\d)$/, (part, year) => `${part} ${year}`],
  [/^([qh][1-4])['’](\d\d)$/, (part, year) => `${part} ${fullYear(year)}`],
  [/^fy(\d\d|\d{4})([qh][1-4])$/, (year, part) => `${part} fy ${fullYear(year)}`],
  [/^([qh][1-4])fy(\d\d|\d{4})$/, (part, year) => `${part} fy ${fullYear(year)}`],
  [/^(\d{1,3})(hrs?|h|d|wk?|mo?|q|yr?)$/, (count, unit) => `${count} ${UNIT_LETTERS[unit] ?? ""}`],
];

/** The canonical form of a lower-case word made of figures ("q3", "8th", "30d", "fy26"), else null. */
export function figureWord(word: string): string | null {
  if (!/\d/.test(word)) return null;
  for (const [shape, spell] of SHAPES) {
    const match = shape.exec(word);
    if (match !== null) return spell(...match.slice(1));
  }
  return dateInFigures(word.replace(/t\d\d:?\d\d.*$/, ""));
}

/** Whether a canonical word can stand at an end of "A-B": a date, a month, a quarter, a number. */
export function endsRange(word: string): boolean {
  return /^['\d]|^[qh]\d/.test(word) || RANGE_NAMES.has(word);
}

/** A year of two or four figures in full. */
export function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

const RANGE_NAMES: ReadonlySet<string> = new Set([...MONTHS, ...WEEKDAYS]);
