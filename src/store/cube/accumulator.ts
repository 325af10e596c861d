const INITIAL_GROUPS = 256;
/** A sum this small beside what was added up is the doubles' own rounding: it is zero. */
const ROUNDING = 4 * Number.EPSILON;

/** Sums by slot: what is positive and what is negative apart, and how many charges were met. */
export class Accumulator {
  #positive = new Float64Array(INITIAL_GROUPS);
  #negative = new Float64Array(INITIAL_GROUPS);
  #stated = new Uint8Array(INITIAL_GROUPS);
  #met = new Uint8Array(INITIAL_GROUPS);

  /** Adds an amount to a slot; NaN says that there are charges but none states an amount. */
  add(slot: number, amount: number): void {
    if (slot >= this.#met.length) this.#grow(slot);
    this.#met[slot] = 1;
    if (Number.isNaN(amount)) return;
    this.#stated[slot] = 1;
    if (amount < 0) this.#negative[slot] = (this.#negative[slot] as number) + amount;
    else this.#positive[slot] = (this.#positive[slot] as number) + amount;
  }

  /** Whether any charge fell into the slot. */
  has(slot: number): boolean {
    return this.#met[slot] === 1;
  }

  /** The sum of a slot; null where no charge stated an amount. */
  value(slot: number): number | null {
    if (this.#stated[slot] !== 1) return null;
    return net(this.#positive[slot] as number, this.#negative[slot] as number);
  }

  /** What was charged before credits and refunds. */
  gross(slot: number): number {
    return this.#positive[slot] ?? 0;
  }

  /** Credits and refunds: 0 or less. */
  credits(slot: number): number {
    return this.#negative[slot] ?? 0;
  }

  #grow(slot: number): void {
    const length = Math.max(this.#met.length * 2, slot + 1);
    const doubles = (from: Float64Array) => {
      const to = new Float64Array(length);
      to.set(from);
      return to;
    };
    const bytes = (from: Uint8Array) => {
      const to = new Uint8Array(length);
      to.set(from);
      return to;
    };
    this.#positive = doubles(this.#positive);
    this.#negative = doubles(this.#negative);
    this.#stated = bytes(this.#stated);
    this.#met = bytes(this.#met);
  }
}

/** gross + credits, without the residue that rounding leaves where they cancel out. */
export function net(gross: number, credits: number): number {
  const sum = gross + credits;
  return Math.abs(sum) <= ROUNDING * (gross - credits) ? 0 : sum;
}
