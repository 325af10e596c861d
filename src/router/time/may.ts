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

const FIGURE = "['\\d]\\S*";
const BEFORE_A_MONTH = new RegExp(
  "(?:^| )(?:in|for|since|of|during|from|to|until|till|through|thru|between|by|after|before|" +
    `last|this|previous|vs|than|against|-|${FIGURE}|(?:${MONTHS.join("|")}) (?:and|,)) $`,
);
const AFTER_A_MONTH = new RegExp(
  `^ (?:vs|-|to|through|compared|${FIGURE}|(?:last|this) year)(?: |$)`,
);
const AFTER_A_VERB = /^ (?:i|we|you|it|he|she|they|be|have|not|also|still|well)(?: |$)/;
const STARTS_A_SENTENCE = /(?:^|\. )$/;

/**
 * Whether the word at `index` can name a month where its spelling is doubtful: "may" does next to a
 * preposition, a number or another month, or with a capital inside a sentence.
 */
export function canNameMonth(words: readonly Spoken[], index: number): boolean {
  const word = words[index];
  if (word === undefined || !DOUBTFUL.has(word.typed.toLowerCase())) return true;
  const before = words.slice(Math.max(0, index - 2), index).map(({ text }) => `${text} `);
  const after = words.slice(index + 1, index + 3).map(({ text }) => ` ${text}`);
  const [leading, following] = [before.join(""), after.join("")];
  if (AFTER_A_VERB.test(following)) return false;
  if (BEFORE_A_MONTH.test(leading) || AFTER_A_MONTH.test(following)) return true;
  const capital = /^[A-Z][a-z]+$/.test(word.typed) && !STARTS_A_SENTENCE.test(leading);
  return capital || words.length === 1;
}
