import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { Card, CardBlock, Field, Figure, FiguresBlock } from "#src/cards/card";
import { formatChange, formatMoney } from "#src/cards/format";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";
import { drawButtons, drawDate, drawSelect } from "./draw-actions.ts";
import { drawBasis } from "./draw-basis.ts";
import { drawChart } from "./draw-chart.ts";
import { drawTable } from "./draw-table.ts";
import { type Drawing, type Drawn, drawn, joined, nothing } from "./drawing.ts";
import { note, notes } from "./notes.ts";
import {
  cut,
  fieldSections,
  labelled,
  linesThatFit,
  moreOf,
  plainText,
  shown,
  textSections,
} from "./texts.ts";

/** Figures and fields beyond these would crowd out everything else. */
const MOST_FIELDS = 40;

/** A whole card, in order. */
export function drawCard(card: Card, drawing: Drawing): Drawn {
  const { abilities, budget } = drawing;
  const tables = card.blocks.filter(({ type }) => type === "table").length;
  const shared = { ...budget, tables: Math.floor(budget.tables / Math.max(tables, 1)) };
  let charts = 0;
  const parts = card.blocks.map((block) => {
    const hasCharts = abilities.hasCharts && charts < LIMITS.charts.most;
    const part = drawBlock(block, {
      ...drawing,
      budget: shared,
      abilities: { ...abilities, hasCharts },
    });
    charts += part.blocks.filter(({ type }) => type === "data_visualization").length;
    return part;
  });
  return joined([drawTitle(card.title), ...parts]);
}

function drawTitle(title: string): Drawn {
  if (plainLine(title) === "") return nothing;
  const line = shown(title);
  const header = drawn({ type: "header", text: plainText(line, LIMITS.headerText) });
  if (line.length <= LIMITS.headerText.most) return header;
  return joined([header, note(line)]);
}

function drawBlock(block: CardBlock, drawing: Drawing): Drawn {
  switch (block.type) {
    case "text":
      return drawn(...textSections(shortened(block.text, drawing.budget.text)));
    case "figures":
      return drawFigures(block, drawing.locale);
    case "table":
      return drawTable(block, drawing);
    case "chart":
      return drawChart(block, drawing);
    case "fields":
      return drawFields(block.fields);
    case "buttons":
      return drawButtons(block, drawing);
    case "select":
      return drawSelect(block, drawing);
    case "date":
      return drawDate(block, drawing);
    case "context":
      return notes(block.lines, drawing.budget.text);
    case "divider":
      return drawn({ type: "divider" });
    case "basis":
      return drawBasis(block, drawing);
  }
}

function shortened(text: string, most: number): string {
  const lines = plainParagraphs(text).split("\n");
  return linesThatFit(lines, most, (left) =>
    left === lines.length ? cut(lines.join("\n"), most) : moreOf(left, "line"),
  ).join("\n");
}

function drawFigures({ figures }: FiguresBlock, locale: string): Drawn {
  const texts = figures
    .slice(0, MOST_FIELDS)
    .map((figure) => labelled(figure.label, figureText(figure, locale)));
  return withRest(fieldSections(texts), figures.length - texts.length, "figure");
}

function drawFields(fields: readonly Field[]): Drawn {
  const texts = fields
    .slice(0, MOST_FIELDS)
    .map(({ label, value }) => labelled(label, shown(value)));
  return withRest(fieldSections(texts), fields.length - texts.length, "fact");
}

function withRest(blocks: ReturnType<typeof fieldSections>, left: number, what: string): Drawn {
  return left === 0 ? drawn(...blocks) : joined([drawn(...blocks), note(moreOf(left, what))]);
}

/** The amount, and its change with an arrow and a word, so that neither colour nor sign is needed to tell. */
function figureText({ value, currency, change }: Figure, locale: string): string {
  const amount = plainLine(formatMoney(value, currency, { locale }));
  if (change === undefined) return amount;
  const text = plainLine(formatChange(change, currency, locale));
  if (!/\d/.test(text)) return `${amount}\n${text}`;
  return `${amount}\n${change.value > 0 ? "▲ up" : "▼ down"} ${text}`;
}
