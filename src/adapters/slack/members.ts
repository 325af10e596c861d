import type { WebClient } from "@slack/web-api";
import type { Channel } from "#src/channel";
import type { Members } from "#src/chat/members";
import type { Sender } from "#src/chat/message";
import type { Log } from "#src/log";
import type { People } from "./people.ts";
import { isDirectChannel, isPerson } from "./place.ts";
import { problemOf } from "./slack-problem.ts";
import { waitAndCall } from "./wait-and-call.ts";

/** A channel with more people isn't read to its end. */
const MOST_MEMBERS = 5000;
const PAGE = 1000;
/** So many are looked up at once. */
const AT_ONCE = 8;
const MOST_ATTEMPTS = 3;

/** What the members of channels are read by. */
export interface ChannelPeopleParts {
  readonly clientOf: (team: string) => Promise<WebClient>;
  readonly people: Pick<People, "sender" | "meet">;
  readonly log: Log;
}

/**
 * Who reads along in Slack's channels. Apps don't count: whoever looks after the workspace has let them in, and may
 * let them read whatever is said.
 */
export class ChannelPeople {
  readonly #parts: ChannelPeopleParts;
  /** The app's own user, by workspace. */
  readonly #own = new Map<string, string | undefined>();

  constructor(parts: ChannelPeopleParts) {
    this.#parts = parts;
  }

  /** Null where the app has no right to see them, there are too many, or Slack doesn't say who one of them is. */
  async read(channel: Channel): Promise<Members> {
    const people = await this.#peopleIn(channel);
    const isDirect = isPerson(channel.id) || isDirectChannel(channel.id);
    return isDirect ? { reader: people?.[0] ?? null } : people;
  }

  async #peopleIn({ tenant: team, id }: Channel): Promise<Sender[] | null> {
    try {
      const client = await this.#parts.clientOf(team);
      const users = isPerson(id) ? [id] : await this.#usersIn(client, team, id);
      return users === null ? null : await this.#whoAre(client, team, users);
    } catch (error) {
      this.#parts.log.info("Slack doesn’t say who is in a channel", {
        team,
        channel: id,
        code: problemOf(error).code,
      });
      return null;
    }
  }

  async #usersIn(client: WebClient, team: string, channel: string): Promise<string[] | null> {
    const own = await this.#ownUser(client, team);
    const users: string[] = [];
    let cursor = "";
    do {
      const page = { channel, limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
      const { members = [], response_metadata: more } = await waitAndCall(
        () => client.conversations.members(page),
        MOST_ATTEMPTS,
      );
      users.push(...members.filter((user) => user !== own));
      cursor = more?.next_cursor ?? "";
    } while (cursor !== "" && users.length <= MOST_MEMBERS);
    return users.length > MOST_MEMBERS ? null : users;
  }

  async #whoAre(
    client: WebClient,
    team: string,
    users: readonly string[],
  ): Promise<Sender[] | null> {
    if (!(await this.#parts.people.meet(client, team, users))) return null;
    const found: Sender[] = [];
    for (let at = 0; at < users.length; at += AT_ONCE) {
      const some = users.slice(at, at + AT_ONCE);
      found.push(...(await Promise.all(some.map((user) => this.#whoIs(client, team, user)))));
      if (found.some(({ kind }) => kind === "unsure")) return null;
    }
    return found.filter(({ kind }) => kind !== "bot");
  }

  async #whoIs(client: WebClient, team: string, user: string): Promise<Sender> {
    const sender = await this.#parts.people.sender(client, { user, team, home: team });
    return sender ?? { platform: "slack", tenant: team, id: user, kind: "external" };
  }

  async #ownUser(client: WebClient, team: string): Promise<string | undefined> {
    if (!this.#own.has(team)) {
      const { user_id: own } = await waitAndCall(() => client.auth.test(), MOST_ATTEMPTS);
      this.#own.set(team, own);
    }
    return this.#own.get(team);
  }
}
