/** Lets the loads of this process in one after the other, since each takes much of the memory. */
export class LoadQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a load when those before it have ended, and gives back what it does. */
  run<T>(load: () => Promise<T>): Promise<T> {
    const result = this.#last.then(load);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
