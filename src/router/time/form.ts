import type { Clock } from "./clock.ts";
import type { Span } from "./span.ts";
import { MONTHS, NUMBERS, ORDINALS, WEEKDAYS } from "./vocabulary.ts";
import type { Word, Words } from "./words.ts";

/** What the named slots of a form were filled with. */
export type Slots = Readonly<Partial<Record<SlotName, string>>>;

type SlotName =
  | "count"
  | "unit"
  | "month"
  | "weekday"
  | "day"
  | "lastDay"
  | "week"
  | "lastWeek"
  | "year"
  | "sameYear"
  | "which"
  | "scope"
  | "ordinal"
  | "name";

/** One way to say a period. */
export interface Form {
  readonly pattern: RegExp;
  /** Whether it counts only as an end of a range or a side of a comparison. */
  readonly weak: boolean;
  read(slots: Slots, clock: Clock): Span | null;
}

/** Words `from` up to (not with) `to` of a question, read as a period. */
export interface Expression {
  readonly from: number;
  readonly to: number;
  readonly weak: boolean;
  readonly span: Span;
}

/** A number is a day or a week of its own only where no noun follows ("the 3rd account"). */
export const ENDS_HERE =
  "(?=$| (?:[,.-]|to|through|thru|until|till|and|by|for|in|on|per|vs|from|with)(?: |$))";

/** Words between the two ends of a range. */
export const THROUGH = "(?:-|to|through|thru|until|till)(?: the)?";

const SLOTS: Readonly<Record<string, string>> = {
  count: `(?<count>\\d{1,3}|${[...NUMBERS.keys()].join("|")})`,
  unit: "(?<unit>day|week|month|quarter|half|year)",
  month: `(?<month>${MONTHS.join("|")})`,
  anyMonth: `(?:${MONTHS.join("|")})`,
  weekday: `(?<weekday>${WEEKDAYS.join("|")})`,
  day: "(?<day>0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?",
  lastDay: "(?<lastDay>0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?",
  week: "(?<week>0?[1-9]|[1-4]\\d|5[0-3])",
  lastWeek: "(?<lastWeek>0?[1-9]|[1-4]\\d|5[0-3])",
  year: "(?<year>20\\d\\d|'\\d\\d)",
  ordinal: `(?<ordinal>${[...ORDINALS.keys()].join("|")}|last|final)`,
};

/** A pattern over canonical words, to be tried where a word begins; `{month}` and the like are slots. */
export function wordPattern(pattern: string): RegExp {
  const source = pattern.replace(/\{([a-zA-Z]+)\}/g, (whole, slot: string) => SLOTS[slot] ?? whole);
  return new RegExp(`(?:${source})(?= |$)`, "y");
}

/** A form that counts wherever it stands. */
export function form(pattern: string, read: Form["read"]): Form {
  return { pattern: wordPattern(pattern), weak: false, read };
}

/** A form that counts only beside another period. */
export function weakForm(pattern: string, read: Form["read"]): Form {
  return { ...form(pattern, read), weak: true };
}

/** A pattern's match at an offset of the canonical text; null where there is none. */
export function matchAt(pattern: RegExp, words: Words, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(words.text);
}

/** What the slots of a match were filled with. */
export function slotsOf(match: RegExpExecArray | null): Slots {
  return (match?.groups ?? {}) as Slots;
}

/** The index of the first word from `index` on that begins at or after an offset of the text. */
export function wordAfter(words: Words, index: number, offset: number): number {
  let after = index;
  while (after < words.list.length && (words.list[after]?.offset ?? 0) < offset) after++;
  return after;
}

/** The longest form that can be read at a word; of two as long, the one listed first. */
export function readForms(
  forms: readonly Form[],
  words: Words,
  index: number,
  clock: Clock,
): Expression | null {
  const offset = words.list[index]?.offset ?? 0;
  let longest: Expression | null = null;
  let length = 0;
  for (const { pattern, weak, read } of forms) {
    const match = matchAt(pattern, words, offset);
    if (match === null || match[0].length <= length) continue;
    const span = read(slotsOf(match), clock);
    if (span === null) continue;
    length = match[0].length;
    const to = wordAfter(words, index, offset + length);
    longest = { from: index, to, weak: weak && !isPossessive(words.list[to - 1]), span };
  }
  return longest;
}

/** "Monday's spend": a possessive leaves no doubt. */
function isPossessive(word: Word | undefined): boolean {
  return word !== undefined && word.coreEnd < word.end;
}

/** The number that a count slot says; articles count one. */
export function countOf(count: string | undefined): number {
  return count === undefined ? 1 : (NUMBERS.get(count) ?? Number(count));
}
