import type { EChartsOption } from "echarts";
import type { ChartBlock, ChartSeries } from "#src/cards/card";
import { bandName, bandOf } from "#src/cards/chart-roles";
import { isOverTime, labelTexts, unitText } from "#src/cards/chart-text";
import { foldParts, foldSeries } from "#src/cards/fold-chart";
import { formatPercent } from "#src/cards/format";
import { plainLine } from "#src/cards/plain-text";
import { sumAmounts } from "#src/cards/sum";
import {
  type ChartFrame,
  categoryAxis,
  gridOf,
  type LegendEntry,
  legendOf,
  MARGIN,
  nameAxis,
  VALUE_LABEL_WIDTH,
  valueAxis,
} from "./frame.ts";
import { BAND_ICON, highEdge, lowEdge, REFERENCE_ICON, referenceLine } from "./seen-against.ts";
import { seriesColor, type Theme } from "./theme.ts";
import { waterfallOption } from "./waterfall-option.ts";

const MOST_SERIES = 8;
const MOST_BARS = 20;
const MOST_SLICES = 8;
const SLICE_NAME_LENGTH = 32;
const SYMBOLS = ["circle", "rect", "triangle", "diamond"];
/** With more points a line is marked only where it would not be seen: at a value between two gaps. */
const MOST_MARKED_POINTS = 31;

type Values = readonly (number | null)[];

/**
 * A chart as echarts takes it: what is too much for a picture is folded into `Others (n)`, parts that aren't all
 * positive are bars rather than slices, a null is a gap.
 */
export function chartOption(chart: ChartBlock, frame: ChartFrame): EChartsOption {
  const { theme, fontFamily, width } = frame;
  const base: EChartsOption = {
    animation: false,
    backgroundColor: theme.background,
    textStyle: { fontFamily, color: theme.text },
    title: {
      text: plainLine(chart.title),
      left: MARGIN,
      top: 14,
      textStyle: {
        fontFamily,
        color: theme.text,
        fontSize: 16,
        width: width - 2 * MARGIN,
        overflow: "truncate",
      },
    },
  };
  const known = chart.series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (known.length === 0) return { ...base, ...noData(theme) };
  if (chart.chart === "pie" && canBeSliced(chart)) return { ...base, ...slices(chart, frame) };
  if (chart.chart === "waterfall") return { ...base, ...waterfallOption(chart, frame) };
  return { ...base, ...(isOverTime(chart) ? timeChart(chart, frame) : partChart(chart, frame)) };
}

/** Slices show shares, which there are only of a single series of amounts without a credit among them. */
function canBeSliced({ series }: ChartBlock): boolean {
  const [only, ...others] = series;
  const values = only?.values ?? [];
  return (
    others.length === 0 &&
    values.every((value) => value !== null && value >= 0) &&
    values.some((value) => value !== null && value > 0)
  );
}

function noData(theme: Theme): EChartsOption {
  const style = { text: "no data", fill: theme.faint, fontSize: 16 };
  return { graphic: { type: "text", left: "center", top: "middle", style } };
}

function slices(chart: ChartBlock, { theme, locale }: ChartFrame): EChartsOption {
  const { labels, series } = foldParts(chart, MOST_SLICES);
  const values = series[0]?.values ?? [];
  const whole = sumAmounts(values) ?? 0;
  const names = labelTexts(labels, locale);
  const isFolded = labels.length < chart.labels.length;
  const data = names.map((name, at) => {
    const value = values[at] ?? 0;
    const amount = unitText(value, chart.unit, { locale });
    const share = formatPercent((value / whole) * 100, locale);
    return {
      value,
      name,
      label: { formatter: () => `${shortened(name)}\n${amount} (${share})` },
      itemStyle: { color: seriesColor(theme, at, isFolded && at === names.length - 1) },
    };
  });
  const pie = {
    type: "pie" as const,
    radius: "62%",
    center: ["50%", "55%"],
    startAngle: 90,
    minShowLabelAngle: 0,
    avoidLabelOverlap: true,
    itemStyle: { borderColor: theme.background, borderWidth: 2 },
    label: { color: theme.text, fontSize: 12, lineHeight: 16 },
    labelLine: { lineStyle: { color: theme.faint } },
    data,
  };
  return { series: [pie] };
}

