import type { Channel } from "#src/channel";
import type { TeamsConversation } from "#src/chat/ports";

/** The id of the channel that a thread is in; any other conversation's as it is. */
export function rootIdOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, "");
}

const OBJECT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a channel is a person's object id of Entra, which Teams takes in the place of a member's id. */
export function isPerson(channelId: string): boolean {
  return OBJECT_ID.test(channelId);
}

/** The conversation as a place to speak in later on. */
export function channelOf({ tenantId, conversationId, scope }: TeamsConversation): Channel {
  const root = /;messageid=(.+)$/.exec(conversationId)?.[1];
  const thread = root === undefined ? {} : { thread: root };
  const here = {
    platform: "teams",
    tenant: tenantId,
    id: rootIdOf(conversationId),
    ...thread,
  } as const;
  return scope === "personal" ? { ...here, audience: "direct" } : here;
}

/** The thread under a message of a channel. */
export function threadIdOf(channelId: string, rootMessageId: string): string {
  return `${channelId};messageid=${rootMessageId}`;
}

/** Tally's name of a conversation; a thread of a channel is one of its own. */
export function threadOf({ tenantId, conversationId }: TeamsConversation): string {
  return `teams:${tenantId}:${conversationId}`;
}
