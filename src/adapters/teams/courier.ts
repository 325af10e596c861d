import type { ReplyFile } from "#src/cards/attachment";
import { type Channel, channelName } from "#src/channel";
import { type Courier, CourierError } from "#src/chat/courier";
import { KeyedQueue } from "#src/chat/keyed-queue";
import type { Drawable } from "#src/chat/message";
import type { TeamsConversation, TeamsConversations } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { AnswerIds } from "./answer-ids.ts";
import { isPerson, threadIdOf, threadOf } from "./conversation-id.ts";
import { courierErrorOf } from "./courier-failure.ts";
import type { Outbox } from "./outbox.ts";
import { answerActivity, cardActivity } from "./outgoing.ts";
import type { OutgoingActivity } from "./teams-host.ts";
import { drawn, type WholeMessageParts, wholeMessage } from "./whole-message.ts";

/** What the courier is made of. */
export interface TeamsCourierParts extends WholeMessageParts {
  readonly conversations: TeamsConversations;
  readonly outbox: Outbox;
  readonly answerIds: AnswerIds;
  readonly isServiceUrl: (url: string) => boolean;
  readonly log: Log;
}

/** Where the public cloud's Teams is reached, as long as no conversation of a tenant has said another place. */
const PUBLIC_SERVICE = "https://smba.trafficmanager.net/teams/";

/** An activity with the message of a channel that its thread is under: itself, where it began one. */
interface Posted {
  readonly root: string;
  readonly id: string;
}

/**
 * Brings cards to the conversations of Teams that the bot was seen in and, by a person's object id of Entra as the
 * channel, to people who have the app. Each activity is sent once: whoever has a
 * message brought decides about another attempt. Messages carry no mark, since Teams lets nobody look for one.
 */
export class TeamsCourier implements Courier {
  readonly #parts: TeamsCourierParts;
  readonly #files = new KeyedQueue();
  /** People's chats by the names that they have as channels. */
  readonly #chats = new Map<string, TeamsConversation>();

  constructor(parts: TeamsCourierParts) {
    this.#parts = parts;
  }

  /** Only channels have threads; in a chat what belongs to a former message comes below. */
  post(
    channel: Channel,
    card: Drawable,
    { thread }: { readonly mark: string; readonly thread?: string },
  ): Promise<string> {
    return calling(false, async () => {
      const known = await this.#placeOf(channel);
      const above = thread === undefined ? null : readPosted(thread).root;
      const { activity, files } = await this.#activityOf(card);
      const id = await this.#parts.outbox.post(placeUnder(known, above), activity, 1);
      const posted = { root: above ?? id, id };
      this.#posted(placeUnder(known, posted.root), card, id);
      this.#attachLater(placeUnder(known, posted.root), [...files, ...(card.files ?? [])]);
      return messageIdOf(posted);
    });
  }

  update(channel: Channel, messageId: string, card: Drawable): Promise<void> {
    return calling(true, async () => {
      const { root, id } = readPosted(messageId);
      if (id === "") throw new CourierError("impossible", "Teams has told no id of the message.");
      const place = placeUnder(await this.#placeOf(channel), root);
      const { activity } = await this.#activityOf(card);
      await this.#parts.outbox.update(place, id, activity, 1);
      this.#posted(place, card, id);
    });
  }

  async find(): Promise<"unknown"> {
    return "unknown";
  }

  remember(): void {
    // Nothing is ever found again.
  }

  /** Done once every file is with Teams. */
  idle(): Promise<void> {
    return this.#files.idle();
  }

  async #placeOf(channel: Channel): Promise<TeamsConversation> {
    const { tenant, id } = channel;
    const known = this.#parts.conversations.find(id);
    if (known === null && isPerson(id)) return this.#chatWith(channel);
    if (known?.tenantId !== tenant) {
      throw new CourierError(
        "impossible",
        "I was never in this conversation of Teams, or was taken out of it: add the app there and mention it once.",
      );
    }
    if (this.#parts.isServiceUrl(known.serviceUrl)) return known;
    throw new CourierError(
      "impossible",
      "This conversation was reached at a host that isn’t among teams.serviceHosts any more.",
    );
  }

  /** Opens the chat with a person of a tenant, which is the same one each time; nothing is said in it by that. */
  async #chatWith(channel: Channel): Promise<TeamsConversation> {
    const { tenant: tenantId, id } = channel;
    const name = channelName(channel);
    const opened = this.#chats.get(name);
    if (opened !== undefined) return opened;
    const { conversations, outbox } = this.#parts;
    const serviceUrl = conversations.lastIn(tenantId)?.serviceUrl ?? PUBLIC_SERVICE;
    const near = { conversationId: id, serviceUrl, tenantId, scope: "personal" } as const;
    const chat = await calling(true, () => outbox.openPersonal(near, id, 1));
    this.#chats.set(name, chat);
    return chat;
  }

  async #activityOf(card: Drawable) {
    const rendered = drawn(card, undefined);
    const { card: whole, files } = await wholeMessage(rendered, card.card, this.#parts);
    const spoken = { text: rendered.text, card: whole };
    const isJudged = card.feedbackId !== undefined;
    return { activity: isJudged ? answerActivity(spoken) : cardActivity(spoken), files };
  }

  /** A message stands, also where it can't be remembered what it is about. */
  #posted(place: TeamsConversation, { feedbackId, standsIn }: Drawable, id: string): void {
    if (id === "") return;
    try {
      if (feedbackId !== undefined) this.#parts.answerIds.keep(id, feedbackId);
      standsIn?.([threadOf(place)]);
    } catch (error) {
      this.#parts.log.warn("it can't be remembered what a message is about", { error });
    }
  }

  /** Files follow the message by themselves, so that nothing but the message decides whether it was posted. */
  #attachLater(place: TeamsConversation, files: readonly ReplyFile[]): void {
    const activities = files
      .map((file) => this.#parts.files.showUnasked(file))
      .filter((activity) => activity !== null);
    void this.#files.run(place.conversationId, async () => {
      for (const activity of activities) await this.#attach(place, activity);
    });
  }

  async #attach(place: TeamsConversation, activity: OutgoingActivity): Promise<void> {
    try {
      await this.#parts.outbox.post(place, activity);
    } catch (error) {
      this.#parts.log.warn("a file wasn't sent", { error });
    }
  }
}

async function calling<T>(isRepeatable: boolean, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw courierErrorOf(error, isRepeatable);
  }
}

/** The thread under a message, in a channel. */
function placeUnder(known: TeamsConversation, root: string | null): TeamsConversation {
  if (known.scope !== "channel" || root === null || root === "") return known;
  return { ...known, conversationId: threadIdOf(known.conversationId, root) };
}

function messageIdOf({ root, id }: Posted): string {
  return root === id ? id : `${root}/${id}`;
}

function readPosted(messageId: string): Posted {
  const [root = "", id = root] = messageId.split("/");
  return { root, id };
}
