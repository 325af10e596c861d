/** A measured figure: what it is, its value as printed, and the limit it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The largest value that is good enough; null where there is no limit. */
  readonly limit: number | null;
}

/** What one section measured: figures, or why it couldn't, and more for the JSON output. */
export interface SectionReport {
  readonly text: string;
  readonly data: unknown;
}

/** Lines of padded columns; numbers stand right. */
export function tableText(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(String(cell), widths[column] ?? 0, column === 0))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

/** Figures as a table, with a mark on those over their limit. */
export function figuresText(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, limit }) => [
    name,
    `${decimals(value)} ${unit}`,
    limit === null ? "" : `limit ${limit} ${unit}`,
    limit === null ? "" : verdict(value, limit),
  ]);
  return tableText(rows);
}

/** A number with as many decimals as its size calls for. */
export function decimals(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/** Whether a figure keeps to its limit, in one word. */
export function verdict(value: number, limit: number): string {
  return value <= limit ? "ok" : "OVER";
}

/** The smallest of the values that the p-th part of them does not exceed: 0.5 gives the median. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN;
}

function pad(text: string, width: number, isFirst: boolean): string {
  return isFirst ? text.padEnd(width) : text.padStart(width);
}
