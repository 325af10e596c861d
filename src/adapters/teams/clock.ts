import { setTimeout as sleep } from "node:timers/promises";

/** Time as the adapter waits by; milliseconds of one monotonic clock. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** The machine's own clock. */
export const machineClock: Clock = {
  now: () => performance.now(),
  wait: async (milliseconds) => {
    if (milliseconds > 0) await sleep(milliseconds);
  },
};

/** How long a request of the bot's may take. */
export const REQUEST_MS = 30_000;
