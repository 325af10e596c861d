import { setTimeout as sleep } from "node:timers/promises";
import { KeyedQueue } from "#src/chat/keyed-queue";
import type { TrafficCounts } from "#src/chat/ports";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";

const MOST_ATTEMPTS = 20;
/** What Slack lets into one channel, once it has complained. */
const PACE_MILLISECONDS = 1000;
const PACED_FOR_MILLISECONDS = 60_000;

/** How a channel is treated after a complaint. */
interface Pace {
  readonly until: number;
  /** When its last message got through; null where none has since the complaint. */
  readonly last: number | null;
}

/** What the outbox is made of. */
export interface OutboxParts {
  readonly log: Log;
  readonly counts: TrafficCounts;
  /** Told when a workspace has removed the app or revoked its token. */
  readonly onTokenEnded: (team: string, code: string) => void;
}

/**
 * Everything that goes out to Slack, one message after another in each channel. Slack's wish to wait is heeded
 * here, so that it holds up one channel alone; for a minute the channel then gets no more than a message a second.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #channels = new KeyedQueue();
  readonly #paces = new Map<string, Pace>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /**
   * Makes a call when it is its turn, again as long as Slack asks to wait.
   * @throws what Slack has against it, when waiting doesn't help or `attempts` are used up
   */
  send<T>(
    team: string,
    channel: string,
    call: () => Promise<T>,
    attempts = MOST_ATTEMPTS,
  ): Promise<T> {
    const lane = `${team}/${channel}`;
    return this.#channels.run(lane, () => this.#patiently(team, lane, call, attempts));
  }

  /** Done once nothing is waiting any more. */
  idle(): Promise<void> {
    return this.#channels.idle();
  }

  async #patiently<T>(
    team: string,
    lane: string,
    call: () => Promise<T>,
    attempts: number,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.#pace(lane);
      try {
        const result = await call();
        this.#parts.counts.sent("slack", "ok");
        this.#sent(lane);
        return result;
      } catch (error) {
        const { code, waitSeconds } = problemOf(error);
        if (waitSeconds !== null) this.#parts.counts.rateLimited("slack");
        if (waitSeconds === null || attempt === attempts) throw this.#failed(error, team);
        this.#parts.log.info("Slack asks to wait", { code, seconds: waitSeconds });
        await sleep(waitSeconds * 1000);
        this.#paces.set(lane, { until: performance.now() + PACED_FOR_MILLISECONDS, last: null });
        this.#parts.counts.retried("slack");
      }
    }
  }

  /** A channel about which Slack has complained gets a message a second. */
  async #pace(lane: string): Promise<void> {
    const pace = this.#paces.get(lane);
    if (pace === undefined) return;
    if (performance.now() > pace.until) this.#paces.delete(lane);
    else if (pace.last !== null) {
      const early = pace.last + PACE_MILLISECONDS - performance.now();
      if (early > 0) await sleep(early);
    }
  }

  #sent(lane: string): void {
    const pace = this.#paces.get(lane);
    if (pace !== undefined) this.#paces.set(lane, { ...pace, last: performance.now() });
  }

  #failed(error: unknown, team: string): unknown {
    const { code, isTokenEnded } = problemOf(error);
    this.#parts.counts.sent("slack", "failed");
    if (isTokenEnded) this.#parts.onTokenEnded(team, code);
    return error;
  }
}
