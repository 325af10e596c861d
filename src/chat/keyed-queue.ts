/** Runs jobs of one key after another, in the order they came; jobs of other keys don't wait for them. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Gives what the job gives, also its failure; the next job of the key runs either way. */
  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(job);
    const tail: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => this.#forget(key, tail));
    this.#tails.set(key, tail);
    return result;
  }

  /** Done once every job that was given until now is. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  #forget(key: string, tail: Promise<unknown>): void {
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }
}
