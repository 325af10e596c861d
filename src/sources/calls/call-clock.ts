import { setTimeout as wait } from "node:timers/promises";
import type { CallClock } from "./caller.ts";

/** The real clock; `stop` ends its waits. */
export function callClock(stop?: AbortSignal): CallClock {
  return {
    now: () => Date.now(),
    wait: async (milliseconds) => {
      await wait(milliseconds, undefined, stop === undefined ? {} : { signal: stop });
    },
    random: () => Math.random(),
  };
}
