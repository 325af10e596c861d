import { renderMessage } from "#src/adapters/slack/render/render-message";
import type { Attachment } from "#src/cards/attachment";
import type { Filled } from "#src/cards/form";
import type { Channel } from "#src/channel";
import { KeyedQueue } from "#src/chat/keyed-queue";
import { mentionedIds } from "#src/chat/mentions";
import type { Drawable, Pressed, Redrawn, Reply, Sender, Unfilled } from "#src/chat/message";
import { type Outlet, plainMessage, withoutFiles } from "./outlet.ts";
import type { SlackParts } from "./parts.ts";
import { isHelpWanted } from "./plain-question.ts";
import { problemOf } from "./slack-problem.ts";
import { Turns } from "./turns.ts";

const STATUS_AFTER_MILLISECONDS = 1000;
const EVENT_REMEMBERED_SECONDS = 48 * 3600;
const ANSWERED_ALONE = "Answered privately.";
const ELSEWHERE = "I only talk to people of the workspace that I’m installed in.";
const FAILED = "Something went wrong, and the answer didn’t get through. Please ask again.";

/** Something asked in Slack. */
export interface Asked {
  readonly outlet: Outlet;
  /** Looked up when it is this question's turn; null for people of elsewhere. */
  readonly sender: () => Promise<Sender | null>;
  readonly thread: string;
  readonly channel: Channel;
  /** Somebody whom the text mentions; absent where it mentions nobody. */
  readonly mentioned?: (id: string) => Promise<Sender | null>;
  /** Slack's id of the event, by which a repeat is known. */
  readonly eventId: string;
  readonly text: string;
  /** Nobody else sees what the outlet says. */
  readonly isAlone?: boolean;
  /** Nobody has answered in the thread yet, and Slack shows private words only in one where somebody has. */
  readonly opensThread?: boolean;
}

/** Something pressed or chosen in Slack. */
export interface PressedInSlack {
  readonly outlet: Outlet;
  readonly sender: () => Promise<Sender | null>;
  /** Absent in the App Home. */
  readonly channel?: Channel;
  /** Absent where only the presser sees the card. */
  readonly thread?: string;
  readonly actionId: string;
  readonly date?: string;
  /** Nobody else sees the card. */
  readonly isAlone?: boolean;
  /** Shows a form to the presser. */
  readonly open?: (form: Extract<Pressed, { kind: "form" }>) => Promise<void>;
}

/** A form that was filled in. */
export interface FilledInSlack extends Omit<PressedInSlack, "date" | "open"> {
  readonly filled: Filled;
}

/** Brings questions and presses to the desk, and what comes of them to Slack; one after another in a thread. */
export class Answers {
  readonly #parts: SlackParts;
  readonly #threads = new KeyedQueue();
  readonly #turns = new Turns();

  constructor(parts: SlackParts) {
    this.#parts = parts;
  }

  /** Done when the answers are with Slack; whatever goes wrong on the way is logged. */
  ask(asked: Asked): Promise<void> {
    return this.#threads.run(asked.thread, () => this.#answer(asked));
  }

  press(pressed: PressedInSlack): Promise<void> {
    return this.#threads.run(pressed.actionId, () => this.#press(pressed));
  }

  /**
   * Sends a form; `reply` is told what is wrong with it, or null, once that is known, and what it did goes to its
   * outlet after that.
   */
  fill(filled: FilledInSlack, reply: (unfilled: Unfilled | null) => Promise<void>): Promise<void> {
    return this.#threads.run(filled.actionId, () => this.#fill(filled, reply));
  }

  /** Done once nothing is being answered any more. */
  idle(): Promise<void> {
    return this.#threads.idle();
  }

