import type { Channel } from "#src/channel";
import { channelName } from "#src/channel";
import { type Courier, CourierError } from "#src/chat/courier";
import type { Drawable } from "#src/chat/message";

/** A message as people see it in a channel. */
export interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly mark: string;
  readonly thread: string | null;
  readonly at: number;
  /** The title of its card, and the lines of its blocks. */
  text: string;
  updates: number;
}

/** The id of a message that isn't there any more. */
export const DELETED = "deleted";

/** What may go wrong with one call. */
export type Mishap =
  | "none"
  | "rate-limited"
  | "error before"
  | "lost after"
  | "killed before"
  | "killed after";

/** Both platforms in memory: what got through is shown, whatever the caller learns of it. */
export class SimulatedPlatform {
  readonly messages: Shown[] = [];
  /** The ids of those whose subject was restored. */
  readonly remembered: string[] = [];
  /** Whether it tells which messages it has. */
  readonly finds: (channel: string) => boolean;
  readonly #now: () => number;

  constructor(now: () => number, finds: (channel: string) => boolean = () => true) {
    this.#now = now;
    this.finds = finds;
  }

  /** A process' way to it; `mishap` is asked before each call, `die` never returns. */
  courier(mishap: () => Mishap, die: (during: Mishap) => Promise<never>): Courier {
    const call = async <T>(work: () => T): Promise<T> => {
      await Promise.resolve();
      const what = mishap();
      if (what === "killed before") return die(what);
      if (what === "rate-limited") throw new CourierError("later", "429", 120_000);
      if (what === "error before") throw new CourierError("unsure", "503");
      const done = work();
      await Promise.resolve();
      if (what === "killed after") return die(what);
      if (what === "lost after") throw new CourierError("unsure", "timed out");
      return done;
    };
    return {
      post: (channel, card, { mark, thread }) =>
        call(() => this.#post(channel, card, mark, thread ?? null)),
      update: (_, id, card) =>
        call(() => {
          const message = this.messages.find((shown) => shown.id === id);
          if (message === undefined) throw new CourierError("impossible", "message_not_found");
          message.text = textOf(card);
          message.updates += 1;
        }),
      remember: (_, id) => void this.remembered.push(id),
      find: (channel, mark, since, thread) =>
        call(() => this.#find(channelName(channel), mark, since, thread ?? null)),
    };
  }

  #post(channel: Channel, card: Drawable, mark: string, thread: string | null): string {
    if (thread === DELETED) throw new CourierError("impossible", "message_not_found");
    const id = `m${this.messages.length}`;
    const shown = { id, channel: channelName(channel), mark, thread, at: this.#now() };
    this.messages.push({ ...shown, text: textOf(card), updates: 0 });
    return id;
  }

  #find(
    channel: string,
    mark: string,
    since: Date,
    thread: string | null,
  ): string | null | "unknown" {
    if (!this.finds(channel)) return "unknown";
    const found = this.messages.find(
      (shown) =>
        shown.channel === channel &&
        shown.mark === mark &&
        shown.thread === thread &&
        shown.at >= since.getTime(),
    );
    return found?.id ?? null;
  }
}

function textOf({ card: { title, blocks } }: Drawable): string {
  const lines = blocks.flatMap((block) => {
    if (block.type === "text") return [block.text];
    return block.type === "context" ? block.lines : [];
  });
  return [title, ...lines].join("\n");
}

/** A card with nothing but a title. */
export function titled(title: string): Drawable {
  return { card: { title, blocks: [] }, issue: () => "" };
}
