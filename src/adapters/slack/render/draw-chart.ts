import { LIMITS } from "#src/adapters/slack/block-kit/limits";
import type { DataVisualizationBlock } from "#src/adapters/slack/block-kit/shapes";
import type { ChartBlock } from "#src/cards/card";
import { changesText, chartText, labelTexts } from "#src/cards/chart-text";
import { plainLine } from "#src/cards/plain-text";
import { stepsBetween } from "#src/cards/waterfall";
import { UNSTATED_CURRENCY } from "#src/focus/currency";
import { type Drawing, type Drawn, drawn, joined } from "./drawing.ts";
import { note, notes } from "./notes.ts";
import { cut, shown } from "./texts.ts";
import { uniqueLabels } from "./unique-labels.ts";

const POINTS = LIMITS.chartPoints.most;
const SERIES = LIMITS.chartSeries.most;
const LABEL = LIMITS.chartLabel.most;

/** A chart whose every value is known. */
interface WholeChart {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/**
 * A chart as Slack draws it, or in words with its picture as a file: more points or series than Slack takes
 * aren't thinned out, and a value that isn't known isn't drawn as zero. Of a waterfall it draws the steps, since all
 * its bars begin at zero; a line of reference or a band are series like any other.
 */
export function drawChart(chart: ChartBlock, drawing: Drawing): Drawn {
  if (!drawing.abilities.hasCharts) return inWords(chart, drawing);
  const isWaterfall = chart.chart === "waterfall";
  const known = isWaterfall ? stepsBetween(chart) : withoutEmptyEnds(chart);
  const whole = wholeChart(known);
  if (whole === null) return inWords(chart, drawing);
  const block: DataVisualizationBlock = {
    type: "data_visualization",
    title: chartTitle(chart.title || drawing.title),
    chart: isPie(chart, whole)
      ? pieOf(whole, drawing.locale)
      : seriesOf(chart, whole, drawing.locale),
  };
  const about = isWaterfall
    ? notes([changesText(chart, drawing.locale)], drawing.budget.text)
    : withoutDataNote(chart, known, drawing.locale);
  return joined([drawn(block), about]);
}

/** A title that is shortened before its period, which tells charts apart. */
function chartTitle(title: string): string {
  const { most } = LIMITS.chartTitle;
  const text = shown(title);
  const comma = text.indexOf(", ");
  const period = comma === -1 ? "" : text.slice(comma);
  if (text.length <= most || period.length > most - LABEL / 2) return cut(text, most);
  return `${cut(text.slice(0, comma), most - period.length)}${period}`;
}

/** What a chart shows in words, and the file that shows it. */
function inWords(chart: ChartBlock, drawing: Drawing): Drawn {
  const title = chart.title === drawing.title ? [] : [chart.title];
  const lines = [...title, ...chartText(chart, drawing.locale).split("\n")];
  const hasPoints = chart.labels.length > 0 && chart.series.length > 0;
  if (!drawing.abilities.hasFiles || !hasPoints) return notes(lines, drawing.budget.text);
  const name = drawing.nameFile(chart.title || drawing.title);
  const words = notes([...lines, `The chart is in the file ${name}.png.`], drawing.budget.text);
  return { ...words, attachments: [{ type: "chart", name, chart }] };
}

/** The chart from the first point with a value to the last; what they are seen against is there throughout. */
function withoutEmptyEnds(chart: ChartBlock): ChartBlock {
  const shown = chart.series.filter(({ role }) => role === undefined);
  const hasValue = chart.labels.map((_, at) =>
    shown.some(({ values }) => (values[at] ?? null) !== null),
  );
  const start = Math.max(hasValue.indexOf(true), 0);
  const end = hasValue.lastIndexOf(true) + 1;
  return {
    ...chart,
    labels: chart.labels.slice(start, end),
    series: chart.series.map((one) => ({ ...one, values: one.values.slice(start, end) })),
  };
}

function withoutDataNote(chart: ChartBlock, known: ChartBlock, locale: string): Drawn {
  const missing = chart.labels.length - known.labels.length;
  if (missing === 0) return { blocks: [], attachments: [] };
  const texts = labelTexts(known.labels, locale);
  return note(
    `The chart goes from ${texts[0]} to ${texts.at(-1)}; there are no data for ${missing} of its ${chart.labels.length} points.`,
  );
}

/** Null where Slack can't draw it as it is. */
function wholeChart({ labels, series }: ChartBlock): WholeChart | null {
  const isSmall = labels.length <= POINTS && series.length <= SERIES;
  if (!isSmall || labels.length === 0 || series.length === 0) return null;
  const whole = series.map(({ name, values }) => ({
    name,
    values: labels.map((_, at) => values[at] ?? Number.NaN),
  }));
  const isWhole = whole.every(({ values }) => values.every(Number.isFinite));
  return isWhole ? { labels, series: whole } : null;
}

/** Parts that aren't above zero, or are too many, make bars instead of a pie. */
function isPie(chart: ChartBlock, { labels, series }: WholeChart): boolean {
  const isPositive = series.every(({ values }) => values.every((value) => value > 0));
  const isPossible = series.length === 1 && labels.length <= LIMITS.chartSegments.most;
  return chart.chart === "pie" && isPositive && isPossible;
}

function pieOf({ labels, series }: WholeChart, locale: string): DataVisualizationBlock["chart"] {
  const names = uniqueLabels(labelTexts(labels, locale), LABEL);
  const values = series[0]?.values ?? [];
  return {
    type: "pie",
    segments: values.map((value, at) => ({ label: names[at] ?? "", value })),
  };
}

/** Slack's bars are side by side; it has no stacked ones. */
function seriesOf(
  { chart, unit }: ChartBlock,
  { labels, series }: WholeChart,
  locale: string,
): DataVisualizationBlock["chart"] {
  const categories = uniqueLabels(labelTexts(labels, locale), LABEL);
  const names = uniqueLabels(
    series.map(({ name }) => plainLine(name)),
    LABEL,
  );
  const isStated = plainLine(unit) !== "" && unit !== UNSTATED_CURRENCY;
  return {
    type: chart === "line" ? "line" : "bar",
    series: series.map(({ values }, index) => ({
      name: names[index] ?? "",
      data: values.map((value, at) => ({ label: categories[at] ?? "", value })),
    })),
    axis_config: {
      categories,
      ...(isStated ? { y_label: cut(shown(unit), LIMITS.chartAxisLabel.most) } : {}),
    },
  };
}
