import type { Granularity } from "#src/focus/granularity";
import type { TableBlock, TableColumn } from "./card.ts";
import {
  DEFAULT_LOCALE,
  formatBucket,
  formatCount,
  formatDay,
  formatMoney,
  formatPercent,
} from "./format.ts";
import { plainLine } from "./plain-text.ts";
import { sumAmounts } from "./sum.ts";

const GRANULARITIES: readonly Granularity[] = ["hour", "day", "week", "month", "quarter", "year"];

type Row = TableBlock["rows"][number];

/** What is left of a table after its first rows, for one currency. */
export interface RestOfTable {
  readonly count: number;
  /** From the `BillingCurrency` column; null in a table without one. */
  readonly currency: string | null;
  /** By column: the sum of a money or share column, null without a value; undefined elsewhere. */
  readonly sums: readonly (number | null | undefined)[];
}

/** One cell as people read it, on one line. `percent` and `share` cells are in percent. */
export function cellText(
  table: TableBlock,
  row: Row,
  index: number,
  locale = DEFAULT_LOCALE,
): string {
  const column = table.columns[index];
  const value = row[index] ?? null;
  if (column === undefined) return "";
  if (typeof value === "string") return plainLine(stringText(column, value, locale)) || "(blank)";
  switch (column.kind) {
    case "money":
      return plainLine(
        formatMoney(value, column.currency ?? currencyOf(table, row) ?? "", { locale }),
      );
    case "percent":
    case "share":
      return formatPercent(value, locale);
    case "text":
    case "time":
      return value === null ? "(none)" : formatCount(value, locale);
  }
}

/** One row as `label: amount (share)`; several amounts are named by their columns. */
export function rowText(table: TableBlock, row: Row, locale = DEFAULT_LOCALE): string {
  const labels = labelColumns(table).map((index) => cellText(table, row, index, locale));
  const text = (index: number) => cellText(table, row, index, locale);
  const amounts = named(table, columnsOf(table, "money"), text).join(", ");
  const ratios = named(table, columnsOf(table, "percent", "share"), text).join(", ");
  const measures = [amounts, ratios === "" ? "" : `(${ratios})`].filter((part) => part !== "");
  return [labels.join(", "), measures.join(" ")].filter((part) => part !== "").join(": ");
}

/** The rows after the first `limit`, counted and added up, one entry per currency. */
export function restOfTable(table: TableBlock, limit: number): readonly RestOfTable[] {
  const groups = Map.groupBy(table.rows.slice(limit), (row) => currencyOf(table, row));
  return [...groups].map(([currency, rows]) => ({
    count: rows.length,
    currency,
    sums: table.columns.map(({ kind }, index) =>
      kind === "money" || kind === "share" ? sumOf(rows, index) : undefined,
    ),
  }));
}

/** `… and 37 more, $x together`, which adds up with the rows before; empty when nothing is left. */
export function restText(table: TableBlock, limit: number, locale = DEFAULT_LOCALE): string {
  const rest = restOfTable(table, limit);
  if (rest.length === 0) return "";
  const count = rest.reduce((sum, group) => sum + group.count, 0);
  const more = `… and ${formatCount(count, locale)} more`;
  const amounts = rest.map((group) =>
    named(table, columnsOf(table, "money"), (index) => sumText(table, group, index, locale)).join(
      ", ",
    ),
  );
  if (amounts.every((amount) => amount === "")) return more;
  const shares = rest.flatMap((group) =>
    named(table, columnsOf(table, "share"), (index) => sumText(table, group, index, locale)),
  );
  const share = rest.length === 1 && shares.length > 0 ? ` (${shares.join(", ")})` : "";
  return `${more}, ${amounts.join(" and ")} together${share}`;
}

/** A sum of the rest as people read it; empty where the column isn't added up. */
export function sumText(
  table: TableBlock,
  rest: RestOfTable,
  index: number,
  locale = DEFAULT_LOCALE,
): string {
  const column = table.columns[index];
  const sum = rest.sums[index];
  if (column === undefined || sum === undefined) return "";
  if (column.kind === "share") return formatPercent(sum, locale);
  return plainLine(formatMoney(sum, column.currency ?? rest.currency ?? "", { locale }));
}

/** The columns that name a row: texts and times, without the currency that its amounts show. */
export function labelColumns(table: TableBlock): readonly number[] {
  const currency = currencyColumn(table);
  return columnsOf(table, "text", "time").filter((index) => index !== currency);
}

/** The column that says each row's currency, or −1. */
export function currencyColumn(table: TableBlock): number {
  return table.columns.findIndex(
    ({ kind, label }) => kind === "text" && /^(billing ?)?currency$/i.test(label),
  );
}

function columnsOf(table: TableBlock, ...kinds: TableColumn["kind"][]): readonly number[] {
  return [...table.columns.keys()].filter((index) => {
    const kind = table.columns[index]?.kind;
    return kind !== undefined && kinds.includes(kind);
  });
}

function named(
  table: TableBlock,
  columns: readonly number[],
  text: (index: number) => string,
): readonly string[] {
  if (columns.length === 1) return columns.map(text);
  return columns.map((index) => `${plainLine(table.columns[index]?.label ?? "")} ${text(index)}`);
}

function stringText({ kind, label }: TableColumn, value: string, locale: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/.test(value);
  if (kind !== "time" || !isTime || Number.isNaN(Date.parse(value))) return value;
  const granularity = GRANULARITIES.find((name) => name === label.toLowerCase());
  return granularity === undefined
    ? formatDay(value.slice(0, 10), locale)
    : formatBucket(value, granularity, locale);
}

function currencyOf(table: TableBlock, row: Row): string | null {
  const value = row[currencyColumn(table)];
  return typeof value === "string" ? value : null;
}

function sumOf(rows: readonly Row[], index: number): number | null {
  const values = rows.map((row) => row[index]);
  return sumAmounts(values.filter((value) => typeof value === "number"));
}
