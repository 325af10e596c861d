import { z } from "zod";
import type { CallClock } from "#src/sources/calls/caller";
import type { SourceEnvironment } from "#src/sources/context";
import { NotYetError } from "#src/sources/source";

/** How many query processing units (QPU) Azure grants a tenant within how long, and how its headers call that. */
export const QPU_WINDOWS = [
  { milliseconds: 10_000, units: 12, name: /sec/i },
  { milliseconds: 60_000, units: 60, name: /min/i },
  { milliseconds: 3_600_000, units: 600, name: /hour/i },
] as const;

type QpuWindow = (typeof QPU_WINDOWS)[number];

/** What isn't granted within so long is left to the next sync, in milliseconds. */
const LONGEST_WAIT = 60_000;

const CONSUMED = "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed";
/** `QueriesPerHour:577,QueriesPerMin:59` */
const REMAINING = "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining";

/** Units that a call takes; what the answer says of them is known later. */
export interface QpuSpending {
  /** Milliseconds since 1970-01-01. */
  readonly at: number;
  units: number;
}

const memorySchema = z.array(z.tuple([z.number(), z.number().min(0)]));

/**
 * Keeps a tenant within what Azure grants its cost queries: 12 QPU in 10 seconds, 60 in a minute, 600 in an
 * hour, however many sources ask. A month of data takes one QPU.
 */
export class QpuLimiter {
  /** Our own, the oldest first. */
  readonly #spent: QpuSpending[] = [];
  /** What others of the tenant had spent in a window when Azure last told. */
  readonly #others = new Map<QpuWindow, QpuSpending>();

  /**
   * Waits until so many units are free, and takes them.
   * @throws NotYetError where that is more than a minute away
   */
  async take(units: number, clock: CallClock): Promise<QpuSpending> {
    for (;;) {
      const now = clock.now();
      const wait = this.#waitFor(units, now);
      if (wait > LONGEST_WAIT) {
        const minutes = Math.ceil(wait / 60_000);
        throw new NotYetError(
          `Azure's quota of cost queries for this tenant is used up for ${minutes} minutes`,
        );
      }
      if (wait <= 0) {
        const spending = { at: now, units };
        this.#spent.push(spending);
        return spending;
      }
      await clock.wait(wait);
    }
  }

  /** Learns from an answer's headers what its call really took, and what is left to all. */
  adjust(
    spending: QpuSpending,
    headers: Readonly<Record<string, string>>,
    { now }: Pick<CallClock, "now">,
  ): void {
    const consumed = Number(headers[CONSUMED] ?? Number.NaN);
    if (consumed >= 0) spending.units = consumed;
    for (const [, name = "", left] of (headers[REMAINING] ?? "").matchAll(/(\w+)\s*:\s*(\d+)/g)) {
      const window = QPU_WINDOWS.find((candidate) => candidate.name.test(name));
      if (window === undefined) continue;
      const units = window.units - Number(left) - sumOf(this.#within(window, now()));
      this.#others.set(window, { at: now(), units: Math.max(0, units) });
    }
  }

  /** What was spent in the last hour, for the next process. */
  memory(now: number): string {
    const longest = Math.max(...QPU_WINDOWS.map(({ milliseconds }) => milliseconds));
    this.#spent.splice(0, this.#spent.findLastIndex(({ at }) => at <= now - longest) + 1);
    return JSON.stringify(this.#spent.map(({ at, units }) => [at, units]));
  }

  /** Takes over what an earlier process remembered; a text of another shape is forgotten. */
  recall(memory: string, now: number): void {
    const known = new Set(this.#spent.map(({ at }) => at));
    const before = memorySchema.catch([]).parse(parsed(memory));
    for (const [at, units] of before) {
      // A clock that was ahead must not hold everything up.
      if (!known.has(at)) this.#spent.push({ at: Math.min(at, now), units });
    }
    this.#spent.sort((a, b) => a.at - b.at);
  }

  /** Milliseconds until the units fit into every window. */
  #waitFor(units: number, now: number): number {
    return Math.max(...QPU_WINDOWS.map((window) => this.#waitIn(window, units, now)));
  }

  #waitIn(window: QpuWindow, units: number, now: number): number {
    const others = this.#others.get(window);
    const counted = [...this.#within(window, now), ...(others === undefined ? [] : [others])]
      .filter(({ at }) => at > now - window.milliseconds)
      .sort((a, b) => a.at - b.at);
    let sum = sumOf(counted);
    let wait = 0;
    for (const spending of counted) {
      if (sum + units <= window.units) break;
      sum -= spending.units;
      wait = spending.at + window.milliseconds - now;
    }
    return wait;
  }

  #within({ milliseconds }: QpuWindow, now: number): QpuSpending[] {
    return this.#spent.filter(({ at }) => at > now - milliseconds);
  }
}

function sumOf(spendings: readonly QpuSpending[]): number {
  return spendings.reduce((sum, { units }) => sum + units, 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const LIMITERS = new WeakMap<SourceEnvironment, QpuLimiter>();

/** The one limiter of all sources with these credentials, and so of their tenant. */
export function qpuLimiterOf(environment: SourceEnvironment): QpuLimiter {
  const limiter = LIMITERS.get(environment) ?? new QpuLimiter();
  LIMITERS.set(environment, limiter);
  return limiter;
}
