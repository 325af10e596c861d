import type { ChartBlock } from "#src/cards/card";
import { labelGranularity } from "#src/cards/chart-text";
import { CHART_LIMITS } from "./limits.ts";

/** Whether a chart has anything to draw. */
export function hasValues({ series }: ChartBlock): boolean {
  return series.some(({ values }) => values.some(isKnown));
}

/** Whether Teams draws a chart of at most so many values readably and truthfully; else it becomes an image. */
export function isDrawable(chart: ChartBlock, mostValues: number): boolean {
  const limits = CHART_LIMITS[chart.chart];
  const [series, points] = [chart.series.length, chart.labels.length];
  const isSmall = series <= limits.series && points <= limits.points;
  return isSmall && series * points <= mostValues && isTruthful(chart);
}

/** Whether labels are ISO days, of which Teams can make an axis of time. */
export function isDays(labels: readonly string[]): boolean {
  const granularity = labelGranularity(labels);
  return granularity !== null && granularity !== "hour";
}

/** Whether each series has a value under each label. */
export function hasAllValues({ labels, series }: ChartBlock): boolean {
  return series.every(({ values }) => isComplete(values, labels));
}

/**
 * A line would run straight across a gap; bars and slices below zero aren't drawn at all; what stacked bars are seen
 * against would be stacked on them.
 */
function isTruthful(chart: ChartBlock): boolean {
  if (chart.chart === "waterfall") return hasAllValues(chart) && chart.labels.length > 2;
  const isStacked = chart.chart === "stacked-bar";
  if (isStacked && chart.series.some(({ role }) => role !== undefined)) return false;
  const isOverTime = chart.chart === "line" || labelGranularity(chart.labels) !== null;
  if (isOverTime && chart.series.some(({ values }) => hasGap(values))) return false;
  if (chart.chart === "line") return isDays(chart.labels) || isInOrder(chart);
  const values = chart.series.flatMap((series) => series.values).filter(isKnown);
  const isPositive = values.every((value) => value >= 0) && values.some((value) => value > 0);
  return isPositive && isInOrder(chart);
}

/** Names would be put in another order where none of several series has them all. */
function isInOrder({ labels, series }: ChartBlock): boolean {
  return series.length === 1 || series.some(({ values }) => isComplete(values, labels));
}

function isComplete(values: readonly (number | null)[], labels: readonly string[]): boolean {
  return labels.every((_label, at) => isKnown(values[at] ?? null));
}

/** Whether something is missing between two values that are there. */
function hasGap(values: readonly (number | null)[]): boolean {
  const first = values.findIndex(isKnown);
  const last = values.findLastIndex(isKnown);
  return first >= 0 && values.slice(first, last).some((value) => !isKnown(value));
}

function isKnown(value: number | null): value is number {
  return value !== null;
}
