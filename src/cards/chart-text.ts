import { isCurrencyCode, UNSTATED_CURRENCY } from "#src/focus/currency";
import { dayNumber, mondayOf } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import type { ChartBlock } from "./card.ts";
import {
  DEFAULT_LOCALE,
  formatBucket,
  formatCount,
  formatMoney,
  formatPercent,
  type MoneyOptions,
} from "./format.ts";
import { plainLine } from "./plain-text.ts";

const SERIES_DESCRIBED = 10;
const KIND_WORDS: Readonly<Record<ChartBlock["chart"], string>> = {
  line: "Line chart",
  bar: "Bar chart",
  "stacked-bar": "Stacked bar chart",
  pie: "Pie chart",
};

/** A value of a chart in its unit: an ISO 4217 code is money, `%` a percentage, else a quantity. */
export function unitText(value: number | null, unit: string, options: MoneyOptions = {}): string {
  if (value === null) return "no data";
  if (unit === "%") return formatPercent(value, options.locale);
  if (isCurrencyCode(unit) || unit === UNSTATED_CURRENCY) return formatMoney(value, unit, options);
  return plainLine(`${formatCount(value, options.locale)} ${unit}`);
}

/** The granularity that a chart's labels stand for, null when they aren't days or ISO hours. */
export function labelGranularity(labels: readonly string[]): Granularity | null {
  if (labels.length === 0 || labels.some((label) => Number.isNaN(Date.parse(label)))) return null;
  if (labels.every((label) => /^\d{4}-\d{2}-\d{2}T\d{2}:/.test(label))) return "hour";
  if (!labels.every((label) => /^\d{4}-\d{2}-\d{2}$/.test(label))) return null;
  const gap = smallestGap(labels.map(dayNumber));
  if (labels.every((label) => label.endsWith("-01"))) return monthsOrLonger(gap);
  return gap >= 7 && labels.every((label) => mondayOf(label) === label) ? "week" : "day";
}

/** A chart's labels as people read them: days and hours by their granularity, names as they are. */
export function labelTexts(labels: readonly string[], locale?: string): readonly string[] {
  const granularity = labelGranularity(labels);
  return labels.map((label) =>
    granularity === null ? plainLine(label) || "(blank)" : formatBucket(label, granularity, locale),
  );
}

/** Whether a chart shows how something went; else it shows parts. */
export function isOverTime({ chart, labels }: ChartBlock): boolean {
  return chart === "line" || (chart !== "pie" && labelGranularity(labels) !== null);
}

/** A chart in words: `Line chart of 30 days, from … to …, highest … (…), lowest … (…)`. */
export function chartText(chart: ChartBlock, locale = DEFAULT_LOCALE): string {
  const labels = labelTexts(chart.labels, locale);
  const size = `${KIND_WORDS[chart.chart]} of ${formatCount(labels.length, locale)} ${pointName(chart)}`;
  const range =
    isOverTime(chart) && labels.length > 1 ? `, from ${labels[0]} to ${labels.at(-1)}` : "";
  const [only, ...others] = chart.series;
  if (only === undefined) return `${size}, no data`;
  if (others.length === 0)
    return `${size}${range}, ${extremes(only.values, { labels, unit: chart.unit, locale })}`;
  const lines = chart.series
    .slice(0, SERIES_DESCRIBED)
    .map(
      ({ name, values }) =>
        `${plainLine(name)}: ${extremes(values, { labels, unit: chart.unit, locale })}`,
    );
  const rest = chart.series.length - lines.length;
  const more = rest > 0 ? [`… and ${formatCount(rest, locale)} more series`] : [];
  return [
    `${size}${range}, ${formatCount(chart.series.length, locale)} series`,
    ...lines,
    ...more,
  ].join("\n");
}

function extremes(
  values: readonly (number | null)[],
  {
    labels,
    unit,
    locale,
  }: { readonly labels: readonly string[]; readonly unit: string; readonly locale: string },
): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "no data";
  const missing = Math.max(labels.length, values.length) - known.length;
  const high = known.reduce((highest, value) => Math.max(highest, value));
  const low = known.reduce((lowest, value) => Math.min(lowest, value));
  const at = (value: number) =>
    `${unitText(value, unit, { locale })} (${labels[values.indexOf(value)] ?? ""})`;
  const lowest = low < high ? `, lowest ${at(low)}` : "";
  return `highest ${at(high)}${lowest}${missing > 0 ? `, ${formatCount(missing, locale)} without data` : ""}`;
}

function pointName({ chart, labels }: ChartBlock): string {
  const other = { line: "point", bar: "bar", "stacked-bar": "bar", pie: "part" }[chart];
  return `${labelGranularity(labels) ?? other}${labels.length === 1 ? "" : "s"}`;
}

function smallestGap(days: readonly number[]): number {
  return days.slice(1).reduce((gap, day, index) => {
    const before = days[index] ?? day;
    return Math.min(gap, Math.abs(day - before));
  }, Number.POSITIVE_INFINITY);
}

function monthsOrLonger(gap: number): Granularity {
  if (gap === Number.POSITIVE_INFINITY) return "day";
  if (gap >= 365) return "year";
  return gap >= 90 ? "quarter" : "month";
}
