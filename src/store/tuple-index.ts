const INITIAL_SLOTS = 1024;

/** Numbers equal tuples of 32-bit integers alike: 1, 2, 3 … in order of first appearance. */
export class TupleIndex {
  readonly #width: number;
  #tuples: Int32Array;
  #slots = new Int32Array(INITIAL_SLOTS);
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#tuples = new Int32Array((width * INITIAL_SLOTS) / 2);
  }

  /** How many different tuples there are; the number that a new tuple got is the size after it. */
  get size(): number {
    return this.#size;
  }

  /** The number of a tuple, given to it now if it is new. */
  numberOf(tuple: Int32Array): number {
    let slot = this.#hash(tuple) & (this.#slots.length - 1);
    for (;;) {
      const number = this.#slots[slot] as number;
      if (number === 0) return this.#add(tuple, slot);
      if (this.#equals(tuple, number)) return number;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
  }

  /** A field of the tuple with this number. */
  field(number: number, index: number): number {
    return this.#tuples[(number - 1) * this.#width + index] as number;
  }

  /** Forgets all tuples, keeping the memory. */
  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #add(tuple: Int32Array, slot: number): number {
    if ((this.#size + 1) * this.#width > this.#tuples.length) {
      const larger = new Int32Array(this.#tuples.length * 2);
      larger.set(this.#tuples);
      this.#tuples = larger;
    }
    this.#tuples.set(tuple, this.#size * this.#width);
    this.#size++;
    this.#slots[slot] = this.#size;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return this.#size;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let number = 1; number <= this.#size; number++) {
      const start = (number - 1) * this.#width;
      let slot = this.#hash(this.#tuples.subarray(start, start + this.#width)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }

  #hash(tuple: Int32Array): number {
    let hash = 0x811c9dc5;
    for (let index = 0; index < this.#width; index++) {
      hash = Math.imul(hash ^ (tuple[index] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }

  #equals(tuple: Int32Array, number: number): boolean {
    const start = (number - 1) * this.#width;
    for (let index = 0; index < this.#width; index++) {
      if (tuple[index] !== this.#tuples[start + index]) return false;
    }
    return true;
  }
}
