import type { SlackMessage } from "#src/adapters/slack/render/render-message";
import { escapeText } from "#src/adapters/slack/render/texts";
import type { ReplyFile } from "#src/cards/attachment";

/** Said while an answer is on its way. */
export const WORKING = "Looking it up …";

/** The way back to somebody who asked. */
export interface Outlet {
  /** Says that the answer is being worked on; the next message takes the place of that. */
  working(): Promise<void>;
  /** Gives the version of the message that Slack took. */
  show(message: SlackMessage): Promise<SlackMessage>;
  /** Puts a message in the place of the one that was pressed; below it, where that isn't possible. */
  redraw(message: SlackMessage): Promise<SlackMessage>;
  /** For the asker's eyes alone. */
  whisper(message: SlackMessage): Promise<SlackMessage>;
  file(file: ReplyFile): Promise<void>;
  /** For the asker's eyes alone. */
  fileAlone(file: ReplyFile): Promise<void>;
  /** Takes back a status that no message has taken the place of. */
  close(): Promise<void>;
}

/** A message in words alone, in which nothing mentions anybody or links anywhere. */
export function plainMessage(words: string): SlackMessage {
  return { text: escapeText(words), blocks: [], attachments: [] };
}

/** The same message for where a file would be seen by others, or can't go. */
export function withoutFiles(message: SlackMessage): SlackMessage {
  return message.redraw?.({ hasFiles: false }) ?? message;
}
