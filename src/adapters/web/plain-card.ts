import type {
  Card,
  CardBlock,
  CardButton,
  ChartBlock,
  Field,
  Figure,
  IssueAction,
  TableBlock,
} from "#src/cards/card";
import { changeText, chartText, labelTexts, unitText } from "#src/cards/chart-text";
import { formatChange, formatMoney } from "#src/cards/format";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";
import { cellText, labelColumns, restText } from "#src/cards/table-text";
import { type WaterfallBar, waterfallBars, waterfallBreak } from "#src/cards/waterfall";
import type {
  PlainBlock,
  PlainButton,
  PlainCard,
  PlainChart,
  PlainField,
  PlainWaterfall,
} from "./shown.ts";

/** Rows of a table that are shown before somebody asks for all of them. */
const FIRST_ROWS = 15;
const NUMBERS: ReadonlySet<string> = new Set(["money", "percent", "share"]);

/** A card in texts, for the page's own drawing; it holds the whole table, whatever its length. */
export function plainCard(card: Card, issue: IssueAction): PlainCard {
  const blocks = card.blocks.map((block) => plainBlock(block, issue));
  return { title: plainLine(card.title), blocks };
}

function plainBlock(block: CardBlock, issue: IssueAction): PlainBlock {
  switch (block.type) {
    case "text":
      return { type: "text", text: plainParagraphs(block.text) };
    case "context":
      return { type: "context", lines: block.lines.map(plainLine) };
    case "divider":
      return { type: "divider" };
    case "figures":
      return { type: "figures", figures: block.figures.map(plainFigure) };
    case "fields":
      return { type: "fields", fields: block.fields.map(plainField) };
    case "table":
      return plainTable(block);
    case "chart":
      return plainChart(block);
    case "buttons":
      return { type: "buttons", buttons: block.buttons.map((one) => plainButton(one, issue)) };
    case "select": {
      const options = block.options.map((option) => plainButton(option, issue));
      return { type: "select", label: plainLine(block.label), options };
    }
    case "date": {
      const { label, action, initial = null } = block;
      return { type: "date", label: plainLine(label), id: issue(action), initial };
    }
    case "basis":
      return { type: "basis", fields: block.fields.map(plainField), query: block.query };
  }
}

function plainFigure({ label, value, currency, change }: Figure) {
  const text = change === undefined ? null : formatChange(change, currency);
  return {
    label: plainLine(label),
    value: plainLine(formatMoney(value, currency)),
    change: text === null ? null : plainLine(text),
    direction: directionOf(text ?? ""),
  };
}

function directionOf(change: string): "up" | "down" | "level" {
  if (change.startsWith("+")) return "up";
  return change.startsWith("\u2212") ? "down" : "level";
}

function plainField({ label, value }: Field): PlainField {
  return { label: plainLine(label), value: plainParagraphs(value) };
}

function plainTable(table: TableBlock): PlainBlock {
  const labels = labelColumns(table);
  return {
    type: "table",
    columns: table.columns.map(({ label, kind }, index) => ({
      label: plainLine(label),
      isNumber: NUMBERS.has(kind),
      isLabel: index === labels[0],
    })),
    rows: table.rows.map((row) => table.columns.map((_, index) => cellText(table, row, index))),
    firstRows: FIRST_ROWS,
    rest: restText(table, FIRST_ROWS),
  };
}

function plainChart(chart: ChartBlock): PlainChart {
  const bars = chart.chart === "waterfall" ? waterfallBars(chart) : null;
  return {
    type: "chart",
    chart: chart.chart,
    title: plainLine(chart.title),
    unit: plainLine(chart.unit),
    description: chartText(chart),
    labels: labelTexts(chart.labels),
    series: chart.series.map(({ name, values, role = null }) => ({
      name: plainLine(name),
      values,
      texts: values.map((value, at) => {
        const isStep = bars !== null && bars[at]?.kind !== "total";
        return isStep ? changeText(value, chart.unit) : unitText(value, chart.unit);
      }),
      role,
    })),
    waterfall: bars === null ? null : plainWaterfall(bars),
  };
}

function plainWaterfall(bars: readonly WaterfallBar[]): PlainWaterfall {
  return {
    bars: bars.map(({ kind, from, to }) => ({ kind, from, to })),
    cut: waterfallBreak(bars),
  };
}

function plainButton(
  { label, action, style, confirm }: CardButton,
  issue: IssueAction,
): PlainButton {
  return {
    label: plainLine(label),
    id: issue(action),
    kind: action.kind,
    style: style ?? null,
    confirm: confirm === undefined ? null : plainLine(confirm),
  };
}
