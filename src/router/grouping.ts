import { type DimensionNoun, mistypedDimension, nounAt } from "./dimension-words.ts";
import type { Lookup } from "./entities/lookup.ts";
import { phrase, type QuestionWords, type Stretch } from "./question-words.ts";
import { isResourceKind } from "./resource-kinds.ts";
import type { Tags } from "./tags.ts";

/** What a table is to be broken down by. */
export interface Grouping {
  readonly groupBy: readonly string[];
  /** Words after "by" that name no dimension so far; they may still name a thing. */
  readonly unread: readonly Stretch[];
}

const MARKER = phrase(
  "(?:(?:grouped?|split|broken down|break down|breakdown|split out|broken out|itemi[sz]ed|aggregated?|separated?|and|then) )*(?:by|per)|for (?:each|every)|each|every|across(?! all)|among|between|(?:breakdown|split|distribution) (?:of|into)",
);
/** Asks where the money goes: to services, without more. */
const DRIVERS = phrase(
  "what (?:are|do|did|were|have) (?:we|i|you|they) (?:been )?(?:spend|spending|spent)(?: (?:our |the )?(?:money|most))? (?:on|for)$|what (?:are|do|did|were|have) (?:we|i|you|they)(?= (?:been )?pay(?:ing)? (?:[^ ]+ ){0,3}for$)|where (?:is|does|did|do|has) (?:[^ ]+ ){0,4}(?:go|going|gone)$|what(?:s| is| are)? (?:driving|drives|drive)",
);
/** Who spends is a team, where there are teams. */
const WHO = phrase(
  "spenders?|who(?= (?:(?:is|are|has|have|was|were|did|do|does) )?(?:been )?(?:spen[dt]|spends|spending|costs?|costing|burn(?:s|ed|t|ing)?|us(?:es?|ed|ing)|pays?|paid|paying)(?: |$))",
);
const ACROSS_ALL = phrase("(?:across|for|over|in|on) all(?: of)?(?: our| my| the)?");
const ARTICLES: ReadonlySet<string> = new Set(
  "the our my each every individual different respective a an".split(" "),
);
const LIST_WORDS: ReadonlySet<string> = new Set(["and", "then", "by", "or", "per"]);
const TAG_WORDS: ReadonlySet<string> = new Set(["tag", "tags", "label", "labels", "key", "keys"]);
/** "by cost" orders, it doesn't group. */
const MEASURES: ReadonlySet<string> = new Set(
  "cost costs spend spending amount price total value usage default dollars dollar far percentage percent much way name names impact size how itself hand average avg mean".split(
    " ",
  ),
);

/** Reads "by team and environment", "per account", "for each service", "by tag:owner". */
export function readGrouping(lookup: Lookup): Grouping {
  const { words } = lookup;
  readAcrossAll(lookup);
  const groupBy: string[] = [];
  const unread: Stretch[] = [];
  for (const marker of words.find(MARKER)) {
    if (!words.isFree(marker.from)) continue;
    const targets = targetsAt(lookup, marker.to);
    const last = targets.at(-1);
    if (last !== undefined) {
      groupBy.push(...targets.map(({ dimension }) => dimension));
      words.explain({ from: marker.from, to: last.to });
    } else if (/(?:by|per)$/.test(marker.text)) {
      unread.push(...unreadAt(lookup, marker.to));
    }
  }
  for (const { from, to } of words.find(SPLIT)) {
    const nouns = nounsBefore(lookup, from);
    groupBy.push(...nouns.map(({ dimension }) => dimension));
    if (nouns.length > 0) words.explain({ from: Math.min(...nouns.map((noun) => noun.from)), to });
  }
  const asked = [...readDrivers(lookup), ...readSpenders(lookup)].slice(0, 1);
  return { groupBy: [...new Set(groupBy.length > 0 ? groupBy : asked)], unread };
}

function readDrivers({ words }: Lookup): string[] {
  return words.take(DRIVERS).length > 0 ? ["ServiceName"] : [];
}

function readSpenders({ words, dimensions }: Lookup): string[] {
  const team = dimensions("team");
  return team !== null && words.take(WHO).length > 0 ? [team] : [];
}

/** The nouns that end right before a word, listed with "and" or commas. */
function nounsBefore({ words, dimensions }: Lookup, index: number): DimensionNoun[] {
  const nouns: DimensionNoun[] = [];
  let end = index;
  for (;;) {
    const noun = LENGTHS.map((length) => nounAt(words, end - length, dimensions)).find(
      (found) => found?.to === end && words.isFree(found.from),
    );
    if (noun === null || noun === undefined) return nouns;
    nouns.unshift(noun);
    if (words.textAt(noun.from - 1) === "and") end = noun.from - 1;
    else if (words.list[noun.from]?.gap === "comma") end = noun.from;
    else return nouns;
  }
}

const LENGTHS = [3, 2, 1];

/** "across all workspaces" asks for the total. */
function readAcrossAll({ words, dimensions }: Lookup): void {
  for (const { from, to } of words.find(ACROSS_ALL)) {
    const noun = nounAt(words, to, dimensions);
    if (noun !== null) words.explain({ from, to: noun.to });
  }
}

