const READINGS_KEPT = 10_000;

/**
 * Remembers what the texts of a column mean, since the files of an import mostly hold the same.
 * Bounded to those met first: in a column of ever new texts there is nothing to gain.
 */
export class ColumnMemo<T> {
  readonly #read: (raw: string) => T;
  readonly #readings = new Map<string, T>();

  /** @param read gives the meaning of a text */
  constructor(read: (raw: string) => T) {
    this.#read = read;
  }

  /** What a text means. */
  get(raw: string): T {
    const known = this.#readings.get(raw);
    if (known !== undefined) return known;
    const reading = this.#read(raw);
    if (this.#readings.size < READINGS_KEPT) this.#readings.set(raw, reading);
    return reading;
  }
}
