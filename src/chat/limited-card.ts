import type { Again } from "#src/answer";
import type { AskAction, CallAction, Card, CardBlock } from "#src/cards/card";

const LIMITED = "This shows what everybody in this channel may see.";
const MORE = "Show me all that I may see";

/** Asks for all of something that is limited, for the presser alone. */
export function againAction(again: Again): AskAction | CallAction {
  return "text" in again
    ? { kind: "ask", question: again.text, isAlone: true }
    : { kind: "call", skill: again.skill, input: again.input, isAlone: true };
}

/** The card of something that is limited to what all may see, which says so and offers more. */
export function withMore({ title, blocks }: Card, action: AskAction | CallAction): Card {
  const more: CardBlock[] = [
    { type: "context", lines: [LIMITED] },
    { type: "buttons", buttons: [{ label: MORE, action }] },
  ];
  const at = blocks.at(-1)?.type === "basis" ? -1 : blocks.length;
  return { title, blocks: [...blocks.slice(0, at), ...more, ...blocks.slice(at)] };
}

/** Stands in the place of a report that can't be shown to all of a channel. */
export function hiddenCard(title: string, action: AskAction | CallAction): Card {
  const text = "It isn’t certain that everybody in this channel may see this.";
  return {
    title,
    blocks: [
      { type: "text", text },
      { type: "buttons", buttons: [{ label: MORE, action }] },
    ],
  };
}