  async #answer(asked: Asked): Promise<void> {
    const { outlet, sender: find, thread, channel, eventId, text } = asked;
    const { desk, clock } = this.#parts;
    await this.#guarded(outlet, async () => {
      const sender = await find();
      if (sender === null) return void (await outlet.whisper(plainMessage(ELSEWHERE)));
      await this.#turns.next();
      if (isHelpWanted(text)) return this.#help(outlet, thread, eventId);
      const mentions = await mentionsIn(asked);
      const { isAlone = false, opensThread = false } = asked;
      const message = { eventId, sender, thread, channel, text, mentions, isAlone, now: clock() };
      const replies = await this.#withStatus(outlet, () => desk.answer(message));
      if (opensThread && replies.some(isAnsweredAlone)) {
        await outlet.show(plainMessage(ANSWERED_ALONE));
      }
      await this.#reply(outlet, replies);
    });
  }

  async #fill(
    { outlet, sender: find, ...filled }: FilledInSlack,
    reply: (unfilled: Unfilled | null) => Promise<void>,
  ): Promise<void> {
    const { desk, clock } = this.#parts;
    await this.#guarded(outlet, async () => {
      const sender = await find();
      const pressed = sender && (await desk.press({ ...filled, sender, now: clock() }));
      await reply(pressed?.kind === "unfilled" ? pressed : null);
      if (pressed === null) return void (await outlet.whisper(plainMessage(ELSEWHERE)));
      await this.#give(outlet, pressed);
    });
  }

  async #press({ outlet, sender: find, open, ...pressed }: PressedInSlack): Promise<void> {
    const { desk, clock } = this.#parts;
    await this.#guarded(outlet, async () => {
      const sender = await find();
      if (sender === null) return void (await outlet.whisper(plainMessage(ELSEWHERE)));
      await this.#turns.next();
      const press = { ...pressed, sender, now: clock() };
      const came = await this.#withStatus(outlet, () => desk.press(press));
      await (came.kind === "form" ? open?.(came) : this.#give(outlet, came));
    });
  }

  async #give(outlet: Outlet, pressed: Pressed): Promise<void> {
    switch (pressed.kind) {
      case "replies":
        return this.#reply(outlet, pressed.replies);
      case "redrawn":
        return this.#redraw(outlet, pressed);
      case "file":
        return pressed.isPrivate ? outlet.fileAlone(pressed.file) : outlet.file(pressed.file);
      case "notice":
        return void (await outlet.whisper(plainMessage(pressed.text)));
      case "form":
      case "unfilled":
      case "repeated":
        return undefined;
    }
  }

  async #help(outlet: Outlet, thread: string, eventId: string): Promise<void> {
    const { help, handled, clock } = this.#parts;
    const now = clock();
    if (!handled.claim(`slack:${eventId}`, EVENT_REMEMBERED_SECONDS, now)) return;
    await this.#draw(outlet, help(thread, now), {});
  }

  async #reply(outlet: Outlet, replies: readonly Reply[]): Promise<void> {
    for (const reply of replies) {
      const { answer, isPrivate } = reply;
      const thumbs = answer.status === "refused" ? {} : { answerId: answer.id };
      await this.#draw(outlet, reply, { ...thumbs, isPrivate });
    }
  }

  async #redraw(outlet: Outlet, { reply: { card, issue, answer } }: Redrawn): Promise<void> {
    const message = renderMessage(card, { issue, answerId: answer.id });
    // What stood beside the card as a file stands there still.
    await outlet.redraw(withoutFiles(message));
  }

  async #draw(
    outlet: Outlet,
    { card, issue }: Drawable,
    { answerId, isPrivate = false }: { readonly answerId?: string; readonly isPrivate?: boolean },
  ): Promise<void> {
    const message = renderMessage(card, {
      issue,
      ...(answerId === undefined ? {} : { answerId }),
    });
    const sent = await (isPrivate ? outlet.whisper(message) : outlet.show(message));
    for (const attachment of sent.attachments) await this.#attach(outlet, attachment);
  }

  /** An answer stands without its file. */
  async #attach(outlet: Outlet, attachment: Attachment): Promise<void> {
    try {
      await outlet.file(await this.#parts.attachmentFile(attachment));
    } catch (error) {
      this.#parts.log.warn("a file wasn't sent", { code: problemOf(error).code, error });
    }
  }

  /** An answer that takes its time is preceded by a word that it is on its way. */
  async #withStatus<T>(outlet: Outlet, answer: () => Promise<T>): Promise<T> {
    const { statusAfterMilliseconds = STATUS_AFTER_MILLISECONDS } = this.#parts.settings;
    const status = setTimeout(() => {
      outlet.working().catch((error: unknown) => {
        this.#parts.log.info("no status was shown", { code: problemOf(error).code });
      });
    }, statusAfterMilliseconds);
    try {
      return await answer();
    } finally {
      clearTimeout(status);
    }
  }

  async #guarded(outlet: Outlet, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await outlet.close();
    } catch (error) {
      const { code, isTokenEnded } = problemOf(error);
      this.#parts.log.error("an answer didn't get through", { code, error });
      if (!isTokenEnded) await this.#apologise(outlet);
    }
  }

  async #apologise(outlet: Outlet): Promise<void> {
    try {
      await outlet.whisper(plainMessage(FAILED));
    } catch (error) {
      this.#parts.log.error("nor did the apology", { code: problemOf(error).code });
    }
  }
}

/** Whether somebody got an answer that others don't see, and no mere refusal. */
function isAnsweredAlone({ isPrivate, answer }: Reply): boolean {
  return isPrivate && answer.status !== "refused";
}

/** What Slack vouches for of the people whom a text mentions. */
async function mentionsIn({ text, mentioned }: Asked): Promise<Sender[]> {
  if (mentioned === undefined) return [];
  const found = await Promise.all(mentionedIds(text).map(mentioned));
  return found.filter((sender) => sender !== null);
}