/** Lines or standing bars, time going to the right. */
function timeChart(chart: ChartBlock, frame: ChartFrame): EChartsOption {
  const folded = foldSeries(chart, MOST_SERIES);
  const names = labelTexts(folded.labels, frame.locale);
  const legend = legendEntries(folded);
  return {
    legend: legendOf(legend, frame),
    grid: { ...gridOf(legend.size, frame), right: 2 * MARGIN },
    xAxis: categoryAxis(names, { color: frame.theme.faint, hideOverlap: true }, frame),
    yAxis: valueAxis(folded, frame),
    series: drawn(folded, folded !== chart, frame),
  };
}

/** Parts as lying bars, the first one on top, where long names have room. */
function partChart(chart: ChartBlock, frame: ChartFrame): EChartsOption {
  const ofFewSeries = foldSeries(chart, MOST_SERIES);
  const folded = foldParts(ofFewSeries, MOST_BARS);
  const legend = legendEntries(folded);
  return {
    legend: legendOf(legend, frame),
    grid: { ...gridOf(legend.size, frame), right: VALUE_LABEL_WIDTH },
    xAxis: valueAxis(folded, frame),
    yAxis: nameAxis(labelTexts(folded.labels, frame.locale), frame),
    series: drawn(folded, ofFewSeries !== chart, frame),
  };
}

/** What the legend tells apart: all series, but a band as one. */
function legendEntries(chart: ChartBlock): ReadonlyMap<string, LegendEntry> {
  const band = bandOf(chart);
  const entries = chart.series.flatMap((series, at): readonly [string, LegendEntry][] => {
    const { name, role } = series;
    if (series === band?.low) return [];
    if (band !== null && series === band.high) {
      return [[String(at), { name: bandName(band), icon: BAND_ICON }]];
    }
    return [[String(at), { name, ...(role === "reference" ? { icon: REFERENCE_ICON } : {}) }]];
  });
  return new Map(entries);
}

/** A series is known to echarts by its place, since names may come twice; the legend shows the names. */
function drawn(chart: ChartBlock, isFolded: boolean, frame: ChartFrame) {
  const { theme } = frame;
  const band = bandOf(chart);
  const shown = chart.series.filter(({ role }) => role === undefined);
  return chart.series.map((series, at) => {
    const name = String(at);
    if (series.role === "reference") return { name, ...referenceLine(series, theme) };
    if (series === band?.low) return { name, ...lowEdge(band, theme) };
    if (series === band?.high) return { name, ...highEdge(band, theme) };
    const place = shown.indexOf(series);
    const color = seriesColor(theme, place, isFolded && place === shown.length - 1);
    return { name, color, ...shapeOf(chart, series, place, frame) };
  });
}

function shapeOf(chart: ChartBlock, { values }: ChartSeries, place: number, frame: ChartFrame) {
  return chart.chart === "line" ? line(values, place) : bars(chart, values, frame);
}

function line(values: Values, at: number) {
  const symbol = SYMBOLS[at % SYMBOLS.length] ?? "circle";
  const isShort = values.length <= MOST_MARKED_POINTS;
  const isAlone = (index: number) =>
    (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  const data = values.map((value, index) => ({
    value,
    symbol: isShort || isAlone(index) ? symbol : "none",
  }));
  return {
    type: "line" as const,
    data,
    symbol,
    symbolSize: 7,
    showAllSymbol: true,
    lineStyle: { width: 2 },
  };
}

function bars(chart: ChartBlock, values: Values, { theme, locale }: ChartFrame) {
  const isLabelled = chart.series.length === 1 && !isOverTime(chart);
  const data = values.map((value) => ({
    value,
    label: {
      show: isLabelled && value !== null,
      position: "right" as const,
      formatter: () => unitText(value, chart.unit, { locale }),
      color: theme.text,
    },
  }));
  const stack = chart.chart === "stacked-bar" ? { stack: "all" } : {};
  return { type: "bar" as const, data, barMaxWidth: 48, ...stack };
}

function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= SLICE_NAME_LENGTH
    ? name
    : `${characters.slice(0, SLICE_NAME_LENGTH - 1).join("")}…`;
}
