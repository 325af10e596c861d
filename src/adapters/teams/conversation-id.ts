import type { Channel } from "#src/channel";
import type { TeamsConversation } from "#src/chat/ports";

/** The id of the channel that a thread is in; any other conversation's as it is. */
export function rootIdOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, "");
}

/** The conversation as a place to speak in later on. */
export function channelOf({ tenantId, conversationId }: TeamsConversation): Channel {
  return { platform: "teams", tenant: tenantId, id: rootIdOf(conversationId) };
}

/** Tally's name of a conversation; a thread of a channel is one of its own. */
export function threadOf({ tenantId, conversationId }: TeamsConversation): string {
  return `teams:${tenantId}:${conversationId}`;
}
