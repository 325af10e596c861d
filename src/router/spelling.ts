import { dimensionNouns } from "./dimension-words.ts";
import { isAskingWord } from "./entities/asking-words.ts";
import { typingErrors } from "./entities/typing-errors.ts";
import { fold, singular } from "./fold.ts";
import type { Names } from "./names.ts";

/** How people write in a hurry. */
const SHORTHAND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ teh: "the", hte: "the", ths: "this", wat: "what", wht: "what", whats: "what is" },
    ...{ adn: "and", nad: "and", ofr: "for", wiht: "with", taht: "that" },
    ...{ accnt: "account", accnts: "accounts", acct: "account", accts: "accounts" },
    ...{ svc: "service", svcs: "services", pls: "please", plz: "please", thx: "thanks" },
  }),
);

/** Words that a question can't be read without. */
const PLAIN_WORDS: readonly string[] = [
  ..."cost costs costing spend spent spending what which much show total compare".split(" "),
  ..."expensive biggest highest lowest without excluding except between breakdown".split(" "),
  ..."team teams apps last this weekly weeks week monthly months month year daily quarterly".split(
    " ",
  ),
  ..."most compared versus".split(" "),
  ...dimensionNouns.filter((noun) => !/^clouds?$/.test(noun)),
];

/** Words alone: no part of an id, an address or a quotation. */
const WORD = /(?<![\p{L}\p{N}_\-./:@="“'’])\p{L}{3,}(?![\p{L}\p{N}_\-/:@="”'’]|\.\p{L})/gu;
const SHORTEST_MENDED = 5;
/** "How did costs develop?" names no environment. */
const DEVELOPED = /(?<=\b(?:how|did|do|does|has|have)\b.*?)\bdevelop(?:ed)?\b/i;

/** Signs beside an amount; alone they would pass for brackets. */
const OVER = /(?<![\w<>=-])>\s*(?=[$€£]?\s?\d)/g;
const UNDER = /(?<![\w<>=-])<\s*(?=[$€£]?\s?\d)/g;

/** A question with its everyday words spelled as they should be; what names something is left alone. */
export function mendSpelling(question: string, names: Names): string {
  return question
    .replace(DEVELOPED, "change")
    .replace(OVER, " over ")
    .replace(UNDER, " under ")
    .replace(
      WORD,
      (typed, at) => (at > 0 && isCapitalised(typed) ? null : mended(fold(typed), names)) ?? typed,
    );
}

/** Within a sentence capitals begin names. */
function isCapitalised(typed: string): boolean {
  return typed !== typed.toLowerCase();
}

function mended(word: string, { index, tags }: Names): string | null {
  const isPlain = isAskingWord(word) || PLAIN_WORDS.includes(word);
  const isKnown = isPlain || index.named(word).length > 0;
  if (isKnown || tags.dimensionOf(word) !== null) return null;
  const written = SHORTHAND.get(word);
  if (written !== undefined) return written;
  const near = PLAIN_WORDS.find((plain) => isMistyped(word, plain));
  if (near === undefined || index.holding([word]).length > 0) return null;
  const held = index.mistypedWord(word);
  return held === null || held === singular(near) ? near : null;
}

/**
 * One typing error, the first letter apart. In a short word that would be many a name ("cast", "coat"): only two
 * letters swapped, one doubled, or the vowel left out ("cots", "coost", "cst").
 */
function isMistyped(word: string, plain: string): boolean {
  if (word === plain || word[0] !== plain[0] || typingErrors(word, plain) !== 1) return false;
  const isSwap = [...word].sort().join("") === [...plain].sort().join("");
  const isDoubled = word.length > plain.length && /(.)\1/.test(word);
  return isSwap || isDoubled || plain.length >= SHORTEST_MENDED || !/[aeiouy]/.test(word);
}
