import { countBits, type LetterPairs, letterPairs } from "./letter-pairs.ts";

/** So many keys at most are compared letter by letter when the most alike are looked for. */
const SHORTLIST = 500;
const LIKENESS_STEPS = 128;
/** The likeness of one shared pair, by how many pairs two keys have between them. */
const STEPS_OF_ONE = Float64Array.from({ length: 129 }, (_, both) => (2 * LIKENESS_STEPS) / both);
/** Pairs of letters that a wrong letter spoils, and two letters swapped. */
const PAIRS_IN_ERROR = 2;
const PAIRS_IN_SWAP = 3;
const [ZERO, NINE] = [48, 57];

/**
 * Keys with what tells most of them apart at a glance: length, digits, and pairs of neighbouring letters. A key
 * goes by its place in the list.
 */
export class KeyTable {
  readonly keys: readonly string[];
  /** All places; keys of one shape stand together. */
  readonly #byShape: Int32Array;
  /** Where each shape begins in `#byShape`; one more at the end. */
  readonly #starts: Int32Array;
  readonly #digits: Int32Array;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #pairCounts: Uint8Array;
  /** Room for the steps of likeness of one look-up. */
  readonly #likeness: Uint8Array;

  constructor(keys: readonly string[]) {
    this.keys = keys;
    this.#digits = Int32Array.from(keys, digitsHash);
    const shapes = Int32Array.from(keys, (key, at) => shapeOf(key.length, this.#digits[at] ?? 0));
    this.#starts = startsOf(shapes);
    this.#byShape = placesByShape(shapes, this.#starts);
    this.#low = new Int32Array(keys.length);
    this.#high = new Int32Array(keys.length);
    this.#pairCounts = new Uint8Array(keys.length);
    this.#likeness = new Uint8Array(keys.length);
    for (const [place, key] of keys.entries()) {
      const { low, high } = letterPairs(key);
      this.#low[place] = low;
      this.#high[place] = high;
      this.#pairCounts[place] = countBits(low) + countBits(high);
    }
  }

  /**
   * The places of the keys that may be this one with so many typing errors, shorter ones first: every key that is
   * one, and a few more. Digits are never wrong.
   */
  near(key: string, errors: number): number[] {
    const found: number[] = [];
    if (errors === 0) return found;
    const digits = digitsHash(key);
    const pairs = letterPairs(key);
    const mostLost = errors === 1 ? PAIRS_IN_SWAP : PAIRS_IN_ERROR * errors;
    for (let length = key.length - errors; length <= key.length + errors; length++) {
      const shape = shapeOf(length, digits);
      const end = this.#starts[shape + 1] ?? 0;
      for (let at = this.#starts[shape] ?? 0; at < end; at++) {
        const place = this.#byShape[at] as number;
        if (this.#digits[place] === digits && this.#mayBe(place, pairs, mostLost))
          found.push(place);
      }
    }
    return found;
  }

  /** Of some places, those whose keys share most pairs of letters with this one, in the same order. */
  shortlist(key: string, places: Int32Array): Iterable<number> {
    if (places.length <= SHORTLIST) return places;
    const { low, high } = letterPairs(key);
    const count = countBits(low) + countBits(high);
    const likeness = this.#likeness.fill(0);
    const histogram = new Int32Array(LIKENESS_STEPS + 1);
    for (let at = 0; at < places.length; at++) {
      const place = places[at] as number;
      const sharedLow = low & (this.#low[place] as number);
      const sharedHigh = high & (this.#high[place] as number);
      if (sharedLow === 0 && sharedHigh === 0) continue;
      const both = count + (this.#pairCounts[place] as number);
      const shared = countBits(sharedLow) + countBits(sharedHigh);
      const step = (shared * (STEPS_OF_ONE[both] as number)) | 0;
      likeness[at] = step;
      histogram[step] = (histogram[step] as number) + 1;
    }
    histogram[0] = places.length;
    return placesFrom(places, likeness, leastOf(histogram));
  }

  /** Whether no more pairs are lost, or added, than so many errors can bring about. */
  #mayBe(place: number, { low, high }: LetterPairs, most: number): boolean {
    const otherLow = this.#low[place] as number;
    const lostLow = countBits(low & ~otherLow);
    if (lostLow > most) return false;
    const otherHigh = this.#high[place] as number;
    return (
      lostLow + countBits(high & ~otherHigh) <= most &&
      countBits(otherLow & ~low) + countBits(otherHigh & ~high) <= most
    );
  }
}

/** A number for the keys of one length that have digits, or none. */
function shapeOf(length: number, digits: number): number {
  return 2 * length + (digits === 0 ? 0 : 1);
}

/** The digits of a key in one number; 0 where it has none. */
function digitsHash(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    if (code >= ZERO && code <= NINE) hash = (Math.imul(hash, 31) + code) | 0;
  }
  return hash;
}

/** How many keys have an earlier shape, for every shape and one more. */
function startsOf(shapes: Int32Array): Int32Array {
  const last = shapes.reduce((most, shape) => Math.max(most, shape), 0);
  const starts = new Int32Array(last + 2);
  for (const shape of shapes) starts[shape + 1] = (starts[shape + 1] as number) + 1;
  for (let shape = 1; shape < starts.length; shape++)
    starts[shape] = (starts[shape] as number) + (starts[shape - 1] as number);
  return starts;
}

function placesByShape(shapes: Int32Array, starts: Int32Array): Int32Array {
  const places = new Int32Array(shapes.length);
  const next = starts.slice();
  for (const [place, shape] of shapes.entries()) {
    const at = next[shape] as number;
    places[at] = place;
    next[shape] = at + 1;
  }
  return places;
}

function placesFrom(places: Int32Array, likeness: Uint8Array, least: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < places.length; at++)
    if ((likeness[at] as number) >= least) found.push(places[at] as number);
  return found;
}

/** The lowest step of likeness that a shortlist has room for; the highest always has. */
function leastOf(histogram: Int32Array): number {
  let left = SHORTLIST;
  let step = histogram.length - 1;
  while (step > 0 && left >= (histogram[step] as number)) {
    left -= histogram[step] as number;
    step--;
  }
  return Math.min(step + 1, histogram.length - 1);
}
