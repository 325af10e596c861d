import { randomUUID } from "node:crypto";
import type { Access, View } from "#src/access";
import type { Answer, SkillAnswer } from "#src/answer";
import type { AskedBy, CalledBy } from "#src/audit/asked-events";
import { AskedRecorder } from "#src/audit/asked-recorder";
import type { AuditLog } from "#src/audit/entry";
import type { CardBlock } from "#src/cards/card";
import { cardText } from "#src/cards/fallback-text";
import type { Channel, ChannelTeams } from "#src/channel";
import {
  type Conversations,
  conversationsInMemory,
  newThread,
  type PendingCall,
  type ThreadState,
  type Turn,
} from "#src/conversation";
import { UserError } from "#src/errors";
import { dayOfInstant } from "#src/focus/day";
import { parsedInput } from "#src/input-problems";
import { answerOfError, helpAnswer, plainAnswer, unsupportedAnswer } from "#src/plain-answer";
import { partId, type Question } from "#src/question";
import type { AsyncRouter } from "#src/router/model/async-router";
import type { Narrate } from "#src/router/model/narrator";
import { questionsIn } from "#src/router/questions-in";
import type { Router, Routing } from "#src/router/router";
import { inTeamsChannel } from "#src/router/team-of-channel";
import type { AnySkill, SkillContext } from "#src/skill";
import { nextState, saysNothing, yesOrNo } from "#src/thread-state";
import { presented } from "#src/visible-part";

const MAX_QUESTION_LENGTH = 2_000;
const MAX_QUESTIONS = 8;

/** What the assistant is made of. */
export interface AssistantParts {
  readonly router: Router | AsyncRouter;
  readonly skills: readonly AnySkill[];
  /** Puts an answer in a sentence or two, to stand before it; absent where no model is configured for it. */
  readonly narrate?: Narrate;
  readonly access: Access;
  readonly conversations: Conversations;
  /** Where is recorded what was asked and done; absent where nothing is. */
  readonly audit?: AuditLog;
  /** Whose a channel is; without them none is a team's. */
  readonly channelTeams?: ChannelTeams;
  readonly completenessLagDays: number;
  readonly fiscalYearStartMonth: number;
  /** Told of errors that are bugs, with the id that the asker was given. */
  readonly reportBug: (error: unknown, id: string) => void;
}

/** A skill with its input. */
interface Call {
  readonly skill: string;
  readonly input: unknown;
  readonly assumptions?: readonly string[];
}

/** On whose behalf something runs. */
interface Asker {
  readonly view: View;
  /** E-mail, in small letters; empty for the local administrator. */
  readonly person: string;
  readonly channel: Channel | null;
  readonly now: Date;
  /** Of the answer. */
  readonly id: string;
  /** Whether it is limited to what all who read along may see. */
  readonly isLimited: boolean;
}

interface Outcome {
  readonly answer: Answer;
  readonly next: ThreadState;
  /** What was changed by it. */
  readonly done?: PendingCall;
}

const UNCHANGED = "Nothing was changed.";
const NOTHING_WAITS = "Nothing of yours waits for a yes here.";

/** A question in, an answer out: access → conversation → route → parse → run → present. */
export class Assistant {
  readonly #parts: AssistantParts;
  readonly #skills: ReadonlyMap<string, AnySkill>;
  readonly #record: AskedRecorder;

  constructor(parts: AssistantParts) {
    this.#parts = parts;
    this.#record = new AskedRecorder(parts.audit, parts.reportBug);
    this.#skills = new Map(parts.skills.map((skill) => [skill.name, skill]));
  }

  /** Answers a text as one question; whatever goes wrong becomes an answer that says so. */
  ask(question: Question): Promise<Answer> {
    return this.#askIn(this.#parts.conversations, question, question.id ?? randomUUID());
  }

