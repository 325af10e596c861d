import type {
  CardElement,
  ChartColor,
  IGroupedVerticalBarChart,
  IHorizontalBarChart,
  ILineChart,
  IPieChart,
  IVerticalBarChart,
} from "@microsoft/teams.cards";
import type { ChartBlock, ChartSeries, TableBlock } from "#src/cards/card";
import { chartText, labelGranularity, labelTexts } from "#src/cards/chart-text";
import { plainLine } from "#src/cards/plain-text";
import { stepsBetween } from "#src/cards/waterfall";
import { hasAllValues, isDays } from "./chart-limits.ts";
import {
  CARD_SIZES,
  type CardSize,
  CHART_LABEL_CHARACTERS,
  FALLBACK_SERIES,
  TITLE_CHARACTERS,
} from "./limits.ts";
import { literal } from "./literal-text.ts";
import { drawTable } from "./table.ts";
import { paragraphs } from "./text-elements.ts";

/** Teams' colours in an order in which neighbours are told apart without seeing red and green. */
const COLOURS: readonly [ChartColor, ...ChartColor[]] = [
  "categoricalBlue",
  "categoricalMarigold",
  "categoricalTeal",
  "categoricalPurple",
  "categoricalLime",
  "categoricalRed",
  "categoricalLavender",
  "categoricalGreen",
  "categoricalLightBlue",
  "neutral",
];

/** What the others are seen against has colours of its own. */
const ROLE_COLOURS: Readonly<Record<NonNullable<ChartSeries["role"]>, ChartColor>> = {
  reference: "neutral",
  low: "categoricalLightBlue",
  high: "categoricalLightBlue",
};

const UP: ChartColor = "divergingRed";
const DOWN: ChartColor = "divergingBlue";

type NativeChart =
  | ILineChart
  | IVerticalBarChart
  | IHorizontalBarChart
  | IGroupedVerticalBarChart
  | IPieChart;

/** A point of a series, with the label that it is drawn under. */
interface Point {
  readonly x: string;
  readonly y: number;
}

interface NamedPoints {
  readonly legend: string;
  readonly values: Point[];
  readonly role: ChartSeries["role"];
}

/** A chart that Teams draws itself, with a table where it can't. */
export function nativeChart(chart: ChartBlock, size: CardSize): CardElement {
  const common = {
    title: literal(plainLine(chart.title) || chartText(chart), TITLE_CHARACTERS),
    fallback: fallbackOf(chart, size),
  };
  return { ...common, ...dataOf(chart) } as CardElement;
}

function dataOf(chart: ChartBlock): NativeChart {
  const labels = uniqueNames(labelTexts(chart.labels));
  const yAxisTitle = literal(chart.unit, CHART_LABEL_CHARACTERS);
  switch (chart.chart) {
    case "line": {
      const data = coloured(namedPoints(chart, lineLabels(chart, labels)));
      return { type: "Chart.Line", yAxisTitle, data };
    }
    case "bar": {
      const series = namedPoints(chart, labels);
      const [only] = series;
      return series.length === 1 && only !== undefined && labelGranularity(chart.labels) === null
        ? namedBars(only, yAxisTitle)
        : barChart(series, yAxisTitle, false);
    }
    case "stacked-bar":
      return barChart(namedPoints(chart, labels), yAxisTitle, true);
    case "pie": {
      const points = namedPoints(chart, labels)[0]?.values ?? [];
      const data = points.map(({ x, y }, at) => ({ legend: x, value: y, color: colourOf(at) }));
      return { type: "Chart.Pie", data };
    }
    case "waterfall":
      return changeBars(stepsBetween(chart), yAxisTitle);
  }
}

/** Changes as bars of their size, since Teams draws none below zero; arrows say which way they go. */
function changeBars({ labels, series }: ChartBlock, xAxisTitle: string): IHorizontalBarChart {
  const values = labels.map((_, at) => series[0]?.values[at] ?? 0);
  const directed = labelTexts(labels).map(
    (label, at) => `${isDown(values[at]) ? "▼" : "▲"} ${label}`,
  );
  const names = uniqueNames(directed);
  const data = values.map((value, at) => ({
    x: names[at] ?? "",
    y: readable(Math.abs(value)),
    color: isDown(value) ? DOWN : UP,
  }));
  return { type: "Chart.HorizontalBar", xAxisTitle, data };
}

