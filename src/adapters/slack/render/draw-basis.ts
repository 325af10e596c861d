import type { SectionBlock, TextObject } from "@slack/types";
import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { BasisBlock } from "#src/cards/card";
import { BASIS_HEADING, fieldTexts } from "#src/cards/fallback-text";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";
import { type Drawing, type Drawn, drawn, nothing } from "./drawing.ts";
import { notes } from "./notes.ts";
import {
  cut,
  escapeText,
  fieldSections,
  labelled,
  linesThatFit,
  moreOf,
  plainText,
} from "./texts.ts";

const FENCE = "```";
const MOST_FIELDS = 40;

/** “How this was computed”, folded; as small print without the query where nothing folds. */
export function drawBasis({ fields, query }: BasisBlock, drawing: Drawing): Drawn {
  if (!drawing.abilities.hasFolding) {
    return fields.length === 0
      ? nothing
      : notes([BASIS_HEADING, ...fieldTexts(fields)], drawing.budget.text);
  }
  const texts = fields
    .slice(0, MOST_FIELDS)
    .map(({ label, value }) => labelled(label, cut(plainLine(value), drawing.budget.text)));
  const children = [...fieldSections(texts), ...querySection(query, drawing.budget.query)];
  if (children.length === 0) return nothing;
  return drawn({
    type: "container",
    title: plainText(BASIS_HEADING, LIMITS.containerTitle),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [...children],
  });
}

function querySection(query: string, characters: number): SectionBlock[] {
  const lines = plainParagraphs(query).trim().split("\n");
  const most = Math.min(characters, LIMITS.sectionText.most - 2 * FENCE.length - 2);
  const fitting = linesThatFit(lines, most, (left) => moreOf(left, "line"));
  return fitting.join("").trim() === ""
    ? []
    : [{ type: "section", text: codeText(fitting.join("\n")) }];
}

/** In a code block only the fence acts. */
function codeText(code: string): TextObject {
  const text = `${FENCE}\n${escapeText(code)}\n${FENCE}`;
  if (code.includes(FENCE) || text.length > LIMITS.sectionText.most) return plainText(code);
  return { type: "mrkdwn", text, verbatim: true };
}
