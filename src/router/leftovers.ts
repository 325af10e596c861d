import { isAskingWord } from "./entities/asking-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import { dimensionBeside } from "./entities/qualifiers.ts";
import { typingErrors } from "./entities/typing-errors.ts";
import type { QuestionWords, Stretch } from "./question-words.ts";
import { isResourceKind } from "./resource-kinds.ts";

const BEFORE_NAMES: ReadonlySet<string> = new Set(
  "on for of in from to with at under by and or vs versus except excluding without not using named called tag tagged label key".split(
    " ",
  ),
);
const ARTICLES: ReadonlySet<string> = new Set("the a an our my all any".split(" "));
const COST_WORD =
  /^(?:costs?|costing|spend|spends|spending|spent|bills?|expenses?|usage|charges|expenditure|burn|burns|burned|burnt|burning|blew|blow|blown|damage)$/;
const PAY_WORD = /^(?:pay|paid|paying|owe|owed|invoiced?|money|billed|price)$/;
/** Long enough for a word one typing error away to be no other word. */
const COST_WORDS = ["spend", "spent", "spending", "costs", "costing"];
const LOOKS_LIKE_A_NAME = /[\d_:@#=]|\p{L}[-.]\p{L}/u;

/** What no reader explained. */
export interface Leftovers {
  /** Words that look like the name of something. */
  readonly names: readonly Stretch[];
  /** Other words that aren't words of asking either. */
  readonly hasOthers: boolean;
}

/** Finds the names among the words that are still free; neighbours are one name. */
export function readLeftovers(lookup: Lookup): Leftovers {
  const { words } = lookup;
  const names: Stretch[] = [];
  let hasOthers = false;
  for (let from = 0; from < words.list.length; from++) {
    if (!isContent(words, from)) continue;
    let to = from + 1;
    while (isContent(words, to) && words.list[to]?.gap === "space") to++;
    if (looksLikeName(lookup, { from, to })) names.push({ from, to });
    else hasOthers = true;
    from = to - 1;
  }
  return { names, hasOthers };
}

/** Whether a question speaks of cost at all, typing errors forgiven. */
export function speaksOfCost({ list }: QuestionWords): boolean {
  return list.some(
    ({ text }) => COST_WORD.test(text) || PAY_WORD.test(text) || isMistypedCost(text),
  );
}

function isMistypedCost(text: string): boolean {
  return COST_WORDS.some((word) => word[0] === text[0] && typingErrors(word, text) === 1);
}

function isContent(words: QuestionWords, index: number): boolean {
  return words.isFree(index) && !isAskingWord(words.textAt(index));
}

function looksLikeName(lookup: Lookup, { from, to }: Stretch): boolean {
  const { words, dimensions } = lookup;
  const parts = words.list.slice(from, to);
  if (parts.some(({ quoted, text }) => quoted || LOOKS_LIKE_A_NAME.test(text))) return true;
  if (parts.some(({ typed, gap }, at) => isCapitalised(typed, from + at === 0 || gap === "stop")))
    return true;
  let before = from - 1;
  while (ARTICLES.has(words.textAt(before))) before--;
  if (isResourceKind(words.textAt(to)) || isResourceKind(words.textAt(from - 1))) return true;
  if (BEFORE_NAMES.has(words.textAt(before)) || COST_WORD.test(words.textAt(to))) return true;
  return dimensionBeside(words, { from, to }, dimensions) !== null;
}

/** A capital says nothing at the start of a sentence, unless the whole word has them. */
function isCapitalised(typed: string, isFirst: boolean): boolean {
  const capitals = typed.match(/\p{Lu}/gu)?.length ?? 0;
  return isFirst ? capitals > 1 : capitals > 0;
}
