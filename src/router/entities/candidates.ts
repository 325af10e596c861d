import { nameWords } from "#src/router/fold";
import type { Stretch, Word } from "#src/router/question-words";
import { isAskingWord, isGenericWord } from "./asking-words.ts";
import type { Lookup } from "./lookup.ts";
import { qualifiersOf } from "./qualifiers.ts";
import type { Candidate } from "./thing.ts";

/** Who says "service" or "resource" may mean many things; who says one of these means it. */
const SAID_OUTRIGHT: ReadonlySet<string> = new Set([
  ...["team", "environment", "cost_centre", "SubAccountId", "BillingAccountId", "RegionId"],
]);

/** The namespace "production" is another thing than the environment, and isn't guessed to be it. */
const NAMESPACE = "tag:namespace";

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
  const named = index.named(parts.map(({ squashed }) => squashed).join(""));
  const qualified = qualifiedCandidates(lookup, stretch, named, qualifiers);
  if (qualified !== null) return qualified;
  if (isAsking) return parts.length > 1 ? named.filter(isService) : [];
  const held = named.filter(({ fit }) => fit !== "known");
  const accounts = isPayerOnly(held) ? partialCandidates(lookup, stretch, qualifiers) : [];
  if (accounts.some(({ thing }) => qualifiers.includes(thing.dimension))) return accounts;
  if (held.length > 0) return held;
  if (parts.length > 1 && parts.every((part) => isNamedAlone(lookup, part))) return named;
  const partial = partialCandidates(lookup, stretch, qualifiers);
  if (partial.length > 0) return partial;
  return named.length === 0 && parts.length > 1 ? mistypedCandidates(lookup, stretch) : named;
}

/** What the words beside a name say that it is; null where they leave that open. */
function qualifiedCandidates(
  lookup: Lookup,
  stretch: Stretch,
  named: readonly Candidate[],
  qualifiers: readonly string[],
): readonly Candidate[] | null {
  const qualified = [...restricted(named, qualifiers), ...tagged(lookup, stretch, qualifiers)];
  return qualified.length > 0 || qualifiers.includes(NAMESPACE) ? qualified : null;
}

/** "Cloud Run" is a service, though both words are everyday ones. */
function isService({ thing }: Candidate): boolean {
  return thing.dimension === "ServiceName";
}

/** "The acme account" may be any account of the payer acme. */
function isPayerOnly(candidates: readonly Candidate[]): boolean {
  return (
    candidates.length > 0 && candidates.every(({ thing }) => thing.dimension === "BillingAccountId")
  );
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
  const squashed = parts.map((part) => part.squashed).join("");
  const found = index.mistyped(squashed, words.typed(stretch));
  if (found.length === 0 || lookup.isLateName(squashed)) return [];
  return guessed(found, qualifiersOf(words, stretch, dimensions));
}

function partialCandidates(
  { words, index }: Lookup,
  stretch: Stretch,
  qualifiers: readonly string[],
): readonly Candidate[] {
  const parts = words.list.slice(stretch.from, stretch.to);
  const run = parts.flatMap(({ text }) => nameWords(text));
  const found = index.holding(run);
  const fitting = guessed(found, qualifiers);
  const isQualified = fitting.some(({ thing }) => qualifiers.includes(thing.dimension));
  return run.every(isGenericWord) && !isQualified ? [] : fitting;
}

/** A guess is never of another kind than the question says: "the checkout team" is no application. */
function guessed(found: readonly Candidate[], qualifiers: readonly string[]): readonly Candidate[] {
  const qualified = restricted(found, qualifiers);
  if (qualified.length > 0 || qualifiers.some((dimension) => SAID_OUTRIGHT.has(dimension)))
    return qualified;
  return found;
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
