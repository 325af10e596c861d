import { isCurrencyCode, UNSTATED_CURRENCY } from "#src/focus/currency";
import { dayNumber, mondayOf } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import type { ChartBlock, ChartSeries } from "./card.ts";
import { bandName, bandOf, type ChartBand, constantOf } from "./chart-roles.ts";
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
const STEPS_DESCRIBED = 10;
const KIND_WORDS: Readonly<Record<ChartBlock["chart"], string>> = {
  line: "Line chart",
  bar: "Bar chart",
  "stacked-bar": "Stacked bar chart",
  pie: "Pie chart",
  waterfall: "Waterfall chart",
};

/** A value of a chart in its unit: an ISO 4217 code is money, `%` a percentage, else a quantity. */
export function unitText(value: number | null, unit: string, options: MoneyOptions = {}): string {
  if (value === null) return "no data";
  if (unit === "%") return formatPercent(value, options.locale);
  if (isCurrencyCode(unit) || unit === UNSTATED_CURRENCY) return formatMoney(value, unit, options);
  return plainLine(`${formatCount(value, options.locale)} ${unit}`);
}

/** A change in a chart's unit, with its sign: `+$12.50`. */
export function changeText(value: number | null, unit: string, options: MoneyOptions = {}): string {
  const text = unitText(value, unit, options);
  return value !== null && value > 0 ? `+${text}` : text;
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
  if (chart === "line") return true;
  return chart !== "pie" && chart !== "waterfall" && labelGranularity(labels) !== null;
}

/** A chart in words: `Line chart of 30 days, from … to …, highest … (…), lowest … (…)`. */
export function chartText(chart: ChartBlock, locale = DEFAULT_LOCALE): string {
  const words = { labels: labelTexts(chart.labels, locale), unit: chart.unit, locale };
  const size = `${KIND_WORDS[chart.chart]} of ${formatCount(words.labels.length, locale)} ${pointName(chart)}`;
  if (chart.series.length === 0) return `${size}, no data`;
  if (chart.chart === "waterfall" && words.labels.length > 1) return waterfallText(chart, words);
  const range =
    isOverTime(chart) && words.labels.length > 1
      ? `, from ${words.labels[0]} to ${words.labels.at(-1)}`
      : "";
  const shown = chart.series.filter(({ role }) => role === undefined);
  const [only, ...others] = chart.series;
  if (only !== undefined && others.length === 0)
    return `${size}${range}, ${extremes(only.values, words)}`;
  const rest = shown.length - SERIES_DESCRIBED;
  const more = rest > 0 ? [`… and ${formatCount(rest, locale)} more series`] : [];
  return [
    `${size}${range}, ${formatCount(shown.length, locale)} series`,
    ...shown.slice(0, SERIES_DESCRIBED).map(seriesText(words)),
    ...more,
    ...seenAgainstTexts(chart, words),
  ].join("\n");
}

/** What a waterfall's steps are as bars by themselves: `The bars are the changes from $90.00 (…) to $100.00 (…).` */
export function changesText(chart: ChartBlock, locale = DEFAULT_LOCALE): string {
  return `The bars are the changes ${totalsText(chart, locale)}.`;
}

/** A waterfall's totals: `from $90.00 (September 2026) to $100.00 (October 2026)`. */
function totalsText({ labels, series, unit }: ChartBlock, locale: string): string {
  const texts = labelTexts(labels, locale);
  const total = (at: number) =>
    `${unitText(series[0]?.values.at(at) ?? null, unit, { locale })} (${texts.at(at) ?? ""})`;
  return `from ${total(0)} to ${total(-1)}`;
}

interface Words {
  readonly labels: readonly string[];
  readonly unit: string;
  readonly locale: string;
}

/** `Waterfall chart from $90.00 (September 2026) to $100.00 (October 2026): EC2 +$12.00, S3 −$2.00`. */
function waterfallText(chart: ChartBlock, { labels, unit, locale }: Words): string {
  const values = chart.series[0]?.values ?? [];
  const steps = labels
    .map((label, at) => `${label} ${changeText(values[at] ?? null, unit, { locale })}`)
    .slice(1, -1);
  const rest = steps.length - STEPS_DESCRIBED;
  const more = rest > 0 ? [`… and ${formatCount(rest, locale)} more steps`] : [];
  const told = [...steps.slice(0, STEPS_DESCRIBED), ...more].join(", ");
  return `${KIND_WORDS.waterfall} ${totalsText(chart, locale)}${told === "" ? "" : `: ${told}`}`;
}

function seriesText(words: Words): (series: ChartSeries) => string {
  return ({ name, values }) => `${plainLine(name)}: ${extremes(values, words)}`;
}

/** Lines of reference, by their amount where it stays the same, and where the band ends. */
function seenAgainstTexts(chart: ChartBlock, words: Words): readonly string[] {
  const band = bandOf(chart);
  return chart.series.flatMap((series): readonly string[] => {
    if (series.role === undefined || series === band?.high) return [];
    if (series === band?.low) return bandText(band, words);
    const amount = series.role === "reference" ? constantOf(series) : null;
    if (amount === null) return [seriesText(words)(series)];
    return [`${plainLine(series.name)}: ${unitText(amount, words.unit, words)}`];
  });
}

/** `80% low to 80% high: $90.00 to $110.00 (30 Nov 2026)`, by the last point that has both. */
function bandText(band: ChartBand, { labels, unit, locale }: Words): readonly string[] {
  const edges = [band.low, band.high];
  const at = labels.findLastIndex((_, index) =>
    edges.every(({ values }) => (values[index] ?? null) !== null),
  );
  if (at === -1) return [];
  const amounts = edges.map(({ values }) => unitText(values[at] ?? null, unit, { locale }));
  return [`${plainLine(bandName(band))}: ${amounts.join(" to ")} (${labels[at]})`];
}

function extremes(values: readonly (number | null)[], { labels, unit, locale }: Words): string {
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
  const other = { line: "point", bar: "bar", "stacked-bar": "bar", pie: "part", waterfall: "bar" }[
    chart
  ];
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
