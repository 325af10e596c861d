import type { DataTableBlock } from "@slack/types";
import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { TableBlock } from "#src/cards/card";
import { formatCount } from "#src/cards/format";
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
import { type Drawing, type Drawn, drawn, joined } from "./drawing.ts";
import { note } from "./notes.ts";
import { cut, shown, textSections } from "./texts.ts";

const ROWS_PER_PAGE = 10;
const MOST_CELL = 100;
/** Currencies whose rest gets a row of its own. */
const MOST_RESTS = 10;
/** How much longer a rest's cell may turn out than was reckoned with. */
const REST_SLACK = 24;
const MOST_TEXT_ROWS = 20;

type Cell = DataTableBlock["rows"][number][number];
type Row = TableBlock["rows"][number];

/** A table, the columns of it that Slack takes, and how numbers are written. */
interface Layout {
  readonly table: TableBlock;
  readonly columns: readonly number[];
  readonly locale: string;
}

/** A table as Slack's own; what it leaves out is counted, added up and in the file. */
export function drawTable(table: TableBlock, drawing: Drawing): Drawn {
  if (table.rows.length === 0) return note("No rows.");
  if (!drawing.abilities.hasTables) return drawTextTable(table, drawing);
  const columns = [...table.columns.keys()].slice(0, LIMITS.dataTableColumns.most);
  const layout = { table, columns, locale: drawing.locale };
  const rows = table.rows
    .slice(0, LIMITS.dataTableRows.most)
    .map((row) => columns.map((column) => cellOf(layout, row, column)));
  const header = columns.map((column) => rawText(shown(table.columns[column]?.label ?? "")));
  const shownRows = rowsThatFit(layout, rows, drawing.budget.tables - lengthOf(header));
  const all = [header, ...rows.slice(0, shownRows), ...restRows(layout, shownRows)];
  const block: DataTableBlock = {
    type: "data_table",
    caption: cut(shown(drawing.title), LIMITS.headerText.most),
    rows: all.map((cells) => cells.map(({ cell }) => cell)),
    page_size: Math.min(all.length - 1, ROWS_PER_PAGE),
    row_header_column_index: Math.max(columns.indexOf(nameColumn(table)), 0),
  };
  const isCut = all.some((cells) => cells.some((cell) => cell.isCut));
  const left = leftOut(layout, shownRows, isCut);
  return left === "" ? drawn(block) : joined([drawn(block), fileNote(table, drawing, left)]);
}

/** A table as lines, for where there are no tables. */
function drawTextTable(table: TableBlock, drawing: Drawing): Drawn {
  const { locale } = drawing;
  const most = Math.min(drawing.budget.tables, LIMITS.sectionText.most);
  const lines = table.rows
    .slice(0, MOST_TEXT_ROWS)
    .map((row) => cut(shown(rowText(table, row, locale)), 4 * MOST_CELL));
  let count = lines.length;
  const textOf = () =>
    [...lines.slice(0, count), restText(table, count, locale)].join("\n").trimEnd();
  while (count > 0 && textOf().length > most) count -= 1;
  const sections = drawn(...textSections(cut(textOf(), most)));
  const isCut = lines.some((line) => line.endsWith("…"));
  const left = leftOut({ table, columns: [...table.columns.keys()], locale }, count, isCut);
  return left === "" ? sections : joined([sections, fileNote(table, drawing, left)]);
}

interface DrawnCell {
  readonly cell: Cell;
  readonly isCut: boolean;
}

function cellOf({ table, locale }: Layout, row: Row, column: number): DrawnCell {
  const value = row[column] ?? null;
  const text = shown(cellText(table, row, column, locale));
  if (typeof value !== "number" || !Number.isFinite(value)) return rawText(text);
  return { cell: { type: "raw_number", value, text }, isCut: false };
}

function rawText(text: string): DrawnCell {
  const short = cut(text, MOST_CELL);
  return { cell: { type: "raw_text", text: short }, isCut: short !== text };
}

/** How many of the first rows fit, leaving room for what is said of the others. */
function rowsThatFit(
  layout: Layout,
  rows: readonly (readonly DrawnCell[])[],
  characters: number,
): number {
  const whole = layout.table.rows.length;
  const isAll = rows.length === whole;
  if (isAll && rows.reduce((sum, row) => sum + lengthOf(row), 0) <= characters) return whole;
  const rests = restRows(layout, 0);
  let room = characters - rests.reduce((sum, row) => sum + lengthOf(row) + REST_SLACK, 0);
  const most = Math.min(LIMITS.dataTableRows.most - rests.length, whole - 1);
  const tooMany = rows.slice(0, most).findIndex((row) => {
    room -= lengthOf(row);
    return room < 0;
  });
  return tooMany === -1 ? Math.max(most, 0) : tooMany;
}

/** A row of each currency for what is left out, which adds up with the rows before. */
function restRows(layout: Layout, shownRows: number): readonly (readonly DrawnCell[])[] {
  const { table, columns, locale } = layout;
  const rests = restOfTable(table, shownRows);
  if (rests.length <= MOST_RESTS) {
    return rests.map((rest) => columns.map((column) => restCell(layout, rest, column)));
  }
  const more = `${moreText(table.rows.length - shownRows, locale)}, in ${rests.length} currencies`;
  return [columns.map((_, at) => rawText(at === 0 ? more : "–"))];
}

function restCell({ table, locale }: Layout, rest: RestOfTable, column: number): DrawnCell {
  const text = sumText(table, rest, column, locale);
  const sum = rest.sums[column];
  if (column === nameColumn(table)) {
    return rawText([moreText(rest.count, locale), text].filter((part) => part !== "").join(", "));
  }
  if (column === currencyColumn(table)) return rawText(shown(rest.currency ?? ""));
  if (typeof sum === "number" && Number.isFinite(sum)) {
    return { cell: { type: "raw_number", value: sum, text: shown(text) }, isCut: false };
  }
  return rawText(text === "" ? "–" : text);
}

function moreText(count: number, locale: string): string {
  return `… and ${formatCount(count, locale)} more`;
}

/** The column that says what a row is about. */
function nameColumn(table: TableBlock): number {
  return labelColumns(table)[0] ?? 0;
}

function leftOut({ table, columns, locale }: Layout, rows: number, isCut: boolean): string {
  const part = (shownOnes: number, all: number, things: string) =>
    shownOnes < all
      ? `${formatCount(shownOnes, locale)} of ${formatCount(all, locale)} ${things} are shown.`
      : "";
  const parts = [
    part(rows, table.rows.length, "rows"),
    part(columns.length, table.columns.length, "columns"),
    isCut ? "Long texts are shortened." : "",
  ];
  return parts.filter((text) => text !== "").join(" ");
}

function fileNote(table: TableBlock, drawing: Drawing, left: string): Drawn {
  if (!drawing.abilities.hasFiles) return note(left);
  const name = drawing.nameFile(drawing.title);
  return {
    ...note(`${left} The whole table is in the file ${name}.csv.`),
    attachments: [{ type: "table", name, table }],
  };
}

function lengthOf(cells: readonly DrawnCell[]): number {
  return cells.reduce((sum, { cell }) => sum + ("text" in cell ? cell.text.length : 0), 0);
}
