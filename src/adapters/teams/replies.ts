import type { ReplyFile } from "#src/cards/attachment";
import type { Reply } from "#src/chat/message";
import type { TeamsConversation } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { AnswerIds } from "./answer-ids.ts";
import type { Files } from "./files.ts";
import type { Outbox } from "./outbox.ts";
import { answerActivity, cardActivity, textActivity } from "./outgoing.ts";
import type { Progress } from "./progress.ts";
import type { TeamsAction, TeamsPerson } from "./teams-event.ts";
import { type OutgoingActivity, TeamsSendError } from "./teams-host.ts";
import { drawn, type WholeMessageParts, wholeMessage } from "./whole-message.ts";

const TOLD_PRIVATELY = "I’ve answered that in our private chat.";
const NOT_FOR_ALL =
  "That answer isn’t for everybody here. Please add me as a personal app and ask me in a private chat.";

/** What replies are delivered with. */
export interface RepliesParts extends WholeMessageParts {
  readonly outbox: Outbox;
  readonly files: Files;
  readonly answerIds: AnswerIds;
  readonly log: Log;
}

/** Where replies go: a conversation, and who asked in it. */
export interface Addressee {
  readonly place: TeamsConversation;
  readonly person: TeamsPerson;
  readonly locale: string | undefined;
}

/** How the first activity goes out: as a message of its own, or in the place of “Looking …”. */
type SendFirst = (activity: OutgoingActivity) => Promise<string>;

/** Brings answers to a conversation; what only the asker may see goes to them alone. */
export class Replies {
  readonly #parts: RepliesParts;

  constructor(parts: RepliesParts) {
    this.#parts = parts;
  }

  /**
   * Delivers replies in order; the first one ends `progress`, where there is one. Of what is answered in private one
   * line is said to all, unless whom it is for `isTold` already.
   */
  async deliver(
    replies: readonly Reply[],
    to: Addressee,
    { progress, isTold = false }: { readonly progress?: Progress; readonly isTold?: boolean } = {},
  ): Promise<void> {
    const post: SendFirst = (activity) => this.#parts.outbox.post(to.place, activity);
    let send: SendFirst = progress === undefined ? post : (activity) => progress.finish(activity);
    if (replies.length === 0) progress?.cancel();
    const isAlone = ({ isPrivate }: Reply) => isPrivate && to.place.scope !== "personal";
    for (const line of await this.#answerAlone(replies.filter(isAlone), to, isTold)) {
      await send(textActivity(line));
      send = post;
    }
    for (const reply of replies) {
      if (isAlone(reply)) continue;
      await this.#answer(reply, to, send);
      send = post;
    }
  }

  /** Puts a reply in the place of the message that was pressed; below it, where that isn't known or is gone. */
  async redraw(reply: Reply, to: Addressee & Pick<TeamsAction, "activityId">): Promise<void> {
    const { outbox, answerIds } = this.#parts;
    const { activityId, place } = to;
    if (activityId === null) return this.deliver([reply], to);
    const rendered = drawn(reply, to.locale);
    const { card } = await wholeMessage(rendered, reply.card, this.#parts);
    const activity = answerActivity({ text: rendered.text, card });
    try {
      await outbox.update(place, activityId, activity);
      answerIds.keep(activityId, reply.answer.id);
    } catch (error) {
      if (!(error instanceof TeamsSendError && error.status === 404)) throw error;
      await this.deliver([reply], to);
    }
  }

  /** Gives a file to whoever pressed its button. */
  async deliverFile(file: ReplyFile, { place, person }: Addressee): Promise<void> {
    await this.#parts.outbox.post(place, this.#parts.files.show(file, place, person));
  }

  /** Gives a file to whoever pressed its button, in their 1:1 conversation. */
  async deliverFileAlone(file: ReplyFile, to: Addressee): Promise<void> {
    const isBrought = await this.#alone(to, (own) => this.deliverFile(file, own));
    if (!isBrought) await this.#parts.outbox.post(to.place, textActivity(NOT_FOR_ALL));
  }

  /** Says something to one person: in their 1:1 conversation, or not at all. */
  tell(text: string, to: Addressee): Promise<boolean> {
    return this.#alone(to, ({ place }) => this.#parts.outbox.post(place, textActivity(text)));
  }

  async #answer(reply: Reply, to: Addressee, send: SendFirst): Promise<void> {
    const rendered = drawn(reply, to.locale);
    const { card, files } = await wholeMessage(rendered, reply.card, this.#parts);
    const activityId = await send(answerActivity({ text: rendered.text, card }));
    if (activityId !== "") this.#parts.answerIds.keep(activityId, reply.answer.id);
    for (const file of files) await this.deliverFile(file, to);
  }

  /** Answers in the 1:1 conversation; gives what is to be said to all of that. */
  async #answerAlone(replies: readonly Reply[], to: Addressee, isTold: boolean): Promise<string[]> {
    const { outbox } = this.#parts;
    const brought: boolean[] = [];
    for (const reply of replies) {
      const isBrought = await this.#alone(to, (own) =>
        reply.answer.status === "refused"
          ? outbox.post(own.place, cardActivity(drawn(reply, to.locale)))
          : this.#answer(reply, own, (activity) => outbox.post(own.place, activity)),
      );
      brought.push(isBrought);
    }
    if (brought.includes(false)) return [NOT_FOR_ALL];
    return brought.length === 0 || isTold ? [] : [TOLD_PRIVATELY];
  }

  async #alone(to: Addressee, bring: (own: Addressee) => Promise<unknown>): Promise<boolean> {
    const { outbox, log } = this.#parts;
    const { place, person } = to;
    try {
      const isOwn = place.scope === "personal";
      const own = isOwn ? place : await outbox.openPersonal(place, person.memberId);
      await bring({ ...to, place: own });
      return true;
    } catch (error) {
      log.warn("a private word could not be brought", { error });
      return false;
    }
  }
}
