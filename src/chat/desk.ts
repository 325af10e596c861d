import { randomUUID } from "node:crypto";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import type { ReplyFile } from "#src/cards/attachment";
import type { CallAction, Card, FormAction, IssueAction, SkillCall } from "#src/cards/card";
import { formInput } from "#src/cards/form";
import type { Channel } from "#src/channel";
import { newThread, type ThreadState } from "#src/conversation";
import { answerCard } from "./answer-card.ts";
import { type Directory, unknownSenderText } from "./directory.ts";
import { filledKey, problemsWith, undoneText } from "./filled-form.ts";
import { helpCard } from "./help-card.ts";
import { homeQuestions } from "./home.ts";
import { withPeopleNamed } from "./mentions.ts";
import type { Drawable, Feedback, Message, Press, Pressed, Reply, Sender } from "./message.ts";
import type { FeedbackBook, HandledKeys, IssuedAction, IssuedActions } from "./ports.ts";
import { type DrawnFor, placed, threadToCome, unaskedOf } from "./unasked.ts";

const EVENT_REMEMBERED_SECONDS = 48 * 3600;
const DOUBLE_CLICK_SECONDS = 5;
/** Stands for the one who sees everything, and for somebody who sees nothing; neither is an e-mail address. */
const ADMINISTRATOR = "";
const UNKNOWN = "unknown";
const EXPIRED = "This button has expired. Please ask again.";

/** What the desk is made of. */
export interface DeskParts {
  readonly assistant: Assistant;
  readonly directory: Directory;
  readonly handled: HandledKeys;
  readonly actions: IssuedActions;
  readonly feedback: FeedbackBook;
  /** Questions that show what can be asked. */
  readonly examples: readonly string[];
  /** Draws an answer's table or chart as a file; null where it has none. */
  readonly fileOf: (answer: Answer, format: "csv" | "png") => Promise<ReplyFile | null>;
  /** Told of each answer given: for metrics. */
  readonly onAnswer: (answer: Answer, sender: Sender, milliseconds: number) => void;
}

/** Where, when and in whose name a card is drawn. */
interface Drawn extends Pick<IssuedAction, "thread" | "person"> {
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
    if (eventId !== null && !this.#isNew(`${sender.platform}:${eventId}`, now)) return [];
    const text = withPeopleNamed(message.text, sender, mentions, this.#parts.directory);
    return this.#ask({ sender, thread, channel, text, now });
  }

  /** Does what a button stands for, with the rights of the one who presses it. */
  async press(press: Press): Promise<Pressed> {
    const { actionId, sender, channel, date, now } = press;
    const found = this.#parts.actions.find(actionId, now);
    if (found === null) return { kind: "notice", text: EXPIRED };
    const issued = placed(found, press);
    const click = `press:${actionId}:${sender.tenant}:${sender.id}:${date ?? ""}${filledKey(press)}`;
    if (!this.#parts.handled.claim(click, DOUBLE_CLICK_SECONDS, now)) return { kind: "repeated" };
    const { action, thread, state } = issued;
    if (action.kind === "file") return this.#file(action.format, issued, sender, now);
    if (action.kind === "call") return this.#call(action, issued, press);
    if (action.kind === "form") return this.#form(action, issued, press);
    const text = action.question.replaceAll("{date}", date ?? "");
    const replies = await this.#ask({ sender, thread, channel, text, now, state });
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
   * A report or an alert for a channel, with buttons, files and thumbs. All who are there see it as `person` does;
   * whoever presses or follows it up is answered with their own rights.
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
    readonly now: Date;
    readonly state?: ThreadState;
  }): Promise<readonly Reply[]> {
    const { sender, thread, channel, text, now, state } = asked;
    const started = performance.now();
    const person = this.#parts.directory.find(sender);
    const id = randomUUID();
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
          });
    const milliseconds = (performance.now() - started) / answers.length;
    for (const answer of answers) this.#parts.onAnswer(answer, sender, milliseconds);
    const name = person === null ? UNKNOWN : (person.email ?? ADMINISTRATOR);
    return answers.map((answer) => this.#reply(answer, { thread, person: name, now }));
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
    return {
      answer,
      card: answerCard(answer),
      issue: this.#issuer(answer.id, answer.state ?? newThread, drawn),
      isPrivate: answer.status === "refused",
    };
  }

  #issuer(answerId: string, state: ThreadState, { thread, person, now }: Drawn): IssueAction {
    return (action) => this.#parts.actions.keep({ action, thread, answerId, state, person }, now);
  }

  /** Each form that is opened is an act of its own, so that sending it twice does one thing. */
  async #form(action: FormAction, issued: IssuedAction, press: Press): Promise<Pressed> {
    const { actionId, filled, now } = press;
    const { form } = action;
    if (filled === undefined) {
      return { kind: "form", actionId: this.#parts.actions.keep(issued, now), form };
    }
    const call = { kind: "call" as const, ...form.call, input: formInput(form, filled) };
    const problems = problemsWith(form, filled, () => this.#parts.assistant.problemsIn(call));
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
    const answer = await this.#parts.assistant.call(
      { skill, input },
      {
        ...(person.email === null ? {} : { user: person.email }),
        ...(channel === undefined ? {} : { channel }),
        sender,
        now,
        actionId,
      },
    );
    if (redraw === undefined) {
      const drawn = { thread: issued.thread, person: person.email ?? ADMINISTRATOR, now };
      return { kind: "replies", thread: issued.thread, replies: [this.#reply(answer, drawn)] };
    }
    // The card stays as it is where nothing was done, and only the presser reads why.
    if (answer.status !== "answered") return { kind: "notice", text: answer.text };
    return this.#redrawn(redraw, issued, answer.text, press);
  }

  /** All see the card as it was drawn for whoever asked, whoever presses it. */
  async #redrawn(
    redraw: SkillCall,
    { thread, answerId, person }: IssuedAction,
    done: string,
    { channel, now }: Press,
  ): Promise<Pressed> {
    const user = person === ADMINISTRATOR ? {} : { user: person };
    const where = channel === undefined ? {} : { channel };
    const answer = await this.#parts.assistant.call(redraw, { ...user, ...where, now });
    // It is the same card still, so thumbs under it are about the same answer.
    const reply = this.#reply({ ...answer, id: answerId }, { thread, person, now });
    return { kind: "redrawn", thread, answerId, reply, done };
  }

  async #file(
    format: "csv" | "png",
    { thread, state }: IssuedAction,
    sender: Sender,
    now: Date,
  ): Promise<Pressed> {
    const person = this.#parts.directory.find(sender);
    if (person === null) return { kind: "notice", text: this.#refuse(sender, { now }).text };
    if (state.turn === null) return { kind: "notice", text: EXPIRED };
    const user = person.email === null ? {} : { user: person.email };
    const answer = await this.#parts.assistant.call(state.turn, { ...user, sender, now });
    const file = answer.skill === null ? null : await this.#parts.fileOf(answer, format);
    return file === null
      ? { kind: "notice", text: answer.skill === null ? answer.text : "There is nothing to draw." }
      : { kind: "file", thread, file };
  }

  #isNew(key: string, now: Date): boolean {
    return this.#parts.handled.claim(key, EVENT_REMEMBERED_SECONDS, now);
  }
}
