import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { Desk } from "#src/chat/desk";
import type { ChannelMembers } from "#src/chat/members";
import type { Drawable } from "#src/chat/message";
import type { HandledKeys, SealedInstallations, TrafficCounts } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { SlackSettings } from "./settings.ts";

/** What Slack's adapter is made of; nothing is read from the environment. */
export interface SlackParts {
  readonly settings: SlackSettings;
  readonly desk: Desk;
  /** Told who is in the platform's channels; absent where that is of no matter. */
  readonly members?: ChannelMembers | undefined;
  readonly handled: HandledKeys;
  /** Kept for OAuth only. */
  readonly installations: SealedInstallations;
  /** Seals installations: 32 bytes as base64 or hex; older keys follow after commas. OAuth needs it. */
  readonly encryptionKey?: string | undefined;
  /** Turns what a message can't show into a file. */
  readonly attachmentFile: (attachment: Attachment) => Promise<ReplyFile>;
  /** What can be asked, as a card for this thread. */
  readonly help: (thread: string, now: Date) => Drawable;
  readonly clock: () => Date;
  readonly log: Log;
  readonly counts: TrafficCounts;
}
