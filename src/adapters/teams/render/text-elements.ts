import type { IFactSet, IRichTextBlock, ITextRun } from "@microsoft/teams.cards";
import type { Field } from "#src/cards/card";
import { plainParagraphs } from "#src/cards/plain-text";
import { FACTS, TITLE_CHARACTERS } from "./limits.ts";
import { literal, literalCode, literalMarkdown, shortened } from "./literal-text.ts";

/** How a line of text looks. */
export type TextLook = Omit<ITextRun, "type" | "text">;

/** A line of text, shown as it is: text runs know no Markdown. */
export function textLine(
  text: string,
  look: TextLook = {},
  place: Omit<IRichTextBlock, "type" | "inlines"> = {},
): IRichTextBlock {
  const run: ITextRun | string =
    Object.keys(look).length === 0 ? text : { type: "TextRun", text, ...look };
  return { type: "RichTextBlock", ...place, inlines: [run] };
}

/** A text of several lines, each an element of its own; empty lines become distance. */
export function paragraphs(
  text: string,
  characters: number,
  look: TextLook = {},
): IRichTextBlock[] {
  const lines = shortened(plainParagraphs(text), characters).split("\n");
  return lines.flatMap((line, at) => {
    const shown = literal(line, characters);
    if (shown === "") return [];
    const follows = at > 0 && lines[at - 1]?.trim() !== "";
    return [textLine(shown, look, follows ? { spacing: "None" } : {})];
  });
}

/** A card's heading. */
export function heading(title: string) {
  const text = literalMarkdown(title, TITLE_CHARACTERS);
  return {
    type: "TextBlock" as const,
    text,
    style: "heading" as const,
    size: "Medium" as const,
    weight: "Bolder" as const,
    wrap: true,
  };
}

/** Small print below something. */
export function smallPrint(text: string, characters: number): IRichTextBlock[] {
  return paragraphs(text, characters, { isSubtle: true, size: "Small" });
}

/** A query with its lines kept, in a font of even width. */
export function codeLines(code: string, characters: number): IRichTextBlock[] {
  return shortened(plainParagraphs(code), characters)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => {
      const place = at === 0 ? {} : ({ spacing: "None" } as const);
      return textLine(literalCode(line), { fontType: "Monospace", size: "Small" }, place);
    });
}

/** Labels with their values; what doesn't fit is counted. */
export function factSet(fields: readonly Field[], characters: number): IFactSet | null {
  if (fields.length === 0) return null;
  const facts = fields.slice(0, FACTS).map(({ label, value }) => ({
    title: literalMarkdown(label, characters) || "–",
    value: literalMarkdown(value, characters) || "–",
  }));
  const rest = fields.length - facts.length;
  const more = rest > 0 ? [{ title: `… and ${rest} more`, value: "–" }] : [];
  return { type: "FactSet", facts: [...facts, ...more] };
}
