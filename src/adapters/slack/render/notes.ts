import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import { type Drawn, drawn, nothing } from "./drawing.ts";
import { linesThatFit, moreOf, plainText, shown } from "./texts.ts";

/** A line of small print. */
export function note(text: string): Drawn {
  return drawn({ type: "context", elements: [plainText(text)] });
}

/** Small print, a line each, as many as fit into so many characters. */
export function notes(lines: readonly string[], characters: number): Drawn {
  const most = Math.min(characters, LIMITS.textObject.most);
  const readable = lines.map(shown).filter((line) => line !== "(blank)");
  if (readable.length === 0) return nothing;
  const fitting = linesThatFit(readable, most, (left) => moreOf(left, "note"));
  return note(fitting.join("\n"));
}
