import { type Channel, readChannel } from "#src/channel";
import { type Courier, CourierError } from "#src/chat/courier";
import type { Drawable, Platform } from "#src/chat/message";
import type { Log } from "#src/log";
import type { Owner } from "#src/store/process-owner";
import type { Posting, Postings } from "#src/store/schedules/postings";
import { patiently, unlessBusy } from "./patiently.ts";
import type { ScheduleClock } from "./scheduler.ts";

/** What a posting has to say, as of now. */
export type Composed =
  | {
      readonly kind: "message";
      readonly drawable: Drawable;
      /** The platform's id of the message whose thread it goes into. */
      readonly thread?: string;
      /** Whether it goes into the channel itself where it can't go into that thread. */
      readonly isElseBeside?: boolean;
      /** The platform's id of the message whose place it takes. */
      readonly inPlaceOf?: string;
    }
  /** Nothing yet. */
  | { readonly kind: "later"; readonly until: Date; readonly reason: string }
  | { readonly kind: "nothing"; readonly reason: string };

/** Says what a posting holds; what it throws is tried again. */
export type Compose = (posting: Posting, channel: Channel, now: Date) => Promise<Composed>;

/** The couriers that there are. */
export type Couriers = Partial<Record<Exclude<Platform, "web">, Courier>>;

/** What postings are brought out with. */
export interface DispatcherParts {
  readonly postings: Postings;
  readonly couriers: Couriers;
  readonly compose: Compose;
  readonly dayIn: (channel: string, now: Date) => string;
  readonly owner: Owner;
  readonly clock: ScheduleClock;
  readonly log: Log;
}

const MINUTE = 60_000;
/** How long one may take, in milliseconds: longer than any courier waits for its platform. */
const LEASE = 10 * MINUTE;
/** How long the platform has to show what may have arrived, in milliseconds. */
const SETTLING = MINUTE;
/** How long is waited after each failed try, in minutes; after the last one always so long. */
const WAITS = [1, 2, 5, 15, 30, 60] as const;
/** What fails so often is given up: about a day of tries. */
const MOST_TRIES = 30;
/** So many are on their way at once: a platform that hangs doesn't hold up the other. */
const AT_ONCE = 4;
/** The platform's clock may be behind by so much, in milliseconds. */
const CLOCK_SKEW = 5 * MINUTE;

