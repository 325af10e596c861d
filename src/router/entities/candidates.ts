import { nounAt } from "#src/router/dimension-words";
import { nameWords, singular } from "#src/router/fold";
import type { Stretch, Word } from "#src/router/question-words";
import { isAskingWord, isGenericWord } from "./asking-words.ts";
import type { Lookup } from "./lookup.ts";
import type { NameIndex } from "./name-index.ts";
import { qualifiersOf } from "./qualifiers.ts";
import { spelledMostLike } from "./spelled-most-like.ts";
import type { Candidate } from "./thing.ts";
import { allowedErrors, typingErrors } from "./typing-errors.ts";

/** Who says "service" or "resource" may mean many things; who says one of these means it. */
const SAID_OUTRIGHT: ReadonlySet<string> = new Set([
  ...["team", "environment", "cost_centre", "SubAccountId", "BillingAccountId", "RegionId"],
]);

/** The namespace "production" is another thing than the environment, and isn't guessed to be it. */
const NAMESPACE = /^tag:.*namespace$/i;

/** The part of a name that people say neither begins nor ends with these: "for AWS". */
const JOINTS: ReadonlySet<string> = new Set([
  "and",
  "by",
  "for",
  "in",
  "of",
  "on",
  "the",
  "to",
  "with",
]);

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
  if (isAsking && !isSubject(lookup, stretch))
    return parts.length > 1 ? named.filter(isService) : [];
  const held = named.filter(({ fit }) => fit !== "known");
  const accounts = isPayerOnly(held) ? partialCandidates(lookup, stretch, qualifiers) : [];
  if (accounts.some(({ thing }) => qualifiers.includes(thing.dimension))) return accounts;
  return held.length > 0 ? held : nearCandidates(lookup, stretch, named);
}

/** What words name by a part of a name or but for a typing error; a word alone keeps errors for later. */
function nearCandidates(
  lookup: Lookup,
  stretch: Stretch,
  named: readonly Candidate[],
): readonly Candidate[] {
  const { words, dimensions } = lookup;
  const parts = words.list.slice(stretch.from, stretch.to);
  const isOneWord = parts.length === 1;
  const whole = isOneWord || named.length > 0 ? [] : mistypedWord(lookup, stretch);
  if (whole.length > 0) return whole;
  if (!isOneWord && parts.every((part) => isNamedAlone(lookup, part))) return named;
  const partial = partialCandidates(lookup, stretch, qualifiersOf(words, stretch, dimensions));
  if (partial.length > 0) return partial;
  return named.length === 0 && !isOneWord ? mistypedCandidates(lookup, stretch) : named;
}

/** What the words beside a name say that it is; null where they leave that open. */
function qualifiedCandidates(
  lookup: Lookup,
  stretch: Stretch,
  named: readonly Candidate[],
  qualifiers: readonly string[],
): readonly Candidate[] | null {
  if (isQuantifier(lookup, stretch)) return null;
  const qualified = [...restricted(named, qualifiers), ...tagged(lookup, stretch, qualifiers)];
  return qualified.length > 0 || qualifiers.some((one) => NAMESPACE.test(one)) ? qualified : null;
}

/** "Cloud Run" is a service, though both words are everyday ones. */
function isService({ thing }: Candidate): boolean {
  return thing.dimension === "ServiceName";
}

/** "All accounts" is no account, even where one is called so. */
function isQuantifier({ words, dimensions }: Lookup, { from, to }: Stretch): boolean {
  return QUANTIFIERS.test(words.textAt(from)) && nounAt(words, to, dimensions)?.isPlural === true;
}

const QUANTIFIERS = /^(?:all|any|each|every|other|both|some|most|total|top|which|what|the|our|my)$/;

/** "How much did data cost" asks about something called so. */
function isSubject({ words }: Lookup, { from, to }: Stretch): boolean {
  return (
    /^(?:did|does|do|has|have)$/.test(words.textAt(from - 1)) && SPENDING.test(words.textAt(to))
  );
}

const SPENDING = /^(?:costs?|spend|spent|pay|paid)$/;

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
  const qualifiers = qualifiersOf(words, stretch, dimensions);
  const whole = index.mistyped(squashed, words.typed(stretch));
  const found =
    whole.length > 0 ? guessed(whole, qualifiers) : mistypedPart(lookup, stretch, qualifiers);
  return found.length > 0 && lookup.isLateName(squashed) ? [] : found;
}

/** A name of several words, one of them with a typing error that makes no other word or name of it: "Cloud Storgae". */
function mistypedWord(lookup: Lookup, stretch: Stretch): readonly Candidate[] {
  const { words, index, dimensions } = lookup;
  const typed = words.typed(stretch);
  const parts = nameWords(typed);
  const isNoPart = (word = "") => isAskingWord(word) && !index.hasWord(word);
  if (isNoPart(parts[0]) || isNoPart(parts.at(-1))) return [];
  const isMistyped = (word: string, other: string) =>
    !isAskingWord(word) &&
    index.named(word).length === 0 &&
    typingErrors(word, other) <= Math.max(1, allowedErrors(word.length));
  const found = index.mistyped(parts.join(""), typed, (spelling) => {
    const others = nameWords(spelling);
    const wrong = parts.flatMap((part, at): [string, string][] => {
      const other = others[at] ?? "";
      return singular(part) === singular(other) ? [] : [[part, other]];
    });
    const isOneAtMost = wrong.length <= 1 && others.length === parts.length;
    return isOneAtMost && wrong.every(([word, other]) => isMistyped(word, other));
  });
  return guessed(found, qualifiersOf(words, stretch, dimensions));
}

function partialCandidates(
  { words, index }: Lookup,
  stretch: Stretch,
  qualifiers: readonly string[],
): readonly Candidate[] {
  const parts = words.list.slice(stretch.from, stretch.to);
  const run = parts.flatMap(({ text }) => nameWords(text));
  return holding(index, run, words.typed(stretch), qualifiers);
}

/** What has a word in its name that one word is but for a typing error: "fleeet" of fleet-telemetry. */
function mistypedPart(
  { words, index }: Lookup,
  stretch: Stretch,
  qualifiers: readonly string[],
): readonly Candidate[] {
  const [word, ...others] = words.list.slice(stretch.from, stretch.to).map(({ text }) => text);
  const meant = word === undefined || others.length > 0 ? null : index.mistypedWord(word);
  return meant === null ? [] : holding(index, [meant], meant, qualifiers);
}

function holding(
  index: NameIndex,
  run: readonly string[],
  typed: string,
  qualifiers: readonly string[],
): readonly Candidate[] {
  if (JOINTS.has(run[0] ?? "") || JOINTS.has(run.at(-1) ?? "")) return [];
  const fitting = guessed(index.holding(run), qualifiers);
  const isQualified = fitting.some(({ thing }) => qualifiers.includes(thing.dimension));
  if (run.every(isGenericWord) && !isQualified) return [];
  const things = fitting.map(({ thing }) => thing);
  const alike = new Set(spelledMostLike(typed, things));
  return fitting.filter(({ thing }) => alike.has(thing));
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
