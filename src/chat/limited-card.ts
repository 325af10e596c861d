import type { Again } from "#src/answer";
import type {
  AskAction,
  CallAction,
  Card,
  CardAction,
  CardBlock,
  SkillCall,
} from "#src/cards/card";
import { newThread, type ThreadState } from "#src/conversation";

const LIMITED = "This shows what everybody in this channel may see.";
const HIDDEN = "It isn’t certain that everybody in this channel may see this.";
const MORE = "Show me all that I may see";

/** A card; one that is limited to what all may see says so, and offers all that its presser may see. */
export function withMore(card: Card, again: Again | undefined): Card {
  if (again === undefined) return card;
  const { title, blocks } = card;
  const more: CardBlock[] = [{ type: "context", lines: [LIMITED] }, moreButton(again)];
  const at = blocks.at(-1)?.type === "basis" ? blocks.length - 1 : blocks.length;
  return { title, blocks: [...blocks.slice(0, at), ...more, ...blocks.slice(at)] };
}

/** Stands in the place of what can't be shown to all of a channel; the title has to be fit for all. */
export function hiddenCard(title: string, call: SkillCall): Card {
  return { title, blocks: [{ type: "text", text: HIDDEN }, moreButton(call)] };
}

/** What the thread held where an action goes on from: before a question that is put again, after it otherwise. */
export function stateFor(
  action: CardAction,
  after: ThreadState,
  again: Again | undefined,
): ThreadState {
  if (action.kind !== "ask" || action.isAlone !== true) return after;
  return again !== undefined && "text" in again ? again.state : newThread;
}

function moreButton(again: Again): CardBlock {
  return { type: "buttons", buttons: [{ label: MORE, action: againAction(again) }] };
}

function againAction(again: Again): AskAction | CallAction {
  return "text" in again
    ? { kind: "ask", question: again.text, isAlone: true }
    : { kind: "call", skill: again.skill, input: again.input, isAlone: true };
}
