/** What listeners are at, also after they have acknowledged what it is about. */
export class Underway {
  readonly #works = new Set<Promise<unknown>>();

  /** Gives what the work gives, also its failure. */
  async wait<T>(work: Promise<T>): Promise<T> {
    this.#works.add(work);
    try {
      return await work;
    } finally {
      this.#works.delete(work);
    }
  }

  /** Done once all of it is. */
  async idle(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
