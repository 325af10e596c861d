import { alignColumns, type Styler } from "./columns.ts";
import { textWidth, wrap } from "./text-width.ts";

const LABEL_WIDTH = 30;
const LABEL_MINIMUM = 8;
const BAR_WIDTH = 30;
const GAPS = 4;

/** A bar with what stands beside it. */
export interface Bar {
  readonly label: string;
  readonly amount: string;
  /** Whether its label is never cut. */
  readonly isWhole?: boolean;
  /** The bar itself in so many columns. */
  readonly marks: (width: number) => string;
}

/** Bars below each other with their labels and amounts, or these alone where there is no room. */
export function barLines(
  bars: readonly Bar[],
  { width, dim }: { readonly width: number; readonly dim: Styler },
): readonly string[] {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth));
  const labelWidth = Math.min(LABEL_WIDTH, widest(bars.map(({ label }) => label)));
  const room = width - labelWidth - widest(bars.map(({ amount }) => amount)) - GAPS;
  const barWidth = Math.max(0, Math.min(BAR_WIDTH, room));
  const columns = [
    { header: "", align: "left", minimum: LABEL_MINIMUM },
    { header: "", align: "right", minimum: null },
    { header: "", align: "left", minimum: null },
  ] as const;
  const rows = bars.map(({ label, amount, isWhole = false, marks }) => [
    { text: label, isWhole },
    { text: amount },
    { text: marks(barWidth) },
  ]);
  const stacked = () => bars.flatMap(({ label, amount }) => wrap(`${label}: ${amount}`, width));
  return alignColumns(columns, rows, width, dim) ?? stacked();
}
