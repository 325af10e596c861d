import { nameKey, nameWords, singular } from "#src/router/fold";
import { bestOf, type Candidate, type Fit, merge, type Thing } from "./thing.ts";
import { allowedErrors, typingErrors } from "./typing-errors.ts";

/** Names of things, found by their letters, by one of their words, or despite a typing error. */
export class NameIndex {
  readonly #byKey = new Map<string, Candidate[]>();
  readonly #byWord = new Map<string, Set<Thing>>();
  readonly #byShape = new Map<string, string[]>();
  readonly #partsOf = new Map<string, readonly string[]>();
  readonly #namesOf = new Map<Thing, Set<string>>();
  #sortedWords: readonly string[] | null = null;

  /** Makes a thing findable by a name. */
  add(name: string, thing: Thing, fit: Fit): void {
    const key = nameKey(name);
    if (key === "") return;
    const candidates = this.#byKey.get(key);
    if (candidates === undefined) {
      this.#byKey.set(key, [{ thing, fit }]);
      push(this.#byShape, shapeOf(key, key.length), key);
      if (!name.includes(" ")) this.#partsOf.set(key, nameWords(name));
    } else if (!candidates.some((other) => other.thing === thing)) {
      candidates.push({ thing, fit });
    }
  }

  /** Makes a thing findable by words of a name as well. */
  addWords(name: string, thing: Thing): void {
    const words = nameWords(name).map(singular);
    const names = this.#namesOf.get(thing) ?? new Set();
    this.#namesOf.set(thing, names.add(` ${words.join(" ")} `));
    for (const word of words) {
      const things = this.#byWord.get(word) ?? new Set();
      this.#byWord.set(word, things.add(thing));
    }
    this.#sortedWords = null;
  }

  /** What has exactly this name, whatever its case, punctuation and number. */
  named(squashed: string): readonly Candidate[] {
    return this.#byKey.get(singular(squashed)) ?? [];
  }

  /** What has these words in its name, one after the other; one alone may be the beginning of a word of one thing. */
  holding(words: readonly string[]): Candidate[] {
    const run = words.map(singular);
    const [first] = run;
    if (first === undefined) return [];
    const things = this.#byWord.get(first) ?? (run.length === 1 ? this.#beginningWith(first) : []);
    const text = ` ${run.join(" ")}`;
    return [...things]
      .filter((thing) => [...(this.#namesOf.get(thing) ?? [])].some((name) => name.includes(text)))
      .map((thing) => ({ thing, fit: "partial" }));
  }

  /** What is named so but for a typing error or two; only the closest. `typed` is the name with its punctuation. */
  mistyped(squashed: string, typed: string = squashed): Candidate[] {
    const key = singular(squashed);
    const parts = nameWords(typed);
    let least = allowedErrors(key.length + 1);
    let keys: string[] = [];
    for (let length = key.length - least; length <= key.length + least; length++) {
      const shaped = this.#byShape.get(shapeOf(key, length)) ?? [];
      for (const candidate of shaped.filter((other) => !this.#tellsApart(parts, other))) {
        const errors = typingErrors(key, candidate);
        if (errors > Math.min(least, allowedErrors(Math.max(key.length, length)))) continue;
        keys = errors < least ? [candidate] : [...keys, candidate];
        least = errors;
      }
    }
    return keys.flatMap((near): Candidate[] => {
      const things = bestOf(this.#byKey.get(near) ?? []).map((found) => found.thing);
      const thing = merge(spelledMostLike(typed, things));
      return thing === null ? [] : [{ thing, fit: "typo" }];
    });
  }

  /** The things whose names look most like this one, for "did you mean". */
  nearest(name: string, count: number, dimension: string | null = null): Thing[] {
    const key = nameKey(name);
    const scored: (readonly [score: number, thing: Thing])[] = [];
    for (const [other, candidates] of this.#byKey) {
      const score = likeness(key, other);
      const held = candidates.find(({ thing, fit }) => fit !== "known" && isOf(thing, dimension));
      if (held !== undefined && score > 0) scored.push([score, held.thing]);
    }
    scored.sort((left, right) => right[0] - left[0] || right[1].weight - left[1].weight);
    return [...new Set(scored.map(([, thing]) => thing))].slice(0, count);
  }

  /** Numbers, and in names without spaces short parts, tell neighbours apart: "shop-qa" is no "shop-ml". */
  #tellsApart(parts: readonly string[], key: string): boolean {
    const others = this.#partsOf.get(key) ?? [];
    if (digitsOf(parts.join("")) !== digitsOf(key)) return true;
    if (isPartOf(key, parts) || isPartOf(parts.join(""), others)) return true;
    if (parts.length < 2 || parts.length !== others.length) return false;
    return parts.some((part, at) => !isSamePart(part, others[at] ?? ""));
  }

  #beginningWith(beginning: string): Iterable<Thing> {
    if (beginning.length < SHORTEST_BEGINNING) return [];
    this.#sortedWords ??= [...this.#byWord.keys()].sort();
    const words = this.#sortedWords;
    const things = new Set<Thing>();
    for (let at = firstAtLeast(words, beginning); words[at]?.startsWith(beginning); at++) {
      for (const thing of this.#byWord.get(words[at] ?? "") ?? []) things.add(thing);
    }
    return things.size === 1 ? things : [];
  }
}

const SHORTEST_BEGINNING = 4;
const SHORTEST_MENDED_PART = 4;
const LEAST_LIKENESS = 0.5;

/** Typing errors leave the first letter as it is. */
function shapeOf(key: string, length: number): string {
  return `${key.slice(0, 1)}${length}`;
}

/** Of things that are called alike but for punctuation, those spelled most like what was typed. */
function spelledMostLike(typed: string, things: readonly Thing[]): readonly Thing[] {
  const keys = new Set(things.map(({ label }) => nameKey(label)));
  if (things.length < 2 || keys.size > 1) return things;
  const errors = things.map(({ label }) => typingErrors(typed, label));
  return things.filter((_, at) => errors[at] === Math.min(...errors));
}

/** Whether a key is the beginning or the end of a name of several parts. */
function isPartOf(key: string, parts: readonly string[]): boolean {
  return parts
    .slice(1)
    .some(
      (_, at) => parts.slice(0, at + 1).join("") === key || parts.slice(at + 1).join("") === key,
    );
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Numbers and short parts have no typing errors. */
function isSamePart(part: string, other: string): boolean {
  if (singular(part) === singular(other)) return true;
  const longer = Math.max(part.length, other.length);
  if (longer < SHORTEST_MENDED_PART || /\d/.test(part + other)) return false;
  return typingErrors(part, other) <= Math.max(1, allowedErrors(longer));
}

/** How alike two keys are, 0 to 1; sharing a beginning or holding the other counts for more. */
function likeness(key: string, other: string): number {
  const longer = Math.max(key.length, other.length);
  const byErrors = 1 - typingErrors(key, other) / longer;
  const isPart =
    key.length > 2 && (other.includes(key) || (other.length > 2 && key.includes(other)));
  const score = isPart ? Math.max(byErrors, 0.6) : byErrors;
  return score >= LEAST_LIKENESS ? score : 0;
}

function firstAtLeast(words: readonly string[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function isOf(thing: Thing, dimension: string | null): boolean {
  return dimension === null || thing.dimension === dimension;
}
