import { randomUUID } from "node:crypto";
import { newThread } from "#src/conversation";
import { plainAnswer } from "#src/plain-answer";
import { answerCard } from "./answer-card.ts";
import { Desk } from "./desk.ts";
import type { DeskParts } from "./desk-parts.ts";
import type { Feedback, Message, Press, Pressed, Reply, Sender } from "./message.ts";
import type { RateLimits } from "./rate-limits.ts";

/** A desk at which nobody can ask without end: what is too much is told so at once, and nothing is worked out. */
export class LimitedDesk extends Desk {
  readonly #parts: DeskParts;
  readonly #limits: RateLimits;

  constructor(parts: DeskParts, limits: RateLimits) {
    super(parts);
    this.#parts = parts;
    this.#limits = limits;
  }

  override async answer(message: Message): Promise<readonly Reply[]> {
    const refusal = this.#limits.refusal("questions", message.sender);
    return refusal === null ? super.answer(message) : [this.#told(refusal, message.sender)];
  }

  override async press(press: Press): Promise<Pressed> {
    const { actionId, sender, now } = press;
    const isFile = this.#parts.actions.find(actionId, now)?.action.kind === "file";
    const text = this.#limits.refusal(isFile ? "files" : "presses", sender);
    return text === null ? super.press(press) : { kind: "notice", text };
  }

  override async home(sender: Sender, now: Date): Promise<readonly Reply[]> {
    const refusal = this.#limits.refusal("questions", sender);
    return refusal === null ? super.home(sender, now) : [this.#told(refusal, sender)];
  }

  /** Thumbs are presses, too; beyond what is taken they are left out. */
  override giveFeedback(feedback: Feedback): void {
    if (this.#limits.refusal("presses", feedback.sender) === null) super.giveFeedback(feedback);
  }

  /** For the sender alone; there is nothing to press. */
  #told(text: string, sender: Sender): Reply {
    const answer = { ...plainAnswer(randomUUID(), "refused", text), state: newThread };
    this.#parts.onAnswer(answer, sender, 0);
    return { answer, card: answerCard(answer), issue: () => "", isPrivate: true };
  }
}
