import type { CardElement, ITable, ITableCell, ITableRow } from "@microsoft/teams.cards";
import type { TableBlock, TableColumn } from "#src/cards/card";
import { formatCount } from "#src/cards/format";
import {
  cellText,
  currencyColumn,
  type RestOfTable,
  restOfTable,
  restText,
  sumText,
} from "#src/cards/table-text";
import { TABLE_COLUMNS } from "./limits.ts";
import { literal } from "./literal-text.ts";
import { smallPrint, type TextLook, textLine } from "./text-elements.ts";

/** From this many characters side by side on, a table is written smaller. */
const WIDE_TABLE_CHARACTERS = 45;
/** What a cell's padding takes, in characters. */
const CELL_PADDING_CHARACTERS = 3;
const SHORTEST_NAME = 6;
const LONGEST_NAME = 24;
/** A header's word that isn't broken, such as `EffectiveCost`. */
const LONGEST_WORD = 13;

/** A table as drawn, and whether all of it is there. */
export interface DrawnTable {
  readonly elements: readonly CardElement[];
  readonly isWhole: boolean;
}

/** The first rows of a table, then the sum of the others, one row a currency; a single other row is shown. */
export function drawTable(table: TableBlock, most: number, cellCharacters: number): DrawnTable {
  const rows = table.rows.length === most + 1 ? most + 1 : most;
  if (table.rows.length === 0 || table.columns.length === 0) {
    return { elements: smallPrint("no rows", cellCharacters), isWhole: true };
  }
  const columns = visibleColumns(table);
  const shown = columns.slice(0, TABLE_COLUMNS);
  const rest = restOfTable(table, rows);
  const hasRoomForRest = !isAmount(table.columns[shown[0] ?? 0]);
  const texts = [
    ...table.rows.slice(0, rows).map((row) => shown.map((index) => cellText(table, row, index))),
    ...(hasRoomForRest ? rest.map((group) => restTexts(table, group, shown)) : []),
  ].map((row) => row.map((text) => literal(text, cellCharacters)));
  const below = [
    hasRoomForRest ? "" : restText(table, rows),
    moreColumns(columns.length - shown.length),
  ];
  const heads = shown.map((index) => literal(table.columns[index]?.label ?? "", cellCharacters));
  const kinds = shown.map((index) => isAmount(table.columns[index]));
  return {
    elements: [
      tableElement(heads, texts, kinds),
      ...below.flatMap((text) => smallPrint(text, cellCharacters * 4)),
    ],
    isWhole: rest.length === 0 && columns.length === shown.length,
  };
}

function tableElement(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  areAmounts: readonly boolean[],
): ITable {
  const widths = heads.map((head, at) =>
    columnWidth(
      head,
      rows.map((row) => row[at] ?? ""),
      areAmounts[at] === true,
    ),
  );
  const isWide = widths.reduce((sum, width) => sum + width, 0) > WIDE_TABLE_CHARACTERS;
  const look: TextLook = isWide ? { size: "Small" } : {};
  const rowOf = (texts: readonly string[], style: TextLook): ITableRow => ({
    type: "TableRow",
    cells: texts.map((text, at) => tableCell(text, style, areAmounts[at] === true)),
  });
  return {
    type: "Table",
    firstRowAsHeaders: true,
    showGridLines: true,
    gridStyle: "default",
    columns: widths.map((width) => ({ width })),
    rows: [rowOf(heads, { ...look, weight: "Bolder" }), ...rows.map((row) => rowOf(row, look))],
  };
}

/** Relative width of a column: amounts stay on one line, names may take several. */
function columnWidth(head: string, texts: readonly string[], isOfAmounts: boolean): number {
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const needed = isOfAmounts
    ? Math.max(longest, Math.min(head.length, LONGEST_WORD))
    : Math.min(Math.max(longest, SHORTEST_NAME), LONGEST_NAME);
  return needed + CELL_PADDING_CHARACTERS;
}

/** All columns, but for one of currencies that the amounts show anyway. */
function visibleColumns(table: TableBlock): readonly number[] {
  const currency = currencyColumn(table);
  const isShownByAmounts = table.columns.some(
    (column) => column.kind === "money" && column.currency === undefined,
  );
  return [...table.columns.keys()].filter((index) => index !== currency || !isShownByAmounts);
}

function restTexts(
  table: TableBlock,
  rest: RestOfTable,
  columns: readonly number[],
): readonly string[] {
  const others = columns
    .slice(1)
    .map((index) =>
      index === currencyColumn(table) ? (rest.currency ?? "") : sumText(table, rest, index),
    );
  return [`… and ${formatCount(rest.count)} more`, ...others];
}

/** A cell without a text would be left out, and those after it would move. */
function tableCell(text: string, look: TextLook, isOfAmounts: boolean): ITableCell {
  const place = isOfAmounts ? ({ horizontalAlignment: "Right" } as const) : {};
  return { type: "TableCell", items: [textLine(text || "\u00a0", look, place)] };
}

function isAmount(column: TableColumn | undefined): boolean {
  return column !== undefined && column.kind !== "text" && column.kind !== "time";
}

function moreColumns(count: number): string {
  return count > 0 ? `… and ${formatCount(count)} more columns` : "";
}
