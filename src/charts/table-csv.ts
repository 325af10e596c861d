import type { TableBlock, TableColumn } from "#src/cards/card";
import { currencyColumn } from "#src/cards/table-text";

const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = "\r\n";
/** What a spreadsheet takes for the start of a formula, in full width too, and behind what it may leave out. */
const FORMULA = /^[\t\r\n]|^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

type Cell = TableBlock["rows"][number][number];

/**
 * A whole table as CSV (RFC 4180, with a mark by which Excel knows UTF-8): numbers in full, times as in the data,
 * a currency beside the amounts. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function tableCsv(table: TableBlock): string {
  const { columns, rows } = withCurrency(table);
  const header = columns.map(({ label }) => label);
  return BYTE_ORDER_MARK + [header, ...rows].map(line).join("");
}

/** With a `BillingCurrency` column before the amounts, where the one currency is said by the columns only. */
function withCurrency(table: TableBlock): Pick<TableBlock, "columns" | "rows"> {
  const { columns, rows } = table;
  const at = columns.findIndex(({ kind }) => kind === "money");
  const currency = columns[at]?.currency ?? "";
  if (currency === "" || currencyColumn(table) !== -1) return table;
  const column: TableColumn = { label: "BillingCurrency", kind: "text" };
  return {
    columns: columns.toSpliced(at, 0, column),
    rows: rows.map((row) => row.toSpliced(at, 0, currency)),
  };
}

function line(cells: readonly Cell[]): string {
  return cells.map(cellText).join(",") + LINE_END;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const isFormula = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