interface Target {
  readonly dimension: string;
  readonly to: number;
}

function targetsAt(lookup: Lookup, index: number): Target[] {
  const { words } = lookup;
  const targets: Target[] = [];
  let at = index;
  for (;;) {
    const from = words.skip(at, ARTICLES);
    const target = targetAt(lookup, from);
    if (target === null || (at > index && beginsName(lookup, from, target))) return targets;
    targets.push(target);
    const gap = words.list[target.to]?.gap;
    const next = words.skip(target.to, LIST_WORDS);
    if (next === target.to && gap !== "comma" && gap !== "slash") return targets;
    at = next;
  }
}

/** "By region, Cloud Run": the cloud of that list is no dimension. */
function beginsName({ words, index }: Lookup, from: number, { to }: Target): boolean {
  const squashed = words.list.slice(from, to + 1).map((word) => word.squashed);
  return words.list[to]?.gap === "space" && index.named(squashed.join("")).length > 0;
}

function targetAt(lookup: Lookup, index: number): Target | null {
  const { words, tags, dimensions } = lookup;
  if (!words.isFree(index)) return null;
  const typed = words.list[index]?.typed ?? "";
  if (/^tag:./i.test(typed)) return tagTarget(tags, typed.slice(4), index + 1);
  const start = words.skip(index, TAG_WORDS);
  const noun = nounAt(words, start, dimensions);
  if (noun !== null) return { dimension: noun.dimension, to: words.skip(noun.to, TAG_WORDS) };
  const key = keyTarget(lookup, start, start > index);
  if (key !== null || start > index || !isResourceKind(words.textAt(index))) return key;
  return { dimension: "ResourceId", to: index + 1 };
}

/** A key of a tag; a word that something is called by counts only beside the word "tag". */
function keyTarget(
  { words, tags, dimensions, index: things }: Lookup,
  index: number,
  isAfterTag: boolean,
) {
  const key = words.list[index];
  if (key === undefined) return null;
  const to = words.skip(index + 1, TAG_WORDS);
  const isTag = isAfterTag || to > index + 1;
  const isOther =
    MEASURES.has(key.text) || things.named(key.squashed).some(({ fit }) => fit !== "known");
  if (isOther && !isTag) return null;
  const tag = tagTarget(tags, key.typed, to);
  const mended = tag === null && !isTag ? mistypedDimension(key.text, dimensions) : null;
  return mended === null ? tag : { dimension: mended, to };
}

function tagTarget(tags: Tags, key: string, to: number): Target | null {
  const dimension = tags.dimensionOf(key);
  return dimension === null ? null : { dimension, to };
}

/** A word before a noun is a name: "filtered by the infra team". */
function unreadAt({ words, dimensions }: Lookup, index: number): Stretch[] {
  const from = words.skip(index, ARTICLES);
  const isMeasure = MEASURES.has(words.textAt(from));
  if (!words.isFree(from) || isMeasure || nounAt(words, from + 1, dimensions) !== null) return [];
  return [{ from, to: from + 1 }];
}

const ASKED = /^(?:which|what|whose|each|every|per)$/;
const COST_NOUN = /^(?:costs?|spend|spending|expenses?|bills?|charges)$/;
/** "Category and provider split". */
const SPLIT = phrase("split|breakdown|distribution");

/**
 * Dimensions named by nouns alone: "which services", "what do our teams spend", "account costs".
 * Where amounts are ranked or bounded any noun says of what.
 */
export function readNouns({ words, dimensions }: Lookup, isRanked: boolean): string[] {
  const groupBy: string[] = [];
  for (let index = 0; index < words.list.length; index++) {
    const noun = words.isFree(index) ? nounAt(words, index, dimensions) : null;
    if (noun === null) continue;
    if (isMeant(words, noun, isRanked)) groupBy.push(noun.dimension);
    words.explain(noun);
    index = noun.to - 1;
  }
  return [...new Set(groupBy)];
}

/** "The most expensive EC2 instances" are resources, though "EC2 instances" is a service. */
export function ranksResources({ words }: Lookup, mentions: readonly Stretch[]): boolean {
  const isFreeKind = ({ text }: { text: string }, at: number) =>
    words.isFree(at) && isKindOfMany(text);
  return (
    words.list.some(isFreeKind) || mentions.some(({ to }) => isKindOfMany(words.textAt(to - 1)))
  );
}

function isKindOfMany(word: string): boolean {
  return word.endsWith("s") && isResourceKind(word);
}

function isMeant(words: QuestionWords, noun: DimensionNoun, isRanked: boolean): boolean {
  if (isAsked(words, noun.from)) return true;
  if (/^clouds?$/.test(words.textAt(noun.from))) return false;
  return noun.isPlural || isRanked || COST_NOUN.test(words.textAt(noun.to));
}

/** "which AWS service": a name may stand between. */
function isAsked(words: QuestionWords, index: number): boolean {
  return [1, 2, 3].some(
    (back) =>
      ASKED.test(words.textAt(index - back)) &&
      Array.from({ length: back - 1 }, (_, at) => index - 1 - at).every((at) => !words.isFree(at)),
  );
}
