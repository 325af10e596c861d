import { oneEditApart, oneSlipApart } from "./one-edit.ts";
import { isOrdinary, MONTHS, NUMBERS, WEEKDAYS } from "./vocabulary.ts";

/** What is known of a word while the typos of small words are mended. */
export interface Typed {
  /** As typed, without a possessive. */
  readonly typed: string;
  /** The canonical form if `timely`, else in lower case. */
  readonly text: string;
  readonly timely: boolean;
}

const SHORTEST = 3;
const POINTERS = ["this", "last", "past", "next"];
const BEFORE_A_UNIT: ReadonlySet<string> = new Set([...POINTERS, "previous", "prior", "current"]);
const UNITS = ["day", "week", "month", "quarter", "half", "year"];
const POINTED_AT: ReadonlySet<string> = new Set([
  ...[...UNITS, ...MONTHS, ...WEEKDAYS, "fortnight", "weekend"],
]);
/** A typo of the shortest unit may be any word. */
const MENDED_UNITS = UNITS.filter((unit) => unit.length > SHORTEST);

/**
 * The canonical form of a word whose neighbour shows that it is a mistyped time word: "ths month", "last wekk",
 * "laast 7 days"; null for any other.
 */
export function mendBeside(words: readonly Typed[], index: number): string | null {
  const word = words[index];
  if (word === undefined || word.timely || word.text.length < SHORTEST || isOrdinary(word.text))
    return null;
  if (pointsAtUnit(words, index)) {
    const pointer = POINTERS.find((candidate) => resembles(word.text, candidate, oneSlipApart));
    if (pointer !== undefined) return pointer;
  }
  // A capital inside a question makes a name: "this Monte Carlo run".
  if (/^\p{Lu}\p{Ll}/u.test(word.typed) || !isPointedAt(words, index)) return null;
  return MENDED_UNITS.find((unit) => resembles(word.text, unit, oneEditApart)) ?? null;
}

function resembles(word: string, candidate: string, apart: typeof oneEditApart): boolean {
  return word[0] === candidate[0] && apart(word, candidate);
}

/** "month", "7 days" and the like come next. */
function pointsAtUnit(words: readonly Typed[], index: number): boolean {
  const next = words[index + 1];
  const unit = isCount(next) ? words[index + 2] : next;
  return unit?.timely === true && POINTED_AT.has(unit.text);
}

/** "last", "last 3" and the like come before. */
function isPointedAt(words: readonly Typed[], index: number): boolean {
  const before = words[index - 1];
  const pointer = isCount(before) ? words[index - 2] : before;
  return pointer?.timely === true && BEFORE_A_UNIT.has(pointer.text);
}

function isCount(word: Typed | undefined): boolean {
  return word?.timely === true && (/^\d{1,3}$/.test(word.text) || NUMBERS.has(word.text));
}