  /**
   * Answers each question of a message, in order: the first one under the message's id, the others under
   * `id#2`, `id#3` … A later one may follow up an earlier one, also outside of a thread.
   */
  async askAll(message: Question): Promise<Answer[]> {
    const id = message.id ?? randomUUID();
    const isLong = message.text.length > MAX_QUESTION_LENGTH;
    const texts = isLong ? [message.text] : questionsIn(message.text, dayOfInstant(message.now));
    const inThread = message.thread !== undefined;
    const conversations = inThread ? this.#parts.conversations : conversationsInMemory();
    const answers: Answer[] = [];
    const { state: _state, ...later } = message;
    for (const [at, text] of texts.slice(0, MAX_QUESTIONS).entries()) {
      const question = { ...(at === 0 ? message : later), text, thread: message.thread ?? id };
      answers.push(await this.#askIn(conversations, question, partId(id, at)));
    }
    if (texts.length <= MAX_QUESTIONS) return answers;
    const text = `One message may hold ${MAX_QUESTIONS} questions; please ask the others by themselves.`;
    return [...answers, plainAnswer(partId(id, MAX_QUESTIONS), "failed", text)];
  }

  /**
   * Calls a skill with the rights of `user`: for a button, or the files of an answer. One that writes does so under
   * `actionId`, and the same id again changes nothing; without one it only shows what it would do.
   */
  async call({ skill, input }: Call, by: CalledBy): Promise<Answer> {
    const id = randomUUID();
    const begun = performance.now();
    const answer = await this.#guarded(id, () => {
      const view = this.#parts.access.viewOf(by.user ?? null, by.within);
      const person = by.user?.toLowerCase() ?? "";
      const { channel = null, now } = by;
      const asker = { view, person, channel, now, id, isLimited: by.within !== undefined };
      const done = this.#run({ skill, input }, asker, by.actionId ?? null);
      const isAskable = by.within !== undefined && this.#skills.get(skill)?.access === "read";
      return {
        ...done,
        state: nextState(newThread, { kind: "skill", skill, input, assumptions: [] }, done),
        ...(isAskable ? { again: { skill, input } } : {}),
      };
    });
    this.#record.call({ skill, input, access: this.#skills.get(skill)?.access }, by, answer, begun);
    return answer;
  }

  /** What was posted unasked in these threads: whoever goes on from it there does so with their own rights. */
  posted(threads: readonly string[], turn: Turn | null, now: Date): void {
    for (const thread of threads) this.#parts.conversations.keepForAll(thread, turn, now);
  }

  /** An answer to somebody who has no right to one. */
  refuse(id: string, text: string, by: AskedBy): Answer {
    this.#record.refusal(id, by);
    return plainAnswer(id, "refused", text);
  }

  async #askIn(conversations: Conversations, question: Question, id: string): Promise<Answer> {
    const begun = performance.now();
    const answer = await this.#guarded(id, async () =>
      this.#narrated(await this.#answer(conversations, question, id)),
    );
    this.#record.question(question, answer, begun);
    return answer;
  }

  /** Whatever goes wrong becomes an answer that says so. */
  async #guarded(id: string, answer: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await answer();
    } catch (error) {
      const said = answerOfError(id, error);
      if (said !== null) return said;
      this.#parts.reportBug(error, id);
      const text = `Something went wrong inside Tally; no number is given rather than a wrong one. The log has the details under ${id}.`;
      return plainAnswer(id, "failed", text);
    }
  }

  /** The answer with its words before it, where there are any; its numbers stay what they are. */
  async #narrated(answer: Answer): Promise<Answer> {
    const words = (await this.#parts.narrate?.(answer)) ?? null;
    if (words === null || answer.card === undefined) return answer;
    const blocks: CardBlock[] = [{ type: "text", text: words }, ...answer.card.blocks];
    const card = { ...answer.card, blocks };
    return { ...answer, text: cardText(card), card };
  }

  async #answer(conversations: Conversations, question: Question, id: string): Promise<Answer> {
    const { text, user, thread, channel = null, within, now } = question;
    if (text.length > MAX_QUESTION_LENGTH) {
      throw new UserError(
        `A question may have ${MAX_QUESTION_LENGTH} characters; please ask a shorter one.`,
      );
    }
    const view = this.#parts.access.viewOf(user ?? null, within);
    const person = user?.toLowerCase() ?? "";
    const state =
      question.state ??
      (thread === undefined ? newThread : conversations.last(thread, person, now));
    const asker = { view, person, channel, now, id, isLimited: within !== undefined };
    const decided = this.#decided(text, state, asker);
    if (decided?.done) this.#record.action(decided.done, question, decided.answer);
    const { answer, next } = decided ?? (await this.#routed(text, state, asker));
    if (thread !== undefined) {
      this.#remember(() => conversations.keep(thread, person, next, now), id);
    }
    const isAskable = within !== undefined && decided === null;
    const before = { turn: state.turn, open: state.open };
    return { ...answer, state: next, ...(isAskable ? { again: { text, state: before } } : {}) };
  }

  /** What a yes or a no does to what waits for one; null where nothing waits, or something else was said. */
  #decided(text: string, { turn, pending }: ThreadState, asker: Asker): Outcome | null {
    const word = pending === undefined ? null : yesOrNo(text);
    if (pending === undefined || word === null) return null;
    const before = { turn, open: null };
    if (word === "no") {
      return { answer: plainAnswer(asker.id, "answered", UNCHANGED), next: before };
    }
    const answer = this.#run(pending, asker, pending.actionId);
    // What was written is what a follow-up is about.
    const { skill, input } = pending;
    return {
      answer,
      next: nextState(before, { kind: "skill", skill, input, assumptions: [] }, answer),
      done: pending,
    };
  }

  async #routed(text: string, state: ThreadState, asker: Asker): Promise<Outcome> {
    const { vocabulary, budgets, plans } = asker.view;
    const today = dayOfInstant(asker.now);
    const routed = await this.#parts.router.route(text, {
      today,
      fiscalYearStartMonth: this.#parts.fiscalYearStartMonth,
      vocabulary,
      previous: state.turn,
      open: state.open,
      budgets: budgets.held(today).map(({ budget }) => budget.name),
      plans: plans.held(today).map(({ plan }) => plan.name),
    });
    const team = asker.channel && this.#parts.channelTeams?.teamOf(asker.channel);
    const routing = team ? inTeamsChannel(routed, text, team, this.#skills) : routed;
    const isLost = saysNothing(routing) && yesOrNo(text) === "yes";
    const lost = isLost ? plainAnswer(asker.id, "clarify", NOTHING_WAITS) : null;
    const answer = lost ?? this.#answerTo(routing, asker);
    return { answer, next: nextState(state, routing, answer) };
  }

  #answerTo(routing: Routing, asker: Asker): Answer {
    switch (routing.kind) {
      case "skill":
        return this.#run(routing, asker, null);
      case "clarify":
        return plainAnswer(asker.id, "clarify", routing.text, routing.suggestions);
      case "thanks":
        return plainAnswer(asker.id, "answered", "You’re welcome.");
      case "help":
        return helpAnswer(asker.id, this.#parts.skills);
      case "unsupported":
        return unsupportedAnswer(asker.id, routing.wish, this.#parts.skills);
    }
  }

  /** Runs a skill; one that writes only shows what it would do, as long as there is no `actionId`. */
  #run(call: Call, asker: Asker, actionId: string | null): Answer {
    const { view, person, channel, now, id, isLimited } = asker;
    const skill = this.#skills.get(call.skill);
    if (skill === undefined) throw new Error(`${call.skill} was called, which isn't there`);
    const input = parsedInput(skill, call.input);
    if (skill.access === "write") view.rights.requireAny();
    const { vocabulary: _vocabulary, ...seen } = view;
    const context: SkillContext = {
      ...seen,
      today: dayOfInstant(now),
      now,
      completenessLagDays: this.#parts.completenessLagDays,
      person,
      channel,
      act: actionId === null ? null : { actionId, person, now },
    };
    if (skill.access === "write" && context.act === null) {
      const proposal = skill.confirm?.(context, input) ?? skill.description;
      const settled = typeof proposal === "string" ? { text: proposal, input } : proposal;
      const asked = plainAnswer(id, "confirm", settled.text, ["Yes", "No"]);
      return { ...asked, skill: skill.name, input: settled.input };
    }
    const output = skill.output.parse(skill.run(context, input)) as SkillAnswer;
    const { answer, card } = presented(skill, output, { ...call, input }, view.costs);
    // The query of what all may see says what single ones may, and what they mayn't.
    const basis = isLimited ? { ...answer.basis, query: "" } : answer.basis;
    return { ...answer, basis, id, skill: skill.name, input, text: cardText(card), card };
  }

  /** An answer stands, also where the store is too busy to remember it. */
  #remember(keep: () => void, id: string): void {
    try {
      keep();
    } catch (error) {
      this.#parts.reportBug(error, id);
    }
  }
}
