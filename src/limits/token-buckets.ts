const MINUTE = 60_000;
/** Beyond so many, the buckets that are full again are forgotten now and then. */
const MANY = 10_000;

interface Bucket {
  readonly tokens: number;
  /** Milliseconds of the clock at which it held so many. */
  readonly at: number;
}

/** For each key a bucket that holds a minute's worth and fills up evenly. */
export class TokenBuckets {
  readonly perMinute: number;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #forgetBeyond = MANY;

  /** @param clock milliseconds of a clock that never goes back */
  constructor(perMinute: number, clock: () => number) {
    this.perMinute = perMinute;
    this.#clock = clock;
  }

  /** Milliseconds until the key has a token; 0 where it has one. */
  waitOf(key: string): number {
    const missing = 1 - this.#tokensOf(key, this.#clock());
    return missing <= 0 ? 0 : (missing * MINUTE) / this.perMinute;
  }

  /** Takes a token; a bucket never holds less than none. */
  take(key: string): void {
    const at = this.#clock();
    const tokens = Math.max(0, this.#tokensOf(key, at) - 1);
    this.#buckets.set(key, { tokens, at });
    if (this.#buckets.size > this.#forgetBeyond) this.#forgetFull(at);
  }

  /** How many buckets are kept: those that may not be full. */
  get kept(): number {
    return this.#buckets.size;
  }

  #tokensOf(key: string, now: number): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.perMinute;
    const filled = bucket.tokens + ((now - bucket.at) * this.perMinute) / MINUTE;
    return Math.min(this.perMinute, filled);
  }

  #forgetFull(now: number): void {
    for (const key of this.#buckets.keys()) {
      if (this.#tokensOf(key, now) === this.perMinute) this.#buckets.delete(key);
    }
    this.#forgetBeyond = Math.max(MANY, this.#buckets.size * 2);
  }
}