function isDown(value: number | undefined): boolean {
  return (value ?? 0) < 0;
}

/** Bars that lie, since their names have room beside them. */
function namedBars({ values }: NamedPoints, unit: string): IHorizontalBarChart {
  return { type: "Chart.HorizontalBar", xAxisTitle: unit, color: colourOf(0), data: values };
}

function barChart(
  series: readonly NamedPoints[],
  yAxisTitle: string,
  isStacked: boolean,
): IVerticalBarChart | IGroupedVerticalBarChart {
  const [first] = series;
  if (series.length === 1 && first !== undefined) {
    return { type: "Chart.VerticalBar", yAxisTitle, color: colourOf(0), data: first.values };
  }
  return {
    type: "Chart.VerticalBar.Grouped",
    yAxisTitle,
    ...(isStacked ? { stacked: true } : {}),
    data: coloured(series),
  };
}

/** Days keep their ISO form, of which Teams makes an axis of time; so does what isn't there in every series. */
function lineLabels(chart: ChartBlock, labels: readonly string[]): readonly string[] {
  const granularity = labelGranularity(chart.labels);
  const isAxisOfTime = granularity === "day" || granularity === "week" || !hasAllValues(chart);
  return isAxisOfTime && isDays(chart.labels) ? chart.labels : labels;
}

/** Series with a value under each label go first, since Teams puts labels in the order in which it meets them. */
function namedPoints(chart: ChartBlock, labels: readonly string[]): NamedPoints[] {
  const names = uniqueNames(chart.series.map(({ name }) => plainLine(name) || "Total"));
  const series = chart.series.map(({ values, role }, at) => ({
    role,
    legend: names[at] ?? "",
    values: labels.flatMap((x, index) => {
      const y = values[index] ?? null;
      return y === null ? [] : [{ x, y: readable(y) }];
    }),
  }));
  return series.toSorted(
    (one, other) =>
      Number(other.values.length === labels.length) - Number(one.values.length === labels.length),
  );
}

function coloured(series: readonly NamedPoints[]) {
  const shown = series.filter(({ role }) => role === undefined);
  return series.map((one) => {
    const { role, legend, values } = one;
    const color = role === undefined ? colourOf(shown.indexOf(one)) : ROLE_COLOURS[role];
    return { legend, values, color };
  });
}

function colourOf(at: number): ChartColor {
  return COLOURS[at % COLOURS.length] ?? COLOURS[0];
}

/** Names cut to a chart's width, and told apart where they are the same then. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const short = literal(name, CHART_LABEL_CHARACTERS) || "(blank)";
    const count = (seen.get(short) ?? 0) + 1;
    seen.set(short, count);
    return count === 1 ? short : `${short} (${count})`;
  });
}

/** Teams shows a chart's numbers as they come: cents, or two digits of what is smaller. */
function readable(value: number): number {
  return Math.abs(value) < 1 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100;
}

/** A chart's values as a table, or its extremes in words where there are too many series. */
function fallbackOf(chart: ChartBlock, { fallbackRows, cellCharacters }: CardSize) {
  const isReadable = chart.series.length <= FALLBACK_SERIES && fallbackRows > 0;
  const items = isReadable
    ? drawTable(chartTable(chart), fallbackRows, cellCharacters).elements
    : paragraphs(chartText(chart), CARD_SIZES[0].textCharacters);
  return { type: "Container" as const, items: [...items] };
}

function chartTable(chart: ChartBlock): TableBlock {
  const { labels, series, unit } = chart.chart === "waterfall" ? stepsBetween(chart) : chart;
  const texts = labelTexts(labels);
  const kind = unit === "%" ? "percent" : "money";
  return {
    type: "table",
    columns: [
      { label: labelGranularity(labels) ?? "name", kind: "text" },
      ...series.map(({ name }) => ({ label: name, kind, currency: unit }) as const),
    ],
    rows: texts.map((text, at) => [text, ...series.map(({ values }) => values[at] ?? null)]),
  };
}
