import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "#src/store/sync/lease";

/** While a month is loaded nobody else can write, for minutes; each try holds up all else for a while. */
const TRIES = 60;
const BETWEEN = 10_000;

/** Writes once the store lets it, and not only at the first try: what was posted has to be noted. */
export async function patiently<T>(write: () => T): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return write();
    } catch (error) {
      if (!isBusy(error) || left === 0) throw error;
    }
    await sleep(BETWEEN);
  }
}

/** Writes, unless the store is busy: null then, and it is left for the next time. */
export function unlessBusy<T>(write: () => T): T | null {
  try {
    return write();
  } catch (error) {
    if (isBusy(error)) return null;
    throw error;
  }
}
