import type { Row } from "#src/sources/row-reader";
import { readNull } from "./normalise/null.ts";

const FRACTION = /^-?\d*\.\d+(?:e-?\d+)?$/i;

/** The columns of a row that FOCUS doesn't know, as JSON texts. */
export interface Extras {
  /** What is likely to repeat: names, ids, categories. */
  readonly ofItem: string | null;
  /** Amounts and rates, which differ from charge to charge. */
  readonly ofCharge: string | null;
}

/** Keeps unknown columns by name; empty cells are left out. */
export function encodeExtras(
  row: Row,
  columns: readonly { readonly name: string; readonly slot: number }[],
): Extras {
  const ofItem: Record<string, string> = Object.create(null);
  const ofCharge: Record<string, string> = Object.create(null);
  for (const { name, slot } of columns) {
    const cell = row[slot];
    if (cell === null || cell === undefined || readNull(cell) !== undefined) continue;
    const kept = FRACTION.test(cell) ? ofCharge : ofItem;
    kept[name] = cell;
  }
  return { ofItem: jsonOf(ofItem), ofCharge: jsonOf(ofCharge) };
}

function jsonOf(cells: Readonly<Record<string, string>>): string | null {
  const text = JSON.stringify(cells);
  return text === "{}" ? null : text;
}
