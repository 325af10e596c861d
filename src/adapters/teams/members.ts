import type { Channel } from "#src/channel";
import type { Members } from "#src/chat/members";
import type { Sender } from "#src/chat/message";
import type { TeamsConversation, TeamsConversations } from "#src/chat/ports";
import type { Log } from "#src/log";
import { isPerson } from "./conversation-id.ts";
import type { Outbox } from "./outbox.ts";
import { memberOf } from "./teams-person.ts";

/** A conversation with more people isn't read to its end. */
const MOST_MEMBERS = 5000;

/** What the members of conversations are read by. */
export interface ConversationPeopleParts {
  readonly conversations: Pick<TeamsConversations, "find">;
  readonly outbox: Pick<Outbox, "members">;
  readonly log: Log;
}

/** Who reads along in Teams' conversations; other bots don't count. */
export class ConversationPeople {
  readonly #parts: ConversationPeopleParts;

  constructor(parts: ConversationPeopleParts) {
    this.#parts = parts;
  }

  /** Null where the bot isn't in the conversation, or there are too many. */
  async read({ tenant, id }: Channel): Promise<Members> {
    const place = this.#parts.conversations.find(id);
    if (place === null && isPerson(id)) return { reader: { platform: "teams", tenant, id } };
    if (place?.tenantId !== tenant) return null;
    const people = await this.#peopleIn(place);
    return place.scope === "personal" ? { reader: people?.[0] ?? null } : people;
  }

  async #peopleIn(place: TeamsConversation): Promise<Sender[] | null> {
    try {
      return await this.#readAll(place);
    } catch (error) {
      this.#parts.log.info("Teams doesn’t say who is in a conversation", { error });
      return null;
    }
  }

  async #readAll(place: TeamsConversation): Promise<Sender[] | null> {
    const senders: Sender[] = [];
    let next: string | undefined;
    do {
      const { members, continuation } = await this.#parts.outbox.members(place, next);
      senders.push(...members.map((member) => memberOf(member, place.tenantId)));
      next = continuation;
    } while (next !== undefined && senders.length <= MOST_MEMBERS);
    if (senders.length > MOST_MEMBERS) return null;
    return senders.filter(({ kind }) => kind !== "bot");
  }
}
