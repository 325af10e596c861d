import { randomUUID } from "node:crypto";
import type { Answer } from "#src/answer";
import type { ReplyFile } from "#src/cards/attachment";
import type { Card, FileAction } from "#src/cards/card";
import { type Channel, channelName } from "#src/channel";
import { isAlone, newThread, type ThreadState, type Turn } from "#src/conversation";
import { answerCard } from "./answer-card.ts";
import { withMore } from "./limited-card.ts";
import type { Press } from "./message.ts";
import type { IssuedAction } from "./ports.ts";

/** For whom, and as what, something is drawn that nobody asked for just now. */
export interface DrawnFor {
  readonly channel: Channel;
  /** In whose name it was computed and is drawn anew: e-mail; null for the local administrator. */
  readonly person: string | null;
  readonly now: Date;
  /** What feedback is kept under; the answer's own id where absent. */
  readonly id?: string;
  /** What a card that is no answer is about, so that it can be followed up. */
  readonly turn?: Turn;
  /** Files of the answer to go beside it. */
  readonly files?: readonly FileAction["format"][];
}

/** What is to be posted, before its actions have ids. */
interface Unasked {
  readonly id: string;
  readonly card: Card;
  readonly state: ThreadState;
  readonly files: readonly ReplyFile[];
}

/** Begins the thread of a card that was drawn before it stood in one. */
const UNPLACED = "unplaced:";

/** An answer with its buttons, basis and files, or a card as it is. */
export async function unaskedOf(
  shown: Answer | Card,
  { id, turn, files: formats = [] }: DrawnFor,
  fileOf: (answer: Answer, format: FileAction["format"]) => Promise<ReplyFile | null>,
): Promise<Unasked> {
  if (!("status" in shown)) {
    const state = { ...newThread, turn: turn ?? null };
    return { id: id ?? randomUUID(), card: shown, state, files: [] };
  }
  const drawn = await Promise.all(formats.map((format) => fileOf(shown, format)));
  return {
    id: id ?? shown.id,
    card: withMore(answerCard(shown), shown.again),
    state: shown.state ?? newThread,
    files: drawn.filter((file) => file !== null),
  };
}

/** Stands for the thread that a card for this channel will be posted in. */
export function threadToCome(channel: Channel): string {
  return `${UNPLACED}${channelName(channel)}`;
}

/**
 * An action of a card that was posted unasked, or brought to somebody's own conversation from elsewhere, belongs to
 * the thread in which it is pressed.
 */
export function placed(issued: IssuedAction, { thread, channel }: Press): IssuedAction {
  const isFromElsewhere = isAlone(issued.thread) && channel?.audience === "direct";
  const isToMove = isFromElsewhere || issued.thread.startsWith(UNPLACED);
  return isToMove && thread !== undefined ? { ...issued, thread } : issued;
}
