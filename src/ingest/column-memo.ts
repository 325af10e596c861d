const READINGS_KEPT = 150_000;

/**
 * Remembers what the distinct texts of a column mean, so that a million equal cells are read once.
 * Bounded: when full it forgets everything and learns again.
 */
export class ColumnMemo<T> {
  readonly #read: (raw: string) => T;
  readonly #readings = new Map<string, T>();
  #lastRaw: string | null = null;
  #last: T | undefined;

  /** @param read gives the meaning of a text; it may throw, and is then asked again next time */
  constructor(read: (raw: string) => T) {
    this.#read = read;
  }

  get(raw: string): T {
    if (raw === this.#lastRaw) return this.#last as T;
    const reading = this.#readings.get(raw) ?? this.#learn(raw);
    this.#lastRaw = raw;
    this.#last = reading;
    return reading;
  }

  #learn(raw: string): T {
    const reading = this.#read(raw);
    if (this.#readings.size >= READINGS_KEPT) this.#readings.clear();
    // A cell is a slice that keeps its whole chunk of the file alive; a copy doesn't.
    this.#readings.set(Buffer.from(raw).toString(), reading);
    return reading;
  }
}
