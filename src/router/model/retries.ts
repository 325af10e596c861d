import { setTimeout as wait } from "node:timers/promises";

/** When and how often a failed request is made again. */
export interface RetryRules {
  readonly retries: number;
  readonly baseMilliseconds: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 after which no further attempt is begun. */
  readonly deadline: number;
  readonly now: () => Date;
  /** 0 up to 1. */
  readonly random: () => number;
}

const TRANSIENT: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** Makes a request, and again after passing failures; throws what the last attempt threw. */
export async function withRetries<T>(attempt: () => Promise<T>, rules: RetryRules): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (failures >= rules.retries || rules.signal.aborted || !isTransient(error)) throw error;
      const pause = pauseAfter(error, failures, rules);
      if (rules.now().getTime() + pause >= rules.deadline) throw error;
      await wait(pause, undefined, { signal: rules.signal });
    }
  }
}

/** The HTTP status that an error carries; null where no answer came. */
export function statusOf(error: unknown): number | null {
  const status = propertyOf(error, "status");
  return typeof status === "number" ? status : null;
}

function isTransient(error: unknown): boolean {
  const status = statusOf(error);
  if (status === null) return true;
  if (propertyOf(error, "code") === "insufficient_quota") return false;
  return status >= 500 || TRANSIENT.has(status);
}

/** What the server asks for, or else twice as long each time; up to half of it is left to chance. */
function pauseAfter(
  error: unknown,
  failures: number,
  { baseMilliseconds, now, random }: RetryRules,
) {
  const asked = retryAfter(error, now());
  return asked ?? baseMilliseconds * 2 ** failures * (0.5 + random() / 2);
}

/** Milliseconds of a Retry-After header, given in seconds or as a date. */
function retryAfter(error: unknown, now: Date): number | null {
  const headers = propertyOf(error, "headers");
  const text = headers instanceof Headers ? headers.get("retry-after") : null;
  if (text === null || text.trim() === "") return null;
  const seconds = Number(text);
  const pause = Number.isNaN(seconds) ? Date.parse(text) - now.getTime() : seconds * 1000;
  return Number.isNaN(pause) ? null : Math.max(0, pause);
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
