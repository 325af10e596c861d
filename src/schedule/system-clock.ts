import type { ScheduleClock } from "./scheduler.ts";

/** The real time; waiting keeps no process alive. */
export const systemClock: ScheduleClock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
