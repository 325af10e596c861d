import { MONTHS } from "./vocabulary.ts";

/** What is known of a word while it is decided whether it names a month. */
export interface Spoken {
  /** As typed, without a possessive. */
  readonly typed: string;
  /** Its canonical form. */
  readonly text: string;
}

/** Spellings of a month that are ordinary words too. */
const DOUBTFUL: ReadonlySet<string> = new Set(["may", "mar"]);

const BEFORE_A_MONTH: ReadonlySet<string> = new Set([
  ...["in", "for", "since", "of", "vs", "during", "from", "to", "until", "till", "through", "thru"],
  ...["between", "last", "this", "previous", "by", "after", "before", "than", "against", "-"],
]);

const AFTER_A_VERB: ReadonlySet<string> = new Set([
  ...["i", "we", "you", "it", "he", "she", "they", "be", "have", "not", "also", "still", "well"],
]);

const AFTER_A_MONTH: ReadonlySet<string> = new Set(["vs", "-", "to", "through", "compared"]);

/**
 * Whether the word at `index` can name a month where its spelling is doubtful: "may" does next to a
 * preposition, a number or another month, or with a capital inside a sentence.
 */
export function canNameMonth(words: readonly Spoken[], index: number): boolean {
  const word = words[index];
  if (word === undefined || !DOUBTFUL.has(word.typed.toLowerCase())) return true;
  const before = words[index - 1]?.text ?? ".";
  const after = words[index + 1]?.text ?? ".";
  if (AFTER_A_VERB.has(after)) return false;
  if (words.length === 1 || BEFORE_A_MONTH.has(before) || AFTER_A_MONTH.has(after)) return true;
  if (isFigure(before) || isFigure(after)) return true;
  if (words[index + 2]?.text === "year" && (after === "last" || after === "this")) return true;
  if (before === "and" || before === ",") return isMonth(words[index - 2]?.text ?? "");
  return /^[A-Z][a-z]+$/.test(word.typed) && before !== ".";
}

function isFigure(word: string): boolean {
  return /^['\d]/.test(word);
}

function isMonth(word: string): boolean {
  return MONTHS.includes(word);
}
