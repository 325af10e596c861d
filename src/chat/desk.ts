import { randomUUID } from "node:crypto";
import type { Again, Answer } from "#src/answer";
import type { CallAction, Card, FormAction, IssueAction, SkillCall } from "#src/cards/card";
import { formInput } from "#src/cards/form";
import type { Channel } from "#src/channel";
import { aloneIn, newThread, type ThreadState } from "#src/conversation";
import { answerCard } from "./answer-card.ts";
import { type Limit, withinOf } from "./audience.ts";
import type { DeskParts } from "./desk-parts.ts";
import { unknownSenderText } from "./directory.ts";
import { filledKey, opensForm, problemsWith, undoneText } from "./filled-form.ts";
import { isForPresser, redrawnFor } from "./for-presser.ts";
import { helpCard } from "./help-card.ts";
import { homeQuestions } from "./home.ts";
import { stateFor, withMore } from "./limited-card.ts";
import { withPeopleNamed } from "./mentions.ts";
import type { Drawable, Feedback, Message, Press, Pressed, Reply, Sender } from "./message.ts";
import type { IssuedAction } from "./ports.ts";
import { type DrawnFor, placed, threadToCome, unaskedOf } from "./unasked.ts";

const EVENT_REMEMBERED_SECONDS = 48 * 3600;
const DOUBLE_CLICK_SECONDS = 5;
/** Stands for the one who sees everything, and for somebody who sees nothing; neither is an e-mail address. */
const ADMINISTRATOR = "";
const UNKNOWN = "unknown";
const EXPIRED = "This button has expired. Please ask again.";
const ALONE: Limit = { kind: "alone" };

/** Where, when and in whose name a card is drawn. */
interface Drawn extends Pick<IssuedAction, "thread" | "person"> {
  readonly channel?: Channel | undefined;
  /** Nobody else sees it. */
  readonly isAlone?: boolean;
  readonly now: Date;
}

/**
 * Where every platform's messages, presses and feedback arrive: who asks is looked up, repeats are dropped,
 * buttons become what they stand for. Adapters only translate.
 */
