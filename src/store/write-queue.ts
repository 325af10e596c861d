/**
 * Lets writes to a store in one after the other. Its connection has one transaction at a time, and that of a load
 * spans many turns of the event loop: what else were written meanwhile would be taken back with it.
 */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a write when those before it have ended, and gives back what it does. */
  run<T>(write: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(write);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
