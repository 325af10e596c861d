import { blockCount, characterCount } from "#src/adapters/slack/block-kit/check-blocks";
import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import { moreOf } from "./texts.ts";

/** How much a surface takes. */
export interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/** Dropped last: a card's title, and what can be pressed or unfolded. */
const KEPT_TYPES = new Set(["header", "actions", "context_actions", "container"]);

/** Whether blocks can be sent as they are. */
export function fits(blocks: readonly SlackBlock[], room: Room): boolean {
  return blockCount(blocks) <= room.blocks && characterCount(blocks) <= room.characters;
}

/** The blocks that fit, with a line where others had to go. */
export function fitted(blocks: readonly SlackBlock[], room: Room): readonly SlackBlock[] {
  if (fits(blocks, room)) return blocks;
  const kept = [...blocks];
  let dropped = 0;
  let droppedAt = kept.length;
  while (kept.length > 0 && !fits([...kept, line(dropped)], room)) {
    droppedAt = lastToDrop(kept);
    kept.splice(droppedAt, 1);
    dropped += 1;
  }
  return kept.toSpliced(droppedAt, 0, line(dropped));
}

function lastToDrop(blocks: readonly SlackBlock[]): number {
  const last = blocks.findLastIndex(({ type }) => !KEPT_TYPES.has(type));
  return last === -1 ? blocks.length - 1 : last;
}

function line(dropped: number): SlackBlock {
  const text = `${moreOf(dropped, "part")} of this answer, which didn’t fit here`;
  return { type: "context", elements: [{ type: "plain_text", text, emoji: false }] };
}
