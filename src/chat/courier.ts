import type { Channel } from "#src/channel";
import type { Drawable } from "./message.ts";

/** Brings to a platform's channels what nobody has asked for just now. */
export interface Courier {
  /**
   * Posts a card with its files, as a message of its own or into the thread of a former one.
   * @param mark names this very message, so that `find` knows it again
   * @returns the platform's id of the message
   * @throws CourierError
   */
  post(
    channel: Channel,
    card: Drawable,
    options: { readonly mark: string; readonly thread?: string },
  ): Promise<string>;
  /** Puts a card in the place of a message. @throws CourierError */
  update(channel: Channel, messageId: string, card: Drawable): Promise<void>;
  /**
   * The id of the message with a mark, if it was posted after an instant; null if it wasn't; `unknown` where the
   * platform doesn't say.
   * @param thread the message in whose thread it would be
   * @throws CourierError
   */
  find(
    channel: Channel,
    mark: string,
    since: Date,
    thread?: string,
  ): Promise<string | null | "unknown">;
  /** Remembers what a message is about that was found again, so that it can be followed up. */
  remember(channel: Channel, messageId: string, card: Drawable): void;
}

/**
 * Why nothing could be brought. later: the platform asks to wait, or isn't there; unsure: it may have arrived, as
 * the platform's answer got lost; impossible: the channel is gone, or the app isn't in it.
 */
export type CourierFailure = "later" | "unsure" | "impossible";

/** Something that couldn't be brought to a channel. */
export class CourierError extends Error {
  override name = "CourierError";
  readonly failure: CourierFailure;
  /** What the platform asks to wait, in milliseconds; null where it says nothing. */
  readonly retryAfter: number | null;

  constructor(failure: CourierFailure, reason: string, retryAfter: number | null = null) {
    super(reason);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }
}
