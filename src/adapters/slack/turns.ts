import { setImmediate } from "node:timers/promises";

/**
 * Starts one job per round of the event loop. A question takes the processor for some milliseconds; between two
 * of them the requests that came in meanwhile are read and acknowledged.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Done when it is this caller's turn. */
  next(): Promise<unknown> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
