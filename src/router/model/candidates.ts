import { isAskingWord, isGenericWord } from "#src/router/entities/asking-words";
import { entityIndexOf } from "#src/router/entities/entity-index";
import type { NameIndex } from "#src/router/entities/name-index";
import type { Candidate, Thing } from "#src/router/entities/thing";
import { fold, nameKey, nameWords } from "#src/router/fold";
import type { Vocabulary } from "#src/router/vocabulary";

/** A value of the store that words of a question may mean. */
export interface CandidateValue {
  readonly dimension: string;
  readonly value: string;
  /** What people call it, where that isn't the value. */
  readonly name: string | null;
}

const MOST = 40;
/** Account numbers; shorter ones are counts and days. */
const ID = /^\d{6,}$/;
const LONGEST_RUN = 4;
/** A whole name before one that has the words in it, before one with a typing error. */
const NAMED_SCORE = 10;
const HOLDING_SCORE = 5;
/** Longer values say little and cost much. */
const LONGEST_VALUE = 160;
/** Tags whose values are looked through, of those that a question names by key. */
const MOST_TAGS = 3;

/** Finds the values of a vocabulary near the words of a question; keeps what it looks them up in. */
export function candidateFinder(): (
  question: string,
  vocabulary: Vocabulary,
) => readonly CandidateValue[] {
  const kept = new WeakMap<Vocabulary, Held>();
  const heldIn = (vocabulary: Vocabulary): Held => {
    const { generation } = vocabulary;
    const found = kept.get(vocabulary);
    if (found?.generation === generation) return found;
    const held = { generation, index: entityIndexOf(vocabulary), has: holder(vocabulary) };
    kept.set(vocabulary, held);
    return held;
  };
  return (question, vocabulary) => {
    const { index, has } = heldIn(vocabulary);
    const runs = runsOf(question);
    const best = runs
      .flatMap((run) => linked(run, index))
      .sort((left, right) => right.score - left.score || right.thing.weight - left.thing.weight)
      .flatMap(({ thing }) => valuesOf(thing))
      .filter(has);
    return firstOfEach([...tagValues(runs, vocabulary), ...best]).slice(0, MOST);
  };
}

interface Held {
  readonly generation: string;
  readonly index: NameIndex;
  /** The index has names as well that the store doesn't hold. */
  has(candidate: CandidateValue): boolean;
}

function holder(vocabulary: Vocabulary): Held["has"] {
  const values = new Map<string, ReadonlySet<string>>();
  return ({ dimension, value }) => {
    const known =
      values.get(dimension) ?? new Set(vocabulary.values(dimension).map((held) => held.value));
    values.set(dimension, known);
    return known.has(value);
  };
}

/** Neighbouring words of a text, up to four. */
function runsOf(text: string): string[][] {
  const words = nameWords(text);
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_RUN, words.length - from) }, (__, more) =>
      words.slice(from, from + more + 1),
    ),
  );
}

interface Scored {
  readonly thing: Thing;
  readonly score: number;
}

function linked(run: readonly string[], index: NameIndex): Scored[] {
  const squashed = run.join("");
  const isOneWord = run.length === 1;
  if (isOneWord && isAskingWord(squashed) && !ID.test(squashed)) return [];
  const named = scored(index.named(squashed), NAMED_SCORE + run.length);
  if (isOneWord && isGenericWord(squashed)) return named;
  const holding = scored(index.holding(run), HOLDING_SCORE + run.length);
  const found = [...named, ...holding];
  const isName = ![run[0], run.at(-1)].some((word = "") => isAskingWord(word));
  return found.length > 0 || !isName ? found : scored(index.mistyped(squashed), 0);
}

function scored(candidates: readonly Candidate[], score: number): Scored[] {
  return candidates.map(({ thing }) => ({ thing, score }));
}

function valuesOf({ dimension, values, label }: Thing): CandidateValue[] {
  return values.map((value) => ({
    dimension,
    value,
    name: values.length === 1 && label !== value ? label : null,
  }));
}

/** Values that a question names, of tags that it names by their keys. */
function tagValues(runs: readonly (readonly string[])[], vocabulary: Vocabulary): CandidateValue[] {
  const spoken = new Set(runs.map((run) => nameKey(run.join(""))));
  const keys = vocabulary.tagKeys().filter((key) => spoken.has(nameKey(key)));
  return keys.slice(0, MOST_TAGS).flatMap((key) =>
    vocabulary
      .values(`tag:${key}`)
      .filter(({ value }) => spoken.has(nameKey(value)))
      .map(({ value }) => ({ dimension: `tag:${key}`, value, name: null })),
  );
}

function firstOfEach(candidates: readonly CandidateValue[]): CandidateValue[] {
  const byName = new Map<string, CandidateValue>();
  for (const candidate of candidates) {
    const key = `${candidate.dimension} ${fold(candidate.value)}`;
    if (candidate.value.length <= LONGEST_VALUE && !byName.has(key)) byName.set(key, candidate);
  }
  return [...byName.values()];
}
