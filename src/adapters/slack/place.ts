import type { Channel } from "#src/channel";
import { messageIdOf } from "./message-id.ts";

/** Where something was said, and where the answer belongs. */
export interface Place {
  /** The workspace on whose behalf the app acts. */
  readonly team: string;
  /** A channel's id, or a person's for their direct messages. */
  readonly channel: string;
  /** The thread that answers go into; absent in a direct conversation without one. */
  readonly threadTs?: string;
  /** Nobody has answered in it yet, so that Slack would show nothing private there; absent where somebody may have. */
  readonly isNewThread?: boolean;
  /** Only the asker and the app are there. */
  readonly isDirect: boolean;
  /** People of other organisations read along; absent where Slack doesn't say. */
  readonly isShared?: boolean;
  /** The app's own message that was pressed. */
  readonly pressedTs?: string;
  /** Who asked. */
  readonly user: string;
}

/** The desk's name of the conversation at a place: a thread, or a direct conversation as a whole. */
export function threadOf({
  team,
  channel,
  threadTs,
}: Pick<Place, "team" | "channel" | "threadTs">): string {
  return ["slack", team, channel, ...(threadTs === undefined ? [] : [threadTs])].join(":");
}

/** The channel at a place, for speaking there later on. */
export function channelOf({
  team,
  channel,
  threadTs,
  isShared,
}: Pick<Place, "team" | "channel" | "threadTs" | "isShared">): Channel {
  const thread = threadTs === undefined ? {} : { thread: messageIdOf({ channel, ts: threadTs }) };
  const here = { platform: "slack", tenant: team, id: channel, ...thread } as const;
  if (isDirectChannel(channel)) return { ...here, audience: "direct" };
  return isShared === undefined ? here : { ...here, audience: isShared ? "shared" : "members" };
}

/** Whether a channel is a person's id, which stands for their conversation with the app. */
export function isPerson(channel: string): boolean {
  return /^[UW]/.test(channel);
}

/** Whether a channel is the conversation of the app and one person. */
export function isDirectChannel(channel: string): boolean {
  return channel.startsWith("D");
}
