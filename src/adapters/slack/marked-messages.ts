import type { webApi } from "@slack/bolt";
import type { MessagePlace } from "./message-id.ts";
import { isPerson } from "./place.ts";
import { problemOf } from "./slack-problem.ts";

/** What Slack calls the metadata of what was brought unasked. */
const DELIVERY = "tally_delivery";
const MOST_PAGES = 10;
const PAGE = 200;
/** How far Slack's clock may be behind ours. */
const LEEWAY_SECONDS = 300;
/** What Slack says to an app that may not read a conversation. */
const UNREADABLE = new Set(["missing_scope", "not_allowed_token_type", "no_permission"]);

/** Where, and from when on, a message is looked for. */
interface Where {
  /** A channel's id, or a person's for their direct conversation. */
  readonly channel: string;
  readonly since: Date;
  /** The message in whose thread it would be. */
  readonly root?: MessagePlace;
}

/** The metadata by which a message is known again. */
export function markOf(mark: string) {
  return { event_type: DELIVERY, event_payload: { mark } };
}

/** The message with a mark; `unknown` where the app may not read, or too much was said since. */
export async function findMarked(
  client: webApi.WebClient,
  mark: string,
  where: Where,
): Promise<MessagePlace | null | "unknown"> {
  try {
    return await search(client, mark, where);
  } catch (error) {
    const { code } = problemOf(error);
    if (code === "thread_not_found") return null;
    if (UNREADABLE.has(code)) return "unknown";
    throw error;
  }
}

async function search(
  client: webApi.WebClient,
  mark: string,
  { channel: asked, since, root }: Where,
): Promise<MessagePlace | null | "unknown"> {
  const channel = root?.channel ?? (await conversationOf(client, asked));
  let cursor = "";
  for (let page = 1; page <= MOST_PAGES; page++) {
    const range = {
      channel,
      oldest: (since.getTime() / 1000 - LEEWAY_SECONDS).toFixed(6),
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor === "" ? {} : { cursor }),
    };
    const { messages = [], response_metadata: more } =
      root === undefined
        ? await client.conversations.history(range)
        : await client.conversations.replies({ ...range, ts: root.ts });
    const ts = messages.find((message) => isMarked(message, mark))?.ts;
    if (ts !== undefined) return { channel, ts };
    cursor = more?.next_cursor ?? "";
    if (cursor === "") return null;
  }
  return "unknown";
}

/** A person's direct conversation with the app. */
async function conversationOf(client: webApi.WebClient, channel: string): Promise<string> {
  if (!isPerson(channel)) return channel;
  const { channel: direct } = await client.conversations.open({ users: channel });
  return direct?.id ?? channel;
}

function isMarked(message: object, mark: string): boolean {
  const { metadata } = message as {
    readonly metadata?: {
      readonly event_type?: string;
      readonly event_payload?: { readonly mark?: unknown };
    };
  };
  return metadata?.event_type === DELIVERY && metadata.event_payload?.mark === mark;
}
