import { nameWords } from "#src/router/fold";
import type { Stretch, Word } from "#src/router/question-words";
import { isAskingWord, isGenericWord } from "./asking-words.ts";
import type { Lookup } from "./lookup.ts";
import { qualifiersOf } from "./qualifiers.ts";
import type { Candidate } from "./thing.ts";

/** In capitals it isn't "show us". */
const COUNTRY = "US";

/** What a stretch names by its letters or, failing that, by a part of a name. */
export function spelledCandidates(lookup: Lookup, stretch: Stretch): readonly Candidate[] {
  const { words, index, dimensions } = lookup;
  const parts = words.list.slice(stretch.from, stretch.to);
  const qualifiers = qualifiersOf(words, stretch, dimensions);
  const isAsking = parts.every(
    ({ text, typed, quoted }) => !quoted && typed !== COUNTRY && isAskingWord(text),
  );
  if (isAsking && qualifiers.length === 0) return [];
  const named = index.named(parts.map(({ squashed }) => squashed).join(""));
  const qualified = [...restricted(named, qualifiers), ...tagged(lookup, stretch, qualifiers)];
  if (qualified.length > 0) return qualified;
  if (isAsking) return [];
  const held = named.filter(({ fit }) => fit !== "known");
  if (held.length > 0) return held;
  if (parts.length > 1 && parts.every((part) => isNamedAlone(lookup, part))) return named;
  const partial = partialCandidates(lookup, stretch, qualifiers);
  if (partial.length > 0) return partial;
  return named.length === 0 && parts.length > 1 ? mistypedCandidates(lookup, stretch) : named;
}

/** A part of a longer name is read with it only where it means nothing by itself. */
function isNamedAlone({ index }: Lookup, { text, squashed }: Word): boolean {
  return isAskingWord(text) || index.named(squashed).length > 0;
}

/** What a stretch names but for a typing error. */
export function mistypedCandidates(lookup: Lookup, stretch: Stretch): readonly Candidate[] {
  const { words, index, dimensions } = lookup;
  const parts = words.list.slice(stretch.from, stretch.to);
  const [first, last] = [parts[0]?.text ?? "", parts.at(-1)?.text ?? ""];
  if (isAskingWord(first) || isAskingWord(last)) return [];
  const found = index.mistyped(parts.map(({ squashed }) => squashed).join(""));
  const qualified = restricted(found, qualifiersOf(words, stretch, dimensions));
  return qualified.length > 0 ? qualified : found;
}

function partialCandidates(
  { words, index }: Lookup,
  stretch: Stretch,
  qualifiers: readonly string[],
): readonly Candidate[] {
  const parts = words.list.slice(stretch.from, stretch.to);
  const run = parts.flatMap(({ text }) => nameWords(text));
  const found = index.holding(run);
  const qualified = restricted(found, qualifiers);
  if (qualified.length > 0) return qualified;
  return run.every(isGenericWord) ? [] : found;
}

function restricted(
  candidates: readonly Candidate[],
  dimensions: readonly string[],
): readonly Candidate[] {
  for (const dimension of dimensions) {
    const fitting = candidates.filter(({ thing }) => thing.dimension === dimension);
    if (fitting.length > 0) return fitting;
  }
  return [];
}

/** "customer Initech": values of a tag count where its key stands beside them. */
function tagged({ words, tags }: Lookup, stretch: Stretch, dimensions: readonly string[]) {
  return dimensions
    .filter((dimension) => dimension.startsWith("tag:"))
    .flatMap((dimension): Candidate[] => {
      const values = tags.valuesOf(dimension, words.typed(stretch));
      const thing = { dimension, values, label: values.join(", "), weight: 0 };
      return values.length === 0 ? [] : [{ thing, fit: "folded" }];
    });
}
