import { KeyedQueue } from "#src/chat/keyed-queue";
import type { TeamsConversation, TrafficCounts } from "#src/chat/ports";
import type { TeamsAccount } from "./activity.ts";
import type { Clock } from "./clock.ts";
import {
  type MembersPage,
  type OutgoingActivity,
  type TeamsHost,
  TeamsSendError,
} from "./teams-host.ts";
import { Throttle } from "./throttle.ts";

const MOST_ATTEMPTS = 6;
/** An answer in the same conversation may be waiting. */
const READING_ATTEMPTS = 2;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const MOST_IDLE_THROTTLES = 1000;
/** Statuses after which Teams asks to try again. */
const PASSING_STATUSES: ReadonlySet<number | null> = new Set([412, 429, 502, 504]);

/** What the outbox is made of. */
export interface OutboxParts {
  readonly host: TeamsHost;
  readonly isServiceUrl: (url: string) => boolean;
  readonly clock: Clock;
  readonly counts: Pick<TrafficCounts, "sent" | "retried" | "rateLimited">;
}

/**
 * All that goes out: in order within a conversation, below Teams' rates, tried again where Teams asks for it, and
 * only ever to Teams' own hosts.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #inOrder = new KeyedQueue();
  readonly #throttles = new Map<string, Throttle>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Sends an activity and gives its id. @param attempts how often it may be tried */
  post(
    place: TeamsConversation,
    activity: OutgoingActivity,
    attempts = MOST_ATTEMPTS,
  ): Promise<string> {
    return this.#send(place, () => this.#parts.host.post(place, activity), attempts);
  }

  /** Puts an activity in the place of a former one. */
  update(
    place: TeamsConversation,
    id: string,
    activity: OutgoingActivity,
    attempts = MOST_ATTEMPTS,
  ): Promise<void> {
    return this.#send(place, () => this.#parts.host.update(place, id, activity), attempts);
  }

  /** A page of those who are in a conversation. */
  members(place: TeamsConversation, continuation?: string): Promise<MembersPage> {
    return this.#send(place, () => this.#parts.host.members(place, continuation), READING_ATTEMPTS);
  }

  /** Somebody who is in a conversation. */
  member(place: TeamsConversation, memberId: string): Promise<TeamsAccount> {
    return this.#send(place, () => this.#parts.host.member(place, memberId), READING_ATTEMPTS);
  }

  /** The 1:1 conversation with a member of `place`, by the member's id or the object id of Entra. */
  openPersonal(
    place: TeamsConversation,
    memberId: string,
    attempts = MOST_ATTEMPTS,
  ): Promise<TeamsConversation> {
    return this.#send(place, () => this.#parts.host.openPersonal(place, memberId), attempts);
  }

  /** Resolves when everything was sent or given up. */
  drain(): Promise<void> {
    return this.#inOrder.idle();
  }

  #send<T>(place: TeamsConversation, attempt: () => Promise<T>, most: number): Promise<T> {
    if (!this.#parts.isServiceUrl(place.serviceUrl)) {
      return Promise.reject(new Error("nothing is sent to a host that isn't Teams'"));
    }
    const throttle = this.#throttleOf(place.conversationId);
    return this.#inOrder.run(place.conversationId, () => this.#attempts(throttle, attempt, most));
  }

  async #attempts<T>(throttle: Throttle, attempt: () => Promise<T>, most: number): Promise<T> {
    const { clock, counts } = this.#parts;
    for (let attempts = 1; ; attempts += 1) {
      await clock.wait(throttle.delayAt(clock.now()));
      throttle.sentAt(clock.now());
      try {
        const result = await attempt();
        counts.sent("teams", "ok");
        return result;
      } catch (error) {
        if (!isPassing(error) || attempts === most) {
          counts.sent("teams", "failed");
          throw error;
        }
        if (error.status === 429) counts.rateLimited("teams");
        else counts.retried("teams");
        await clock.wait(backoff(error, attempts));
      }
    }
  }

  #throttleOf(conversationId: string): Throttle {
    const known = this.#throttles.get(conversationId);
    if (known !== undefined) return known;
    if (this.#throttles.size >= MOST_IDLE_THROTTLES) this.#forgetIdle();
    const fresh = new Throttle();
    this.#throttles.set(conversationId, fresh);
    return fresh;
  }

  #forgetIdle(): void {
    const now = this.#parts.clock.now();
    for (const [id, throttle] of this.#throttles) {
      if (throttle.isIdleAt(now)) this.#throttles.delete(id);
    }
  }
}

function isPassing(error: unknown): error is TeamsSendError {
  return error instanceof TeamsSendError && PASSING_STATUSES.has(error.status);
}

/** What Teams asks for, or twice as long each time; never the same for two that were turned away together. */
function backoff({ retryAfter }: TeamsSendError, attempts: number): number {
  const doubled = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
  const jitter = Math.random();
  return retryAfter === null ? doubled * (0.5 + jitter / 2) : retryAfter + jitter * 250;
}
