/** The last `size` numbers pushed, kept sorted, so that their median costs nothing. */
export class RollingMedian {
  readonly #size: number;
  readonly #order: number[] = [];
  readonly #sorted: number[] = [];
  #oldest = 0;

  constructor(size: number) {
    this.#size = size;
  }

  push(value: number): void {
    if (this.#order.length < this.#size) {
      this.#order.push(value);
    } else {
      const leaving = this.#order[this.#oldest] ?? 0;
      this.#sorted.splice(position(this.#sorted, leaving), 1);
      this.#order[this.#oldest] = value;
      this.#oldest = (this.#oldest + 1) % this.#size;
    }
    this.#sorted.splice(position(this.#sorted, value), 0, value);
  }

  /** Adds `amount` to every number held. */
  shift(amount: number): void {
    for (const list of [this.#order, this.#sorted]) {
      for (let index = 0; index < list.length; index++) list[index] = (list[index] ?? 0) + amount;
    }
  }

  get count(): number {
    return this.#sorted.length;
  }

  /** The middle number (the mean of the two middle ones); 0 while there is none. */
  get median(): number {
    const { length } = this.#sorted;
    const upper = this.#sorted[length >> 1] ?? 0;
    if (length % 2 === 1) return upper;
    return (upper + (this.#sorted[(length >> 1) - 1] ?? upper)) / 2;
  }
}

/** The median of a few numbers; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const window = new RollingMedian(values.length);
  for (const value of values) window.push(value);
  return window.median;
}

function position(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