export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The answers to a message, in order; none for a repeat of an event that was taken before. */
  async answer(message: Message): Promise<readonly Reply[]> {
    const { eventId, sender, thread, channel, mentions = [], now } = message;
    const key = `${sender.platform}:${eventId}`;
    const { handled } = this.#parts;
    if (eventId !== null && !handled.claim(key, EVENT_REMEMBERED_SECONDS, now)) return [];
    const text = withPeopleNamed(message.text, sender, mentions, this.#parts.directory);
    const isAlone = message.isAlone === true;
    return this.#ask({ sender, thread, channel, text, isAlone, now });
  }

  /** Does what a button stands for, with the rights of the one who presses it. */
  async press(press: Press): Promise<Pressed> {
    const { actionId, sender, channel, date, now } = press;
    const found = this.#parts.actions.find(actionId, now);
    if (found === null) return { kind: "notice", text: EXPIRED };
    const issued = placed(found, press);
    const { action, thread, state } = issued;
    const click = `press:${actionId}:${sender.tenant}:${sender.id}:${date ?? ""}${filledKey(press)}`;
    // A form that was closed may be opened at once again.
    const { handled } = this.#parts;
    const isTaken = opensForm(action, press) || handled.claim(click, DOUBLE_CLICK_SECONDS, now);
    if (!isTaken) return { kind: "repeated" };
    const pressed = isForPresser(issued, press) ? { ...press, isAlone: true } : press;
    if (action.kind === "file") return this.#file(action.format, issued, pressed);
    if (action.kind === "call") return this.#call(action, issued, pressed);
    if (action.kind === "form") return this.#form(action, issued, pressed);
    const text = action.question.replaceAll("{date}", date ?? "");
    const { isAlone = false } = pressed;
    const replies = await this.#ask({ sender, thread, channel, text, isAlone, now, state });
    return { kind: "replies", thread, replies };
  }

  /** What a person's home shows; for somebody unknown, why it is empty. */
  async home(sender: Sender, now: Date): Promise<readonly Reply[]> {
    const person = this.#parts.directory.find(sender);
    const thread = `${sender.platform}:home:${sender.tenant}:${sender.id}`;
    if (person === null) {
      const refused = this.#refuse(sender, { now });
      return [this.#reply(refused, { thread, person: UNKNOWN, now })];
    }
    const user = person.email === null ? {} : { user: person.email };
    const questions = homeQuestions(person.teams[0] ?? null, now);
    const answers = await Promise.all(
      questions.map((turn) => this.#parts.assistant.call(turn, { ...user, sender, now })),
    );
    const drawn = { thread, person: person.email ?? ADMINISTRATOR, now };
    return answers.map((answer) => this.#reply(answer, drawn));
  }

  /** What can be asked, for this thread. */
  help(thread: string, now: Date): Drawable {
    const card = helpCard(this.#parts.examples);
    const drawn = { thread, person: UNKNOWN, now };
    return { card, issue: this.#issuer("help", newThread, drawn) };
  }

  /**
   * A report or an alert for a channel, with buttons, files and thumbs. All who are there see it as it is; whoever
   * presses or follows it up is answered with their own rights.
   */
  async drawFor(shown: Answer | Card, drawnFor: DrawnFor): Promise<Drawable> {
    const { id, card, state, files } = await unaskedOf(shown, drawnFor, this.#parts.fileOf);
    const { channel, person, now } = drawnFor;
    const drawn = { thread: threadToCome(channel), person: person ?? ADMINISTRATOR, now };
    return {
      card,
      issue: this.#issuer(id, state, drawn),
      feedbackId: id,
      files,
      standsIn: (threads) => this.#parts.assistant.posted(threads, state.turn, now),
    };
  }

  /** Keeps what somebody thinks of an answer. */
  giveFeedback({ answerId, sender, verdict, note, now }: Feedback): void {
    const person = this.#parts.directory.find(sender)?.email ?? `${sender.tenant}/${sender.id}`;
    this.#parts.feedback.keep(answerId, person, { verdict, note: note ?? null }, now);
  }

  async #ask(asked: {
    readonly sender: Sender;
    readonly thread: string;
    readonly channel: Channel | undefined;
    readonly text: string;
    readonly isAlone: boolean;
    readonly now: Date;
    readonly state?: ThreadState;
  }): Promise<readonly Reply[]> {
    const { sender, channel, text, now, state } = asked;
    const started = performance.now();
    const person = this.#parts.directory.find(sender);
    const id = randomUUID();
    const limit = person === null ? ALONE : await this.#limit(person.email, asked);
    const isPrivate = limit.kind === "alone";
    const thread = isPrivate ? aloneIn(asked.thread) : asked.thread;
    const answers =
      person === null
        ? [this.#refuse(sender, { channel, now }, id)]
        : await this.#parts.assistant.askAll({
            id,
            text,
            thread,
            sender,
            now,
            ...(person.email === null ? {} : { user: person.email }),
            ...(channel === undefined ? {} : { channel }),
            ...(state === undefined ? {} : { state }),
            ...withinOf(limit),
          });
    const milliseconds = (performance.now() - started) / answers.length;
    for (const answer of answers) this.#parts.onAnswer(answer, sender, milliseconds);
    const name = person === null ? UNKNOWN : (person.email ?? ADMINISTRATOR);
    const drawn = { thread, person: name, channel, isAlone: isPrivate, now };
    return answers.map((answer) => this.#reply(answer, drawn));
  }

  /** How far others limit what somebody is told. */
  async #limit(
    email: string | null,
    { isAlone, channel }: { readonly isAlone?: boolean; readonly channel?: Channel | undefined },
  ): Promise<Limit> {
    return isAlone === true ? ALONE : this.#parts.audiences.limitFor(channel, email);
  }

  /** Why somebody unknown gets no answer. */
  #refuse(
    sender: Sender,
    where: { readonly channel?: Channel | undefined; readonly now: Date },
    id: string = randomUUID(),
  ): Answer {
    return this.#parts.assistant.refuse(id, unknownSenderText(sender), { ...where, sender });
  }

  #reply(answer: Answer, drawn: Drawn): Reply {
    const { again, state = newThread } = answer;
    const card = answerCard(answer, this.#parts.offers?.(answer, drawn.channel ?? null));
    return {
      answer,
      card: withMore(card, again),
      issue: this.#issuer(answer.id, state, drawn, again),
      isPrivate: drawn.isAlone === true || answer.status === "refused",
    };
  }

  #issuer(
    answerId: string,
    after: ThreadState,
    { thread, person, now }: Drawn,
    again?: Again,
  ): IssueAction {
    return (action) => {
      const state = stateFor(action, after, again);
      return this.#parts.actions.keep({ action, thread, answerId, state, person }, now);
    };
  }

  /** Each form that is opened is an act of its own, so that sending it twice does one thing. */
  async #form(action: FormAction, issued: IssuedAction, press: Press): Promise<Pressed> {
    const { actionId, filled, now } = press;
    const { form } = action;
    if (filled === undefined) {
      return { kind: "form", actionId: this.#parts.actions.keep(issued, now), form };
    }
    const call = { kind: "call" as const, ...form.call, input: formInput(form, filled) };
    const problems = problemsWith(form, filled, () => this.#parts.problemsIn?.(call) ?? {});
    if (problems !== null) return { kind: "unfilled", actionId, form, ...problems };
    const pressed = await this.#call(call, issued, press);
    const text = undoneText(pressed);
    return text === null ? pressed : { kind: "unfilled", actionId, form, problems: {}, text };
  }

  /** A write happens once, however often the button is pressed and by whom. */
  async #call(
    { skill, input, redraw }: CallAction,
    issued: IssuedAction,
    press: Press,
  ): Promise<Pressed> {
    const { actionId, sender, channel, now } = press;
    const person = this.#parts.directory.find(sender);
    if (person === null) return { kind: "notice", text: this.#refuse(sender, press).text };
    const limit = await this.#limit(person.email, press);
    const answer = await this.#parts.assistant.call(
      { skill, input },
      {
        ...(person.email === null ? {} : { user: person.email }),
        ...(channel === undefined ? {} : { channel }),
        sender,
        now,
        actionId,
        ...withinOf(limit),
      },
    );
    const name = person.email ?? ADMINISTRATOR;
    if (redraw === undefined) {
      const isPrivate = limit.kind === "alone";
      const thread = isPrivate ? aloneIn(issued.thread) : issued.thread;
      const drawn = { thread, person: name, channel, isAlone: isPrivate, now };
      return { kind: "replies", thread, replies: [this.#reply(answer, drawn)] };
    }
    // The card stays as it is where nothing was done, and only the presser reads why.
    if (answer.status !== "answered") return { kind: "notice", text: answer.text };
    const own = { ...issued, person: redrawnFor(issued, press, name) };
    return this.#redrawn(redraw, own, answer.text, press);
  }

  /** All see the card as it was drawn for whoever asked, whoever presses it, as far as all may see it still. */
  async #redrawn(
    redraw: SkillCall,
    { thread, answerId, person }: IssuedAction,
    done: string,
    press: Press,
  ): Promise<Pressed> {
    const { channel, isAlone = false, now } = press;
    const limit = await this.#limit(person === ADMINISTRATOR ? null : person, press);
    if (limit.kind === "alone" && !isAlone) return { kind: "notice", text: done };
    const user = person === ADMINISTRATOR ? {} : { user: person };
    const where = channel === undefined ? {} : { channel };
    const by = { ...user, ...where, ...withinOf(limit), now };
    const answer = await this.#parts.assistant.call(redraw, by);
    // Whoever it was drawn for may have gone.
    if (answer.skill === null) return { kind: "notice", text: done };
    // It is the same card still, so thumbs under it are about the same answer.
    const same = { ...answer, id: answerId };
    const reply = this.#reply(same, { thread, person, channel, isAlone, now });
    return { kind: "redrawn", thread, answerId, reply, done };
  }

  async #file(
    format: "csv" | "png",
    { thread, state }: IssuedAction,
    press: Press,
  ): Promise<Pressed> {
    const { sender, now } = press;
    const person = this.#parts.directory.find(sender);
    if (person === null) return { kind: "notice", text: this.#refuse(sender, { now }).text };
    if (state.turn === null) return { kind: "notice", text: EXPIRED };
    const user = person.email === null ? {} : { user: person.email };
    const limit = await this.#limit(person.email, press);
    const by = { ...user, sender, ...withinOf(limit), now };
    const answer = await this.#parts.assistant.call(state.turn, by);
    const file = answer.skill === null ? null : await this.#parts.fileOf(answer, format);
    return file === null
      ? { kind: "notice", text: answer.skill === null ? answer.text : "There is nothing to draw." }
      : { kind: "file", thread, file, isPrivate: limit.kind === "alone" };
  }
}
