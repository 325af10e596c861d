import { KeyTable } from "./key-table.ts";
import type { Thing } from "./thing.ts";
import { allowedErrors, typingErrors } from "./typing-errors.ts";
import { type WordPostings, wordPostings } from "./word-postings.ts";

const SHORTEST_BEGINNING = 4;
/** Nobody is shown or sent so many things of one dimension. */
const MOST_OF_DIMENSION = 100;

/** Things by the words in their names. */
export class WordIndex {
  readonly #names: string[] = [];
  readonly #things: Thing[] = [];
  #postings: WordPostings | null = null;
  #table: KeyTable | null = null;
  #byBeginning: ReadonlyMap<string, readonly number[]> | null = null;

  /** Makes a thing findable by words of a name. */
  add(name: string, thing: Thing): void {
    this.#names.push(name);
    this.#things.push(thing);
    this.#postings = null;
    this.#table = null;
    this.#byBeginning = null;
  }

  /** Whether any name has this word. */
  has(word: string): boolean {
    return this.#read().numbers.has(word);
  }

  /** The only word that this one is but for a typing error; null where there are several or none. */
  mistyped(word: string): string | null {
    if (allowedErrors(word.length + 1) === 0) return null;
    this.#table ??= new KeyTable(this.#read().words);
    const { keys } = this.#table;
    const near = this.#table.near(word, 1).flatMap((place) => keys[place] ?? []);
    const found = near.filter(
      (other) =>
        allowedErrors(Math.max(word.length, other.length)) > 0 && typingErrors(word, other) === 1,
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /**
   * What has these words in its name, one after the other; the last may be the beginning of one. A word alone
   * is a beginning only where that is of one thing. Of each dimension the first 100 in the order of adding.
   */
  holding(run: readonly string[]): readonly Thing[] {
    const [first, ...others] = run;
    if (first === undefined) return [];
    const { numbers } = this.#read();
    if (others.length === 0) {
      const word = numbers.get(first);
      return word === undefined ? this.#beginningWith(first) : this.#firstOfEach(word, () => true);
    }
    const last = run.at(-1) ?? "";
    const whole = run.slice(0, -1).map((word) => numbers.get(word));
    const found = whole.filter((word) => word !== undefined);
    if (found.length < whole.length) return [];
    const rarest = found.toSorted((one, other) => this.#count(one) - this.#count(other))[0] ?? 0;
    return this.#firstOfEach(rarest, (name) => this.#hasRun(name, found, last));
  }

  #read(): WordPostings {
    this.#postings ??= wordPostings(this.#names);
    return this.#postings;
  }

  #count(word: number): number {
    const { wordStarts } = this.#read();
    return (wordStarts[word + 1] as number) - (wordStarts[word] as number);
  }

  /** The things whose names have a word and fit, not too many of each dimension. */
  #firstOfEach(word: number, isFitting: (name: number) => boolean): Thing[] {
    const { names, wordStarts } = this.#read();
    const counts = new Map<string, number>();
    const found = new Set<Thing>();
    const end = wordStarts[word + 1] as number;
    for (let at = wordStarts[word] as number; at < end; at++) {
      const name = names[at] as number;
      const thing = this.#things[name];
      if (thing === undefined || found.has(thing)) continue;
      const count = counts.get(thing.dimension) ?? 0;
      if (count >= MOST_OF_DIMENSION || !isFitting(name)) continue;
      counts.set(thing.dimension, count + 1);
      found.add(thing);
    }
    return [...found];
  }

  #hasRun(name: number, run: readonly number[], last: string): boolean {
    const { sequence, nameStarts, words } = this.#read();
    const end = (nameStarts[name + 1] as number) - run.length;
    for (let from = nameStarts[name] as number; from < end; from++) {
      if (run.some((word, at) => sequence[from + at] !== word)) continue;
      if (words[sequence[from + run.length] as number]?.startsWith(last)) return true;
    }
    return false;
  }

  /** The one thing that has a word beginning so; nothing where several have. */
  #beginningWith(beginning: string): readonly Thing[] {
    if (beginning.length < SHORTEST_BEGINNING) return [];
    this.#byBeginning ??= wordsByBeginning(this.#read().words);
    const things = new Set<Thing>();
    for (const word of this.#byBeginning.get(beginning.slice(0, SHORTEST_BEGINNING)) ?? []) {
      if (!this.#read().words[word]?.startsWith(beginning)) continue;
      for (const thing of this.#firstOfEach(word, () => true)) things.add(thing);
      if (things.size > 1) return [];
    }
    return [...things];
  }
}

function wordsByBeginning(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const byBeginning = new Map<string, number[]>();
  for (const [number, word] of words.entries()) {
    const beginning = word.slice(0, SHORTEST_BEGINNING);
    const list = byBeginning.get(beginning);
    if (list === undefined) byBeginning.set(beginning, [number]);
    else list.push(number);
  }
  return byBeginning;
}
