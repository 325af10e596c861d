import { nameKey, nameWords, singular, squash } from "#src/router/fold";
import { KeyTable } from "./key-table.ts";
import { spelledMostLike } from "./spelled-most-like.ts";
import { bestOf, type Candidate, type Fit, merge, type Thing } from "./thing.ts";
import { allowedErrors, typingErrors } from "./typing-errors.ts";
import { WordIndex } from "./word-index.ts";

/** Names of things, found by their letters, by one of their words, or despite a typing error. */
export class NameIndex {
  readonly #byKey = new Map<string, Candidate[]>();
  /** Keys that very many things share, with those things. */
  readonly #crowds = new Map<string, Set<Thing>>();
  readonly #words = new WordIndex();
  /** How each key was spelled first. */
  readonly #spellings: string[] = [];
  readonly #placesOf = new Map<string, Int32Array>();
  #table: KeyTable | null = null;

  /** Makes a thing findable by a name. */
  add(name: string, thing: Thing, fit: Fit): void {
    const key = nameKey(name);
    if (key === "") return;
    const candidates = this.#byKey.get(key);
    if (candidates === undefined) {
      this.#byKey.set(key, [{ thing, fit }]);
      this.#spellings.push(name);
      this.#table = null;
      this.#placesOf.clear();
    } else if (!this.#isHeld(key, candidates, thing)) {
      candidates.push({ thing, fit });
    }
  }

  /** Makes a thing findable by words of a name as well. */
  addWords(name: string, thing: Thing): void {
    this.#words.add(name, thing);
  }

  /** What has exactly this name, whatever its case, punctuation and number. */
  named(squashed: string): readonly Candidate[] {
    return this.#byKey.get(singular(squashed)) ?? [];
  }

  /**
   * What has these words in its name, one after the other; one alone may be the beginning of a word of one
   * thing. Of very many things the first of each dimension.
   */
  holding(words: readonly string[]): Candidate[] {
    return this.#words.holding(words.map(singular)).map((thing) => ({ thing, fit: "partial" }));
  }

  /**
   * What is named so but for a typing error or two; only the closest. `typed` is the name with its punctuation;
   * names count that fit as they are spelled. A wrong first letter is the only error.
   */
  mistyped(
    squashed: string,
    typed: string = squashed,
    isFitting: (spelling: string) => boolean = () => true,
  ): Candidate[] {
    const key = singular(squashed);
    const parts = nameWords(typed);
    const table = this.#readTable();
    let least = allowedErrors(squashed.length + 1);
    let found: string[] = [];
    for (const place of table.near(key, least)) {
      const other = table.keys[place] ?? "";
      const spelling = this.#spellings[place] ?? "";
      const errors = typingErrors(key, other);
      if (errors > least || errors > errorsBetween(squashed, squash(spelling))) continue;
      if (this.#tellsApart(parts, other, spelling) || !isFitting(spelling)) continue;
      found = errors < least ? [other] : [...found, other];
      least = errors;
    }
    return this.#thingsCalled(found, typed).map((thing) => ({ thing, fit: "typo" }));
  }

  /** Whether some name has this word in it, whatever its number. */
  hasWord(word: string): boolean {
    return this.#words.has(singular(word));
  }

  /** The only word of names that a folded word is but for one typing error; null where there are several. */
  mistypedWord(word: string): string | null {
    return this.#words.mistyped(singular(word));
  }

  /**
   * The things whose names look most like this one, for "did you mean"; of very many names only those are
   * compared that share most pairs of letters with it, or are two typing errors off at most.
   */
  nearest(name: string, count: number, dimension: string | null = null): Thing[] {
    const key = nameKey(name);
    const scored: (readonly [score: number, thing: Thing])[] = [];
    const table = this.#readTable();
    const shortlist = table.shortlist(key, this.#placesIn(dimension, /\d/.test(key)));
    const places = new Set([...shortlist, ...table.near(key, ERRORS_OF_NEAREST)]);
    for (const place of [...places].sort((one, other) => one - other)) {
      const other = table.keys[place] ?? "";
      const score = likeness(key, other);
      const held = this.#heldIn(other, dimension);
      if (held !== undefined && score > 0) scored.push([score, held]);
    }
    scored.sort((left, right) => right[0] - left[0] || right[1].weight - left[1].weight);
    return [...new Set(scored.map(([, thing]) => thing))].slice(0, count);
  }

  /** What each key names; what the store doesn't hold only where nothing else is called so. */
  #thingsCalled(keys: readonly string[], typed: string): readonly Thing[] {
    const candidates = keys.map((key) => bestOf(this.#byKey.get(key) ?? []));
    const held = candidates.filter(([first]) => first?.fit !== "known");
    const things = (held.length > 0 ? held : candidates).flatMap((alike) => {
      const thing = merge(
        spelledMostLike(
          typed,
          alike.map((candidate) => candidate.thing),
        ),
      );
      return thing ?? [];
    });
    return things.filter((thing, at) => things.findIndex((one) => isSame(one, thing)) === at);
  }

  /**
   * Numbers tell neighbours apart, and in names without spaces parts that differ in more than a letter, or that
   * others have: "shop-qa" is no "shop-ml".
   */
  #tellsApart(parts: readonly string[], key: string, spelling: string): boolean {
    const others = spelling.includes(" ") ? [] : nameWords(spelling);
    if (digitsOf(parts.join("")) !== digitsOf(key)) return true;
    if (isPartOf(key, parts) || isPartOf(parts.join(""), others)) return true;
    if (hasMoreThan(parts, others) || hasMoreThan(others, parts)) return true;
    if (parts.length < 2 || parts.length !== others.length) return false;
    return parts.some((part, at) => !this.#isSamePart(part, others[at] ?? ""));
  }

  /** Parts of a few letters have one typing error at most, and none that makes them another name's. */
  #isSamePart(part: string, other: string): boolean {
    if (singular(part) === singular(other)) return true;
    const letters = Math.max(lettersIn(part), lettersIn(other));
    if (letters >= SHORTEST_MENDED_PART)
      return typingErrors(part, other) <= Math.max(1, allowedErrors(letters));
    if (Math.min(part.length, other.length) < SHORTEST_PART || /\d/.test(part + other))
      return false;
    return typingErrors(part, other) === 1 && !this.hasWord(part);
  }

  #isHeld(key: string, candidates: readonly Candidate[], thing: Thing): boolean {
    if (candidates.length < CROWD) return candidates.some((other) => other.thing === thing);
    const crowd = this.#crowds.get(key) ?? new Set(candidates.map((other) => other.thing));
    this.#crowds.set(key, crowd);
    const isHeld = crowd.has(thing);
    crowd.add(thing);
    return isHeld;
  }

  #readTable(): KeyTable {
    this.#table ??= new KeyTable([...this.#byKey.keys()]);
    return this.#table;
  }

