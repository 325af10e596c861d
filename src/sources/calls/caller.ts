import type { CallUsage } from "#src/sources/source";
import { CallError, type CallFailure } from "./call-error.ts";
import { readFailure } from "./read-failure.ts";

/** Time and chance, handed in so that nobody has to wait in a test. */
export interface CallClock {
  /** Milliseconds since 1970-01-01. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

export interface CallLimits {
  /** How often a call is tried in all. */
  readonly attempts: number;
  /** The first wait is at most this long, each next up to twice as long, in milliseconds. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** All waits of a run together, in milliseconds. */
  readonly waitBudget: number;
  /** How long nothing may arrive, in milliseconds. */
  readonly silence: number;
  readonly callsPerSecond: number;
}

const DEFAULT_LIMITS: CallLimits = {
  attempts: 5,
  firstWait: 500,
  longestWait: 30_000,
  waitBudget: 600_000,
  silence: 60_000,
  callsPerSecond: 25,
};

/** What a source may spend on calls that cost money. */
export interface Purse {
  /** Takes US dollars before a call; false where too little is left today. */
  take(price: number): boolean | Promise<boolean>;
}

/** The time limit of one call. */
export interface CallTime {
  readonly signal: AbortSignal;
  /** Something arrived: the limit begins anew. */
  alive(): void;
  /** The clock of this machine, milliseconds since 1970-01-01, where a provider tells none. */
  now(): number;
}

/** What a call is made with besides its limits. */
export interface CallOptions {
  /** US dollars that each try costs. */
  readonly price?: number;
  /** Waits before each try, outside its time limit: for the pace of an API that others share. */
  readonly before?: () => Promise<void>;
  readonly onUnauthenticated?: () => void;
}

/** How often a failure of a kind is worth another try; the rest none. */
const RETRIES: Partial<Readonly<Record<CallFailure, number>>> = {
  throttled: Number.POSITIVE_INFINITY,
  unavailable: Number.POSITIVE_INFINITY,
  corrupt: Number.POSITIVE_INFINITY,
  // Clients learn the provider's clock, and new credentials, from the refusal.
  skewed: 1,
  unauthenticated: 1,
};

/** Makes the calls of one source: counted, at its pace, with time limits and retries. */
export class Caller {
  readonly #limits: CallLimits;
  readonly #clock: CallClock;
  readonly #purse: Purse | null;
  #calls = 0;
  #cost = 0;
  #waited = 0;
  #nextCallAt = 0;

  constructor(clock: CallClock, limits: Partial<CallLimits> = {}, purse: Purse | null = null) {
    this.#clock = clock;
    this.#purse = purse;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  get usage(): CallUsage {
    return { calls: this.#calls, cost: this.#cost };
  }

  /**
   * Makes a call, again where that may help: with full jitter, and not before the provider's own hint.
   * @param action what is done, for messages: "Listing s3://bill/focus"
   * @throws CallError
   */
  async call<T>(
    action: string,
    attempt: (time: CallTime) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      await this.#keepPace();
      await options.before?.();
      await this.#pay(action, options.price ?? 0);
      try {
        return await this.#inTime(attempt);
      } catch (error) {
        const failure = readFailure(error);
        if (failure.failure === "unauthenticated") options.onUnauthenticated?.();
        if (!(await this.#waitForRetry(failure, tries))) throw failure.during(action);
      }
    }
  }

  /** Counts US dollars that calls turned out to cost, where that is only known afterwards. */
  spend(dollars: number): void {
    this.#cost += dollars;
  }

  async #pay(action: string, price: number): Promise<void> {
    if (price > 0 && (await this.#purse?.take(price)) === false) {
      throw new CallError("capped", { reason: `a call costs $${price}` }, action);
    }
    this.#calls++;
    this.#cost += price;
  }

  /** Returns false where no other try is left. */
  async #waitForRetry({ failure, retryAfter }: CallError, tries: number): Promise<boolean> {
    const { attempts, firstWait, longestWait, waitBudget } = this.#limits;
    if (tries >= attempts || tries > (RETRIES[failure] ?? 0)) return false;
    const jitter = this.#clock.random() * Math.min(longestWait, firstWait * 2 ** (tries - 1));
    const wait = (retryAfter ?? 0) + jitter;
    if (this.#waited + wait > waitBudget) return false;
    this.#waited += wait;
    await this.#clock.wait(wait);
    return true;
  }

  async #keepPace(): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#nextCallAt);
    this.#nextCallAt = at + 1000 / this.#limits.callsPerSecond;
    if (at > now) await this.#clock.wait(at - now);
  }

  async #inTime<T>(attempt: (time: CallTime) => Promise<T>): Promise<T> {
    const { silence } = this.#limits;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), silence);
    // Not every library listens to the signal once an answer has begun.
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        const reason = `nothing arrived for ${Math.round(silence / 1000)} s`;
        reject(new CallError("unavailable", { reason }));
      });
    });
    try {
      const time = { signal, alive: () => timer.refresh(), now: () => this.#clock.now() };
      return await Promise.race([attempt(time), aborted]);
    } finally {
      clearTimeout(timer);
    }
  }
}
