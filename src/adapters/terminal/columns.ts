import { pad, textWidth, truncate } from "./text-width.ts";

const GAP = "  ";

export type Styler = (text: string) => string;

export interface Cell {
  readonly text: string;
  readonly style?: Styler;
  /** Never cut, even in a column whose other cells may be. */
  readonly isWhole?: boolean;
}

export interface Column {
  readonly header: string;
  readonly align: "left" | "right";
  /** The narrowest that its cells may be cut to; null where they are never cut. */
  readonly minimum: number | null;
}

/** Aligned lines of at most `width` columns, the headers first; null when they can't be that narrow. */
export function alignColumns(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  headerStyle: Styler,
): readonly string[] | null {
  const widths = fitWidths(columns, rows, width - GAP.length * (columns.length - 1));
  if (widths === null) return null;
  const line = (cells: readonly Cell[]) =>
    columns
      .map(({ align }, index) => {
        const { text, style = String } = cells[index] ?? { text: "" };
        const columnWidth = widths[index] ?? 0;
        return style(pad(truncate(text, columnWidth), columnWidth, align));
      })
      .join(GAP)
      .trimEnd();
  const header = columns.map((column) => ({ text: column.header, style: headerStyle }));
  const rule = widths.map((columnWidth) => ({ text: "─".repeat(columnWidth), style: headerStyle }));
  const hasHeader = columns.some((column) => column.header !== "");
  return [...(hasHeader ? [header, rule] : []), ...rows].map(line);
}

function fitWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  available: number,
): readonly number[] | null {
  const widest = (cells: readonly (Cell | undefined)[]) =>
    cells.reduce((width, cell) => Math.max(width, textWidth(cell?.text ?? "")), 0);
  const cellsOf = (index: number) => rows.map((row) => row[index]);
  const minimums = columns.map(({ minimum }, index) => {
    const cells = cellsOf(index);
    if (minimum === null) return widest(cells);
    const whole = cells.filter((cell) => cell?.isWhole === true);
    return Math.max(widest(whole), Math.min(widest(cells), minimum));
  });
  const widths = columns.map(({ header }, index) => {
    const wanted = Math.max(textWidth(header), widest(cellsOf(index)));
    return Math.max(minimums[index] ?? 0, Math.min(wanted, available));
  });
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const slacks = widths.map((width, index) => width - (minimums[index] ?? 0));
    const index = indexOfWidest(widths, slacks);
    if (index === -1) return null;
    widths[index] = (widths[index] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function indexOfWidest(widths: readonly number[], slacks: readonly number[]): number {
  return widths.reduce((best, width, index) => {
    const canShrink = (slacks[index] ?? 0) > 0;
    return canShrink && width > (widths[best] ?? -1) ? index : best;
  }, -1);
}
