import { ALLOWED_VALUES } from "#src/focus/allowed-values";
import type { FocusColumn } from "#src/focus/columns";
import { isCurrencyCode } from "#src/focus/currency";
import { type EnumColumn, readEnum } from "./normalise/enum-value.ts";
import { readNull, readText } from "./normalise/null.ts";
import { type Reading, read, unreadable } from "./normalise/reading.ts";
import { readTags } from "./normalise/tags.ts";

const TAG_COLUMNS: readonly FocusColumn[] = ["Tags", "AllocatedTags"];

/** How the cells of a text column are read. */
export function textReaderOf(column: FocusColumn): (raw: string) => Reading<string> {
  if (TAG_COLUMNS.includes(column)) return readTags;
  if (column === "BillingCurrency") return readCurrency;
  if (isEnumColumn(column)) return (raw) => readEnum(column, raw);
  return readText;
}

function readCurrency(raw: string): Reading<string> {
  const empty = readNull(raw);
  if (empty !== undefined) return empty;
  const code = raw.trim();
  return isCurrencyCode(code)
    ? read(code, code === raw ? undefined : "outer-space")
    : unreadable("BillingCurrency is an ISO 4217 code in capitals, such as USD or EUR.");
}

function isEnumColumn(column: FocusColumn): column is FocusColumn & EnumColumn {
  return (
    Object.hasOwn(ALLOWED_VALUES, column) ||
    column === "ServiceCategory" ||
    column === "ServiceSubcategory"
  );
}