/** Brings out what is due: each posting once, whatever fails or dies on the way. */
export class Dispatcher {
  readonly #parts: DispatcherParts;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** Brings out all that is due by now, and ends early once `stop` is aborted or while the store is busy. */
  async run(stop: AbortSignal): Promise<void> {
    const first = this.#claim();
    if (first === null) return;
    const claimed = [first, ...Array.from({ length: AT_ONCE - 1 }, () => this.#claim())];
    await Promise.all(claimed.map((posting) => this.#work(posting, stop)));
  }

  async #work(first: Posting | null, stop: AbortSignal): Promise<void> {
    let posting = first;
    while (posting !== null) {
      await this.#bring(posting);
      posting = stop.aborted ? null : this.#claim();
    }
  }

  #claim(): Posting | null {
    const { postings, owner, couriers } = this.#parts;
    const isFor = (channel: string) => courierOf(couriers, channel) !== null;
    return unlessBusy(() => postings.claim(owner, this.#now(), LEASE, isFor));
  }

  async #bring(posting: Posting): Promise<void> {
    const to = courierOf(this.#parts.couriers, posting.channel);
    if (to === null) return;
    try {
      if (posting.isInDoubt && !(await this.#isStillToBeSent(posting, to))) return;
      const composed = await this.#compose(posting, to.channel);
      if (composed !== null) await this.#send(posting, to, composed);
    } catch (error) {
      await this.#failed(posting, error);
    }
  }

  /** Looks whether a message arrived whose try got no answer. */
  async #isStillToBeSent(posting: Posting, { courier, channel }: Addressee): Promise<boolean> {
    // An update does no harm when it is done twice.
    if (posting.kind === "update") return true;
    const { id, problem: was, firstTriedAt, lastTriedAt, thread } = posting;
    if (firstTriedAt === null || lastTriedAt === null) return true;
    const settled = new Date(Date.parse(lastTriedAt) + SETTLING);
    if (this.#now() < settled) {
      await this.#later(posting, settled, { problem: was, isTry: false, isInDoubt: true });
      return false;
    }
    const since = new Date(Date.parse(firstTriedAt) - CLOCK_SKEW);
    const found = await courier.find(channel, id, since, thread ?? undefined);
    if (found === null) return true;
    if (found === "unknown") {
      const problem = "It may have arrived; the platform doesn't say.";
      await this.#settle(posting, "unsure", { problem });
    } else {
      await this.#settle(posting, "sent", { messageId: found });
      await this.#remember(posting, found, { courier, channel });
    }
    return false;
  }

  /** Whoever brought it is dead, and with them what it was about, which is computed anew. */
  async #remember(
    posting: Posting,
    messageId: string,
    { courier, channel }: Addressee,
  ): Promise<void> {
    try {
      const composed = await this.#parts.compose(posting, channel, this.#now());
      if (composed.kind === "message") courier.remember(channel, messageId, composed.drawable);
    } catch (error) {
      this.#parts.log.warn("it can't be remembered what a message is about", { error });
    }
  }

  /** Null where there is nothing to be sent now. */
  async #compose(posting: Posting, channel: Channel): Promise<Message | null> {
    try {
      const composed = await this.#parts.compose(posting, channel, this.#now());
      if (composed.kind === "message") return composed;
      if (composed.kind === "nothing") {
        await this.#settle(posting, "skipped", { problem: composed.reason });
      } else {
        const { until, reason } = composed;
        const { isInDoubt } = posting;
        const waiting = { problem: reason, isTry: false, isInDoubt, hasWaited: true };
        await this.#later(posting, until, waiting);
      }
    } catch (error) {
      const { id, kind, tries, isInDoubt } = posting;
      this.#parts.log.error("posting can't be computed", { posting: id, kind, error });
      const problem = "It couldn't be computed; the log says why.";
      if (tries + 1 >= MOST_TRIES) await this.#settle(posting, "failed", { problem });
      else await this.#again(posting, { problem, isTry: true, isInDoubt });
    }
    return null;
  }

  async #send(posting: Posting, to: Addressee, message: Message): Promise<void> {
    const { courier, channel } = to;
    const { drawable, thread, isElseBeside = false, inPlaceOf } = message;
    const { postings, owner } = this.#parts;
    const isMine = await patiently(() =>
      postings.begin(posting.id, thread ?? null, owner, { now: this.#now(), lease: LEASE }),
    );
    if (!isMine) return;
    if (inPlaceOf !== undefined) {
      await courier.update(channel, inPlaceOf, drawable);
      await this.#settle(posting, "sent", { messageId: inPlaceOf });
      return;
    }
    const options = { mark: posting.id, ...(thread === undefined ? {} : { thread }) };
    try {
      const messageId = await courier.post(channel, drawable, options);
      await this.#settle(posting, "sent", { messageId });
    } catch (error) {
      const isRefused = error instanceof CourierError && error.failure === "impossible";
      if (!isRefused || !isElseBeside) throw error;
      await this.#send(posting, to, { kind: "message", drawable });
    }
  }

  async #failed(posting: Posting, error: unknown): Promise<void> {
    const failure = error instanceof CourierError ? error.failure : "unsure";
    const problem = error instanceof Error ? error.message : String(error);
    const { id, kind, tries } = posting;
    this.#parts.log.warn("posting failed", { posting: id, kind, failure, error });
    // Not even a refusal says that an earlier try, still in doubt, didn't arrive.
    const isInDoubt = failure === "unsure" || posting.isInDoubt;
    if (failure === "impossible") await this.#settle(posting, "failed", { problem });
    else if (tries + 1 >= MOST_TRIES) {
      await this.#settle(posting, isInDoubt ? "unsure" : "failed", { problem });
    } else {
      const retryAfter = error instanceof CourierError ? error.retryAfter : null;
      await this.#again(posting, { problem, isTry: true, isInDoubt, retryAfter });
    }
  }

  #again(posting: Posting, { retryAfter = null, ...why }: Again): Promise<void> {
    const minutes = WAITS[Math.min(posting.tries, WAITS.length - 1)] ?? 1;
    const wait = Math.max(minutes * MINUTE, retryAfter ?? 0);
    return this.#later(posting, new Date(this.#now().getTime() + wait), why);
  }

  #later(posting: Posting, until: Date, why: Why): Promise<void> {
    return patiently(() => this.#parts.postings.postpone(posting.id, { until, ...why }));
  }

  #settle(
    { id, channel }: Posting,
    state: "sent" | "skipped" | "failed" | "unsure",
    outcome: { readonly messageId?: string; readonly problem?: string },
  ): Promise<void> {
    const { postings, dayIn } = this.#parts;
    return patiently(() => {
      const now = this.#now();
      postings.settle(id, state, { ...outcome, day: dayIn(channel, now) }, now);
    });
  }

  #now(): Date {
    return new Date(this.#parts.clock.now());
  }
}

type Message = Extract<Composed, { kind: "message" }>;

interface Why {
  readonly problem: string | null;
  readonly isTry: boolean;
  readonly isInDoubt: boolean;
  readonly hasWaited?: boolean;
}

interface Again extends Why {
  /** What the platform asks to wait, in milliseconds. */
  readonly retryAfter?: number | null;
}

interface Addressee {
  readonly courier: Courier;
  readonly channel: Channel;
}

function courierOf(couriers: Couriers, name: string): Addressee | null {
  const channel = readChannel(name);
  const courier = channel === null ? undefined : couriers[channel.platform];
  return channel === null || courier === undefined ? null : { courier, channel };
}