  /** The places of the keys of things that the store holds, of one dimension or of all; perhaps without numbers. */
  #placesIn(dimension: string | null, hasNumbers: boolean): Int32Array {
    const name = `${dimension} ${hasNumbers}`;
    const known = this.#placesOf.get(name);
    if (known !== undefined) return known;
    const held = this.#readTable().keys.flatMap((key, place) => {
      const isMeant = hasNumbers || /\D/.test(key);
      return isMeant && this.#heldIn(key, dimension) !== undefined ? [place] : [];
    });
    const places = Int32Array.from(held);
    this.#placesOf.set(name, places);
    return places;
  }

  #heldIn(key: string, dimension: string | null): Thing | undefined {
    const candidates = this.#byKey.get(key) ?? [];
    return candidates.find(({ thing, fit }) => fit !== "known" && isOf(thing, dimension))?.thing;
  }
}

/** From so many things of one name on, a set tells which they are. */
const CROWD = 16;
const SHORTEST_PART = 2;
const SHORTEST_MENDED_PART = 4;
const ERRORS_OF_NEAREST = 2;
const LEAST_LIKENESS = 0.5;

/** How many errors there may be between two names; a wrong first letter is the only one. */
function errorsBetween(name: string, other: string): number {
  const allowed = allowedErrors(Math.max(name.length, other.length));
  return name[0] === other[0] ? allowed : Math.min(1, allowed);
}

/** Whether a key is the beginning or the end of a name of several parts. */
function isPartOf(key: string, parts: readonly string[]): boolean {
  return parts
    .slice(1)
    .some(
      (_, at) => parts.slice(0, at + 1).join("") === key || parts.slice(at + 1).join("") === key,
    );
}

/** Whether some parts are all of others and more: "shop-ml-prod" and "shop-prod". */
function hasMoreThan(parts: readonly string[], others: readonly string[]): boolean {
  const isLonger = parts.length > others.length && others.length > 0;
  return isLonger && others.every((other) => parts.includes(other));
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

function lettersIn(part: string): number {
  return part.replace(/\d/g, "").length;
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

function isSame(one: Thing, other: Thing): boolean {
  return one.dimension === other.dimension && String(one.values) === String(other.values);
}

function isOf(thing: Thing, dimension: string | null): boolean {
  return dimension === null || thing.dimension === dimension;
}
