import { nounAt } from "./dimension-words.ts";
import { isAskingWord } from "./entities/asking-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import { dimensionBeside } from "./entities/qualifiers.ts";
import { statedKind } from "./entities/stated-kind.ts";
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
  /^(?:costs?|costing|spend|spends|spending|spent|bills?|expenses?|usage|charges|expenditure|burn|burns|burned|burnt|burning|blew|blow|blown|damage|cost-?wise)$/;
const PAY_WORD = /^(?:pay|paid|paying|owe|owed|invoiced?|money|billed|price)$/;
/** Long enough for a word one typing error away to be no other word. */
const COST_WORDS = ["spend", "spent", "spending", "costs", "costing"];
const LOOKS_LIKE_A_NAME = /[\d_:@#=]|\p{L}[-.]\p{L}/u;

/** What no reader explained. */
export interface Leftovers {
  /** Words that look like the name of something. */
  readonly names: readonly Stretch[];
  /** Other words that aren't words of asking either. */
  readonly others: readonly Stretch[];
}

/** Finds the names among the words that are still free; neighbours are one name. */
export function readLeftovers(lookup: Lookup): Leftovers {
  const { words } = lookup;
  const names: Stretch[] = [];
  const others: Stretch[] = [];
  for (let from = 0; from < words.list.length; from++) {
    const noun = words.isFree(from) ? nounAt(words, from, lookup.dimensions) : null;
    const to = noun?.to ?? endOfName(lookup, from);
    if (noun === null && to > from)
      (looksLikeName(lookup, { from, to }) ? names : others).push({ from, to });
    from = Math.max(from, to - 1);
  }
  return { names, others };
}

/** Where the words that nothing explains end; the index itself where there is none. */
function endOfName(lookup: Lookup, from: number): number {
  const { words } = lookup;
  if (!isContent(lookup, from)) return from;
  let to = from + 1;
  while (words.list[to]?.gap === "space" && isNamePart(lookup, to)) to++;
  return to;
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

function isContent(lookup: Lookup, index: number): boolean {
  const { words } = lookup;
  if (!words.isFree(index)) return false;
  return (
    !isAskingWord(words.textAt(index)) || isNamedByKind(lookup, index) || isValue(lookup, index)
  );
}

/** "Corporate" is a word of asking, and a name where a tag's value is called so and a capital says so. */
function isValue({ words, isLateName }: Lookup, index: number): boolean {
  const word = words.list[index];
  if (word === undefined) return false;
  const isAlone = words.list.length === 1;
  const isFirst = index === 0 || word.gap === "stop";
  return (isAlone || isCapitalised(word.typed, isFirst)) && isLateName(word.squashed);
}

function isNamePart(lookup: Lookup, index: number): boolean {
  return isContent(lookup, index) && nounAt(lookup.words, index, lookup.dimensions) === null;
}

/** Words of asking that organisations call their parts by, too. */
const NAMES_TOO = new Set(
  `billing finance financial finops business product products infrastructure information insight insights
  analysis reporting report monitor pricing order orders people corporate traffic hosting stack fleet build export
  history review help focus services data filter share charge charges`.split(/\s+/),
);
const NUMBER = /^\d{2,}$/;

/** "The billing team", "cost centre 4100": beside the word for a kind of thing they are names. */
function isNamedByKind({ words, dimensions }: Lookup, index: number): boolean {
  const text = words.textAt(index);
  if (!NAMES_TOO.has(text) && !NUMBER.test(text)) return false;
  return statedKind(words, { from: index, to: index + 1 }, dimensions) !== null;
}

function looksLikeName(lookup: Lookup, { from, to }: Stretch): boolean {
  const { words, dimensions } = lookup;
  const parts = words.list.slice(from, to);
  if (parts.some(({ quoted, text }) => quoted || LOOKS_LIKE_A_NAME.test(text))) return true;
  if (words.list.length === 1 && isValue(lookup, from)) return true;
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
