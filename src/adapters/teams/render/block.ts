import type { CardElement } from "@microsoft/teams.cards";
import type { Attachment } from "#src/cards/attachment";
import type {
  BasisBlock,
  CardBlock,
  ChartBlock,
  ContextBlock,
  FieldsBlock,
  TableBlock,
} from "#src/cards/card";
import { changesText, chartText } from "#src/cards/chart-text";
import { BASIS_HEADING } from "#src/cards/fallback-text";
import { formatCount } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { type ActionContext, buttonElements, dateElements, selectElements } from "./actions.ts";
import { nativeChart } from "./chart.ts";
import { hasValues, isDrawable } from "./chart-limits.ts";
import { figureElements } from "./figures.ts";
import { imagePlace } from "./image.ts";
import { type CardSize, OPEN_ROWS, TITLE_CHARACTERS } from "./limits.ts";
import { literal } from "./literal-text.ts";
import { drawTable } from "./table.ts";
import { codeLines, factSet, paragraphs, smallPrint, textLine } from "./text-elements.ts";

/** A block as drawn, and what of it goes out as a file. */
export interface DrawnBlock {
  readonly elements: readonly CardElement[];
  readonly attachments: readonly Attachment[];
  /** The files that stand for the block when it is left out. */
  readonly whole: readonly Attachment[];
  readonly isDivider: boolean;
  readonly isLeftOut: boolean;
}

/** What a block is drawn with. */
export interface BlockContext extends ActionContext {
  /** File name of the block, without its ending. */
  readonly name: string;
  /** The card's title, which a chart's own needn't repeat. */
  readonly title: string;
  /** Whether a chart of the card says at a glance what a table says in full. */
  readonly hasChart: boolean;
}

/** Whether Teams draws a block as a chart of its own. */
export function isDrawnChart(block: CardBlock, { chartValues }: CardSize): boolean {
  return block.type === "chart" && hasValues(block) && isDrawable(block, chartValues);
}

/** Draws a block in a size of the card. */
export function drawBlock(block: CardBlock, context: BlockContext): DrawnBlock {
  switch (block.type) {
    case "table":
      return drawTableBlock(block, context);
    case "chart":
      return drawChartBlock(block, context);
    case "divider":
      return { ...drawn([]), isDivider: true };
    case "buttons":
      return drawn(buttonElements(block, context));
    case "select":
      return drawn(selectElements(block, context));
    case "date":
      return drawn(dateElements(block, context));
    case "basis":
      return drawn(basisElements(block, context));
    case "text":
      return drawn(paragraphs(block.text, context.size.textCharacters));
    case "context":
      return drawn(contextElements(block, context.size));
    case "figures":
      return drawn(figureElements(block, context.size));
    case "fields":
      return drawn(fieldElements(block, context.size));
  }
}

function drawn(elements: readonly CardElement[]): DrawnBlock {
  return { elements, attachments: [], whole: [], isDivider: false, isLeftOut: false };
}

function fieldElements(
  { fields }: Pick<FieldsBlock, "fields">,
  { textCharacters }: CardSize,
): CardElement[] {
  const facts = factSet(fields, textCharacters);
  return facts === null ? [] : [facts];
}

function contextElements({ lines }: ContextBlock, { textCharacters }: CardSize): CardElement[] {
  const text = lines.map(plainLine).filter((line) => line !== "");
  return smallPrint(text.join("\n"), textCharacters);
}

/** A table, folded where it is long and a chart shows the same. */
function drawTableBlock(table: TableBlock, context: BlockContext): DrawnBlock {
  const { size, name, number, hasChart } = context;
  const { elements, isWhole } = drawTable(table, size.tableRows, size.cellCharacters);
  const whole: Attachment[] = [{ type: "table", name, table }];
  const isFolded = hasChart && table.rows.length > OPEN_ROWS;
  const heading = `Table of ${formatCount(table.rows.length)} rows`;
  const shown = isFolded ? folded(heading, `table-${number}`, elements) : elements;
  return { ...drawn(shown), attachments: isWhole ? [] : whole, whole };
}

/** A chart as Teams draws it, or its words with the place where the host puts its image. */
function drawChartBlock(chart: ChartBlock, { size, name, title }: BlockContext): DrawnBlock {
  const words = smallPrint(chartText(chart), size.textCharacters);
  const own = chart.title === title ? "" : literal(chart.title, TITLE_CHARACTERS);
  const above = own === "" ? [] : [textLine(own, { weight: "Bolder" })];
  if (!hasValues(chart)) return drawn([...above, ...words]);
  const whole: Attachment[] = [{ type: "chart", name, chart }];
  if (isDrawnChart(chart, size)) {
    const about =
      chart.chart === "waterfall" ? smallPrint(changesText(chart), size.textCharacters) : [];
    return { ...drawn([...above, nativeChart(chart, size), ...about]), whole };
  }
  const place: CardElement = { type: "Container", id: imagePlace(name), items: words };
  return { ...drawn([...above, place]), attachments: whole, whole };
}

/** “How this was computed”, folded until it is asked for. */
function basisElements(block: BasisBlock, { number, size }: BlockContext): CardElement[] {
  const items = [...fieldElements(block, size), ...codeLines(block.query, size.textCharacters)];
  return items.length === 0 ? [] : folded(BASIS_HEADING, `basis-${number}`, items);
}

/** Elements that are there once a button is pressed. */
function folded(title: string, id: string, items: readonly CardElement[]): CardElement[] {
  return [
    {
      type: "ActionSet",
      actions: [{ type: "Action.ToggleVisibility", title, targetElements: [id] }],
    },
    { type: "Container", id, isVisible: false, style: "emphasis", items: [...items] },
  ];
}
