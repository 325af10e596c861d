import { squash } from "#src/router/fold";
import type { QuestionWords } from "#src/router/question-words";
import type { Lookup } from "./lookup.ts";
import { assumptionOf, type Doubt, type Mention } from "./mention.ts";
import { dimensionBeside } from "./qualifiers.ts";
import { bestOf, type Candidate, dimensionRank, merge } from "./thing.ts";

const LIST_WORDS: ReadonlySet<string> = new Set(["and", "or", "vs", "versus", "to", "with", "the"]);

/** Names that are listed together are of one dimension where they can be: "EC2 and Snowflake" are services. */
export function unify(lookup: Lookup, mentions: readonly Mention[]): Mention[] {
  const unified = [...mentions];
  for (let at = 1; at < unified.length; at++) {
    const [left, right] = [unified[at - 1], unified[at]];
    if (left === undefined || right === undefined) continue;
    if (left.thing.dimension === right.thing.dimension) continue;
    if (!areListed(lookup.words, left, right)) continue;
    const dimension = commonDimension(lookup, left, right);
    if (dimension === null) continue;
    unified[at - 1] = restrictedTo(lookup, left, dimension);
    unified[at] = restrictedTo(lookup, right, dimension);
  }
  return unified;
}

/** Names read as values of one of these dimensions where they can be, unless a word beside says of which. */
export function preferDimensions(
  lookup: Lookup,
  mentions: readonly Mention[],
  preferred: readonly string[],
): Mention[] {
  return mentions.map((mention) => {
    if (preferred.includes(mention.thing.dimension)) return mention;
    if (dimensionBeside(lookup.words, mention, lookup.dimensions) !== null) return mention;
    const candidates = namedAs(lookup, mention);
    const dimension = preferred.find((one) =>
      candidates.some(({ thing }) => thing.dimension === one),
    );
    return dimension === undefined ? mention : restrictedTo(lookup, mention, dimension);
  });
}

function areListed(words: QuestionWords, left: Mention, right: Mention): boolean {
  const joint = words.list.slice(left.to, right.from);
  const gap = words.list[right.from]?.gap;
  if (joint.length === 0) return gap === "comma" || gap === "slash";
  return (
    joint.some(({ text }) => text !== "the") && joint.every(({ text }) => LIST_WORDS.has(text))
  );
}

/** The first dimension that holds both names. */
function commonDimension(lookup: Lookup, left: Mention, right: Mention): string | null {
  const ofLeft = new Set(namedAs(lookup, left).map(({ thing }) => thing.dimension));
  const common = namedAs(lookup, right)
    .map(({ thing }) => thing.dimension)
    .filter((dimension) => ofLeft.has(dimension));
  common.sort((one, other) => dimensionRank(one) - dimensionRank(other));
  return common[0] ?? null;
}

function restrictedTo(lookup: Lookup, mention: Mention, dimension: string): Mention {
  if (mention.thing.dimension === dimension) return mention;
  const candidates = namedAs(lookup, mention).filter(({ thing }) => thing.dimension === dimension);
  const thing = merge(bestOf(candidates).map((candidate) => candidate.thing)) ?? mention.thing;
  return { ...mention, thing, assumption: assumptionOf(mention.typed, thing, []) };
}

function namedAs({ index }: Lookup, { typed }: Mention): readonly Candidate[] {
  return index.named(squash(typed)).filter(({ fit }) => fit !== "known");
}

/** Services and providers that are listed together: a charge can't be of both. */
export function mixedDoubts({ words }: Lookup, mentions: readonly Mention[]): Doubt[] {
  return mentions.flatMap((right, at): Doubt[] => {
    const left = mentions[at - 1];
    if (left === undefined || left.isExcluded || !areListed(words, left, right)) return [];
    const dimensions = new Set([left.thing.dimension, right.thing.dimension]);
    if (!dimensions.has("ServiceName") || !dimensions.has("ServiceProviderName")) return [];
    const stretch = { from: left.from, to: right.to };
    const choices = [left.typed, right.typed];
    return [{ ...stretch, typed: words.typed(stretch), kind: "mixed", choices }];
  });
}
