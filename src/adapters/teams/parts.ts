import type { Attachment, ReplyFile } from "#src/cards/attachment";
import type { Desk } from "#src/chat/desk";
import type { ChannelMembers } from "#src/chat/members";
import type { Drawable } from "#src/chat/message";
import type { HandledKeys, TeamsConversations, TrafficCounts } from "#src/chat/ports";
import type { Log } from "#src/log";
import type { AnswerIds } from "./answer-ids.ts";
import type { Clock } from "./clock.ts";
import type { TeamsSettings } from "./settings.ts";

/** What Teams' adapter is made of; nothing is read from the environment. */
export interface TeamsParts {
  readonly settings: TeamsSettings;
  readonly desk: Desk;
  /** Told who is in the platform's channels; absent where that is of no matter. */
  readonly members?: ChannelMembers | undefined;
  readonly conversations: TeamsConversations;
  readonly handled: HandledKeys;
  /** Turns what a message can't show into a file. */
  readonly attachmentFile: (attachment: Attachment) => Promise<ReplyFile>;
  /** The address of a file that Teams can reach; absent where the server has no public address. */
  readonly fileUrl?: ((file: ReplyFile) => string) | undefined;
  /** What can be asked, as a card for this thread. */
  readonly help: (thread: string, now: Date) => Drawable;
  /** Which answer stands in which message; those of this process where absent. */
  readonly answerIds?: AnswerIds | undefined;
  readonly clock: () => Date;
  /** What waiting goes by; the machine's where absent. */
  readonly waiting?: Clock | undefined;
  readonly log: Log;
  readonly counts: TrafficCounts;
}
