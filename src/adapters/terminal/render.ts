import { styleText } from "node:util";
import type {
  BasisBlock,
  Card,
  CardBlock,
  ChartBlock,
  Figure,
  FiguresBlock,
  TableBlock,
} from "#src/cards/card";
import { isOverTime } from "#src/cards/chart-text";
import {
  BASIS_HEADING,
  blocksInText,
  buttonsText,
  choiceText,
  fieldTexts,
  figureText,
} from "#src/cards/fallback-text";
import { formatChange, formatCount, formatMoney } from "#src/cards/format";
import { plainLine, plainParagraphs } from "#src/cards/plain-text";
import {
  cellText,
  currencyColumn,
  labelColumns,
  type RestOfTable,
  restOfTable,
  restText,
  rowText,
  sumText,
} from "#src/cards/table-text";
import { chartLines } from "./chart.ts";
import { alignColumns, type Cell, type Column, type Styler } from "./columns.ts";
import { wrap } from "./text-width.ts";

const MINIMUM_WIDTH = 20;
/** The days of a month. */
const TABLE_ROWS = 31;
const NAME_MINIMUM = 8;

export interface TerminalOptions {
  /** Columns of the terminal; at least 20 are used. */
  readonly width: number;
  /** Whether ANSI styles are written. */
  readonly color: boolean;
  /** How many rows of a table are shown before the others are added up; the days of a month where absent. */
  readonly tableRows?: number;
}

type Styles = Record<"bold" | "dim" | "red" | "green", Styler>;

/** A card as text for a terminal, lines joined by newlines, none wider than `width`. */
export function renderCard(card: Card, options: TerminalOptions): string {
  const width = Math.max(MINIMUM_WIDTH, Math.floor(options.width));
  const styles = stylesFor(options.color);
  const { tableRows = TABLE_ROWS } = options;
  const linesOf = (block: CardBlock) => blockLines(block, width, styles, tableRows);
  const title = wrapUnlessEmpty(plainLine(card.title), width).map(styles.bold);
  const blocks = blocksInText(card, showsCourse).map(linesOf);
  return [title, ...blocks]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** Whether a chart shows more than a table: how something went, or how one total became another. */
function showsCourse(chart: ChartBlock): boolean {
  return chart.chart === "waterfall" || isOverTime(chart);
}

/** A text out of an answer, broken into lines of at most `width` columns. */
export function renderText(text: string, { width }: TerminalOptions): string {
  return wrap(plainParagraphs(text), Math.max(MINIMUM_WIDTH, Math.floor(width))).join("\n");
}

function blockLines(
  block: CardBlock,
  width: number,
  styles: Styles,
  tableRows: number,
): readonly string[] {
  switch (block.type) {
    case "text":
      return wrap(plainParagraphs(block.text), width);
    case "figures":
      return figureLines(block, width, styles);
    case "table":
      return tableLines(block, width, styles, tableRows);
    case "chart":
      return chartLines(block, { width, maximumBars: TABLE_ROWS, dim: styles.dim });
    case "context":
      return block.lines.flatMap((line) => wrap(plainLine(line), width)).map(styles.dim);
    case "fields":
      return fieldTexts(block.fields).flatMap((line) => wrap(line, width));
    case "buttons":
      return wrapUnlessEmpty(buttonsText(block), width);
    case "select":
    case "date":
      return wrap(choiceText(block), width);
    case "divider":
      return [styles.dim("─".repeat(width))];
    case "basis":
      return basisLines(block, width, styles);
  }
}

function wrapUnlessEmpty(text: string, width: number): readonly string[] {
  return text === "" ? [] : wrap(text, width);
}

/** The basis in small print; here alone with its query, which can be copied from a terminal. */
function basisLines({ fields, query }: BasisBlock, width: number, styles: Styles): string[] {
  const lines = [BASIS_HEADING, ...fieldTexts(fields), plainParagraphs(query)];
  return lines.flatMap((line) => wrapUnlessEmpty(line, width)).map(styles.dim);
}

function figureLines({ figures }: FiguresBlock, width: number, styles: Styles): readonly string[] {
  const columns: readonly Column[] = [
    { header: "", align: "left", minimum: NAME_MINIMUM },
    { header: "", align: "right", minimum: null },
    { header: "", align: "left", minimum: null },
  ];
  const rows = figures.map((figure) => [
    { text: plainLine(figure.label) },
    { text: plainLine(formatMoney(figure.value, figure.currency)), style: styles.bold },
    changeCell(figure, styles),
  ]);
  const stacked = () => figures.flatMap((figure) => wrap(figureText(figure), width));
  return alignColumns(columns, rows, width, styles.dim) ?? stacked();
}

/** A rise of cost is red, a fall green. */
function changeCell({ change, currency }: Figure, styles: Styles): Cell {
  if (change === undefined) return { text: "" };
  const text = plainLine(formatChange(change, currency));
  if (text.startsWith("+")) return { text, style: styles.red };
  return text.startsWith("\u2212") ? { text, style: styles.green } : { text };
}

function tableLines(
  table: TableBlock,
  width: number,
  styles: Styles,
  mostRows: number,
): readonly string[] {
  if (table.rows.length === 0) return [styles.dim("no rows")];
  const columns = table.columns.map(({ label, kind }): Column => {
    const isText = kind === "text" || kind === "time";
    return {
      header: plainLine(label),
      align: isText ? "left" : "right",
      minimum: kind === "text" ? NAME_MINIMUM : null,
    };
  });
  const shown = table.rows.slice(0, mostRows);
  const rows = shown.map((row) =>
    table.columns.map((_, index) => ({ text: cellText(table, row, index) })),
  );
  const rest = restOfTable(table, mostRows).map((group) => restCells(table, group));
  const [nameColumn] = labelColumns(table);
  const aligned =
    nameColumn === undefined ? null : alignColumns(columns, [...rows, ...rest], width, styles.dim);
  if (aligned !== null) return aligned;
  const lines = [...shown.map((row) => rowText(table, row)), restText(table, mostRows)];
  return lines.filter((line) => line !== "").flatMap((line) => wrap(line, width));
}

function restCells(table: TableBlock, rest: RestOfTable): readonly Cell[] {
  const [nameColumn] = labelColumns(table);
  return table.columns.map((_, index) => {
    if (index === nameColumn) {
      return { text: `… and ${formatCount(rest.count)} more`, isWhole: true };
    }
    if (index === currencyColumn(table)) return { text: plainLine(rest.currency ?? "") };
    return { text: sumText(table, rest, index) };
  });
}

function stylesFor(color: boolean): Styles {
  const style =
    (format: keyof Styles): Styler =>
    (text) =>
      color ? styleText(format, text, { validateStream: false }) : text;
  return { bold: style("bold"), dim: style("dim"), red: style("red"), green: style("green") };
}
