import { type DimensionNames, type DimensionNoun, nounAt } from "#src/router/dimension-words";
import type { QuestionWords, Stretch } from "#src/router/question-words";
import type { Lookup } from "./lookup.ts";
import type { Mention } from "./mention.ts";

const BETWEEN: ReadonlySet<string> = new Set(["named", "called", "is", "id", "number", "name"]);
const LIST_WORDS: ReadonlySet<string> = new Set(["and", "or", "vs", "versus", "the"]);
const NOT_IN_LISTS: ReadonlySet<string> = new Set([
  "which",
  "what",
  "how",
  "by",
  "per",
  "in",
  "for",
]);
const LONGEST_NOUN = 3;
const LONGEST_LIST = 8;

/** The dimensions that the words around a name say it is of: "data team", "account data-prod". */
export function qualifiersOf(
  words: QuestionWords,
  stretch: Stretch,
  dimensions: DimensionNames,
): string[] {
  const after = dimensionAfter(words, stretch.to, dimensions);
  const before = dimensionBefore(words, stretch.from, dimensions);
  const said = [after, before].filter((dimension) => dimension !== null);
  return isProject(words, stretch) ? [...said, "SubAccountId"] : said;
}

/** An application or, as Google and others have it, an account. */
function isProject({ list }: QuestionWords, { from, to }: Stretch): boolean {
  return [list[from - 1], list[to]].some((word) => /^projects?$/.test(word?.text ?? ""));
}

/** The dimension named right before or after some words, whether it has been read already or not. */
export function dimensionBeside(
  words: QuestionWords,
  { from, to }: Stretch,
  dimensions: DimensionNames,
): string | null {
  const after = words.list[to]?.gap === "space" ? nounAt(words, to, dimensions) : null;
  const before = [1, 2, 3]
    .map((length) => nounAt(words, from - length, dimensions))
    .find((noun) => noun?.to === from);
  return after?.dimension ?? before?.dimension ?? null;
}

function dimensionAfter(words: QuestionWords, to: number, names: DimensionNames): string | null {
  const next = nounAt(words, to, names);
  if (next !== null && words.isFree(to) && words.list[to]?.gap === "space") return next.dimension;
  return isListed(words, to) ? dimensionAtListEnd(words, to, names) : null;
}

/** "data and search teams": the noun at the end goes for all of them. */
function dimensionAtListEnd(words: QuestionWords, to: number, names: DimensionNames) {
  for (let index = to; index < Math.min(to + LONGEST_LIST, words.list.length); index++) {
    const isRead = !words.isFree(index) && !isAgainst(words, index);
    if (isRead || NOT_IN_LISTS.has(words.textAt(index))) return null;
    const noun = nounAt(words, index, names);
    if (noun !== null) return noun.isPlural || isAgainst(words, to) ? noun.dimension : null;
  }
  return null;
}

/** "Checkout vs catalog namespace". */
const AGAINST: ReadonlySet<string> = new Set(["vs", "versus"]);

function isAgainst(words: QuestionWords, index: number): boolean {
  return AGAINST.has(words.textAt(index));
}

/** "Every team except for data". */
const EXCEPTING = / (?:except(?: for)?|excluding|but|besides|other than|apart from|aside from)$/;

function textUpTo(words: QuestionWords, index: number): string {
  return [index - 2, index - 1, index].map((at) => ` ${words.textAt(at)}`).join("");
}

function dimensionBefore(words: QuestionWords, from: number, names: DimensionNames): string | null {
  if (words.list[from]?.gap === "stop") return null;
  let index = from - 1;
  while (index > 0 && BETWEEN.has(words.textAt(index))) index--;
  const exception = EXCEPTING.exec(textUpTo(words, index))?.[0].trim() ?? null;
  if (exception !== null) {
    const end = index + 1 - exception.split(" ").length;
    return dimensionBeside(words, { from: end, to: end }, names);
  }
  const noun = nounEndingAt(words, index, names);
  if (noun !== null) return noun.dimension;
  return LIST_WORDS.has(words.textAt(from - 1)) || isListed(words, from)
    ? dimensionAtListStart(words, from, names)
    : null;
}

/** "teams data and search": the noun before goes for all of them. */
function dimensionAtListStart(words: QuestionWords, from: number, names: DimensionNames) {
  for (let index = from - 1; index >= Math.max(0, from - LONGEST_LIST); index--) {
    if (NOT_IN_LISTS.has(words.textAt(index))) return null;
    const noun = nounEndingAt(words, index, names);
    if (noun !== null) return noun.isPlural || isAgainst(words, from - 1) ? noun.dimension : null;
  }
  return null;
}

function nounEndingAt(words: QuestionWords, index: number, names: DimensionNames) {
  for (let length = LONGEST_NOUN; length > 0; length--) {
    const start = index + 1 - length;
    if (start < 0 || !words.isFree(start)) continue;
    const noun = nounAt(words, start, names);
    if (noun?.to === index + 1) return noun;
  }
  return null;
}

function isListed(words: QuestionWords, index: number): boolean {
  const gap = words.list[index]?.gap;
  return LIST_WORDS.has(words.textAt(index)) || gap === "comma" || gap === "slash";
}

function isNameOf(noun: string, dimension: string): boolean {
  return noun === dimension || (noun === "ResourceId" && dimension === "ResourceName");
}

/**
 * Marks nouns that only say what kind of thing a name is. Where things are compared, the noun after
 * them says it too when it is another one: "production and staging accounts".
 */
export function explainQualifiers(
  { words, dimensions }: Lookup,
  mentions: readonly Mention[],
  isCompared: boolean,
): void {
  for (const { from, to, thing } of mentions) {
    const isNamed = ({ dimension, ...noun }: DimensionNoun) =>
      isNameOf(dimension, thing.dimension) ||
      (thing.dimension === "SubAccountId" && /^projects?$/.test(words.textAt(noun.from)));
    const before = nounEndingAt(words, from - 1, dimensions);
    if (before !== null && isNamed(before)) words.explain(before);
    const after = words.isFree(to) ? nounAt(words, to, dimensions) : null;
    if (after !== null && (isCompared || isNamed(after))) words.explain(after);
  }
}
