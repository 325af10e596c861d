import { setTimeout as sleep } from "node:timers/promises";

/** What a promise gives, or null when it takes longer. */
export async function withinTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const over = new AbortController();
  const timeout = sleep(milliseconds, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    over.abort();
  }
}
