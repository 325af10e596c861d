import type { ChartBlock } from "#src/cards/card";
import { unitText } from "#src/cards/chart-text";
import { plainLine } from "#src/cards/plain-text";
import type { Theme } from "./theme.ts";

export const MARGIN = 24;
/** The room for a value beside the longest of lying bars. */
export const VALUE_LABEL_WIDTH = 110;
const BELOW_TITLE = 56;
const LEGEND_NAME_WIDTH = 150;
const LEGEND_ITEM_WIDTH = 210;
const LEGEND_ROW_HEIGHT = 24;
/** Steps of an axis are rounded to 20 decimals, so one of smaller amounts can't be divided. */
const SMALLEST_DRAWN = 1e-15;

/** How large a chart is, in pixels, and what it looks like; the locale is for its numbers and dates. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly fontFamily: string;
  readonly locale: string;
}

/** What a legend says of a series: its name, and what stands for it where that isn't its own symbol. */
export interface LegendEntry {
  readonly name: string;
  readonly icon?: string;
}

/** The entries of several series by their ids, on as many rows as they need; a single one is named by the title. */
export function legendOf(entries: ReadonlyMap<string, LegendEntry>, { theme, width }: ChartFrame) {
  return {
    show: entries.size > 1,
    data: [...entries].map(([id, { icon }]) => ({
      name: id,
      ...(icon === undefined ? {} : { icon }),
    })),
    top: BELOW_TITLE - 10,
    left: MARGIN,
    right: MARGIN,
    width: width - 2 * MARGIN,
    itemGap: 16,
    formatter: (id: string) => plainLine(entries.get(id)?.name ?? "") || "(blank)",
    textStyle: { color: theme.text, width: LEGEND_NAME_WIDTH, overflow: "truncate" as const },
  };
}

/** The room below the title and the legend, for the drawing with the texts of its axes. */
export function gridOf(entries: number, { width }: ChartFrame) {
  const perRow = Math.max(1, Math.floor((width - 2 * MARGIN) / LEGEND_ITEM_WIDTH));
  const legendRows = entries > 1 ? Math.ceil(entries / perRow) : 0;
  const top = BELOW_TITLE + 8 + legendRows * LEGEND_ROW_HEIGHT;
  const outerBoundsMode = "same" as const;
  return { top, left: MARGIN, right: MARGIN, bottom: MARGIN, outerBoundsMode };
}

/** An axis of names or days. */
export function categoryAxis<Label extends object>(
  names: readonly string[],
  axisLabel: Label,
  { theme }: ChartFrame,
) {
  return {
    type: "category" as const,
    data: [...names],
    axisLabel,
    axisTick: { show: false },
    axisLine: { onZero: false, lineStyle: { color: theme.faint } },
  };
}

/** An axis of the names of lying bars, the first one on top. */
export function nameAxis(names: readonly string[], frame: ChartFrame) {
  const width = Math.floor(frame.width * 0.3);
  const label = { color: frame.theme.text, interval: 0, width, overflow: "truncate" } as const;
  return { ...categoryAxis(names, label, frame), inverse: true };
}

/** An axis of amounts in the chart's unit, short: `$1.2M`. */
export function valueAxis({ unit, series }: ChartBlock, { theme, locale }: ChartFrame) {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const options = { locale, compact: true, minimumDecimals: decimalsOf(size) };
  return {
    type: "value" as const,
    axisLabel: {
      color: theme.faint,
      hideOverlap: true,
      formatter: (value: number) => unitText(value, unit, options),
    },
    splitLine: { lineStyle: { color: theme.grid } },
    ...(size < SMALLEST_DRAWN ? { min: 0, max: 1, interval: 1 } : {}),
  };
}

/** The decimals in which the steps of an axis up to `size` differ. */
function decimalsOf(size: number): number {
  return size >= 10 || size < 1e-9 ? 0 : Math.ceil(-Math.log10(size)) + 1;
}
