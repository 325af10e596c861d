import type { EChartsOption, SeriesOption } from "echarts";
import type { PlainWaterfall } from "#src/adapters/web/shown";
import { bandOf, legendData, seenAgainst } from "./seen-against.ts";
import { BASES, waterfallParts } from "./waterfall-option.ts";

/** A chart, from whichever payload. */
export interface DrawnChart {
  readonly kind: "line" | "area" | "bar" | "stacked-bar" | "pie" | "donut" | "waterfall";
  /** Bars lie, the first label on top. */
  readonly isHorizontal?: boolean;
  readonly labels: readonly string[];
  readonly series: readonly DrawnSeries[];
  /** Where a waterfall's bars begin and end. */
  readonly waterfall?: PlainWaterfall | null;
  /** ISO 4217 code of the amounts, where the axis may show it. */
  readonly currency?: string | undefined;
  /** What it shows, for those who don't see it. */
  readonly description: string;
}

export interface DrawnSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** The values as people read them, where the payload has them. */
  readonly texts?: readonly string[];
  /** What the others are seen against. */
  readonly role?: "reference" | "low" | "high" | null;
}

/** Colours and type of the surrounding. */
export interface ChartLook {
  readonly colors: readonly string[];
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  /** What adds to a total, and what takes from it. */
  readonly rise: string;
  readonly fall: string;
  readonly font: string;
  /** Pixels. */
  readonly width: number;
}

const MOST_POINTS_MARKED = 40;
/** Bars up to this many all have their label, cut to its place. */
const MOST_LABELS_SHOWN = 12;
/** Pixels in which a label can be read, if cut. */
const READABLE_LABEL = 60;
const LONGEST_LABEL = 200;
const LONGEST_NAME = 240;
const dayOfMonth = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const full = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** A chart as echarts draws it: on a canvas, its tooltip too, so that a name is never read as markup. */
export function chartOption(chart: DrawnChart, look: ChartLook): EChartsOption {
  const isRound = chart.kind === "pie" || chart.kind === "donut";
  return {
    animation: false,
    color: [...look.colors],
    textStyle: { fontFamily: look.font, color: look.ink },
    tooltip: tooltip(chart, look, isRound),
    legend: {
      show: isRound || chart.series.length > 1,
      ...(isRound ? {} : { data: legendData(chart.series) }),
      type: "scroll",
      bottom: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: look.soft, width: LONGEST_NAME, overflow: "truncate" },
      pageTextStyle: { color: look.soft },
    },
    ...partsOf(chart, look, isRound),
  };
}

function partsOf(chart: DrawnChart, look: ChartLook, isRound: boolean): EChartsOption {
  if (isRound) return roundParts(chart, look);
  const { waterfall = null } = chart;
  const axes = axisParts(chart, look);
  return waterfall === null ? axes : { ...axes, ...waterfallParts(axes, chart, waterfall, look) };
}

function tooltip(
  chart: DrawnChart,
  look: ChartLook,
  isRound: boolean,
): NonNullable<EChartsOption["tooltip"]> {
  return {
    renderMode: "richText",
    trigger: isRound ? "item" : "axis",
    confine: true,
    backgroundColor: look.surface,
    borderColor: look.line,
    textStyle: { color: look.ink, fontFamily: look.font, fontSize: 12 },
    formatter: (hovered: unknown) => {
      const points = (Array.isArray(hovered) ? hovered : [hovered]) as readonly HoveredPoint[];
      const heading = isRound ? [] : [points[0]?.name ?? ""];
      const lines = points.map((point) => pointText(chart, point, isRound));
      return [...heading, ...lines.filter((line) => line !== "")].join("\n");
    },
  };
}

interface HoveredPoint {
  readonly name: string;
  readonly seriesIndex: number;
  readonly dataIndex: number;
}

function pointText(chart: DrawnChart, point: HoveredPoint, isRound: boolean): string {
  const before = (chart.waterfall ?? null) === null ? 0 : BASES;
  const series = chart.series[point.seriesIndex - before];
  const value = series?.values[point.dataIndex] ?? null;
  if (value === null || series === undefined) return "";
  const text = series.texts?.[point.dataIndex] ?? full.format(value);
  if (isRound) return `${point.name}  ${text}`;
  return chart.series.length > 1 ? `${series.name}  ${text}` : text;
}

function axisParts(chart: DrawnChart, look: ChartLook): EChartsOption {
  const labels = {
    type: "category",
    data: shortDays(chart.labels),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: labelLook(chart, look),
    boundaryGap: chart.kind !== "line" && chart.kind !== "area",
  };
  const values = {
    type: "value",
    splitNumber: 4,
    axisLabel: { color: look.soft, formatter: axisFormatter(chart.currency) },
    splitLine: { lineStyle: { color: look.line } },
  };
  const isLegendShown = chart.series.length > 1;
  const axes =
    chart.isHorizontal === true
      ? { xAxis: values, yAxis: { ...labels, inverse: true } }
      : { xAxis: labels, yAxis: values };
  return {
    ...(axes as EChartsOption),
    grid: {
      left: 8,
      right: chart.isHorizontal === true ? 32 : 16,
      top: 16,
      bottom: isLegendShown ? 36 : 8,
      containLabel: true,
    },
    series: chart.series.map(
      (series) => seenAgainst(series, bandOf(chart.series), look) ?? axisSeries(chart, series),
    ),
  };
}

function labelLook(chart: DrawnChart, look: ChartLook) {
  const isHorizontal = chart.isHorizontal === true;
  const place = (look.width * 0.85) / Math.max(1, chart.labels.length);
  const isRoomy = chart.labels.length <= MOST_LABELS_SHOWN && place >= READABLE_LABEL;
  const areAllShown = isHorizontal || isRoomy;
  const width = isHorizontal || !isRoomy ? LONGEST_LABEL : place;
  const isLine = chart.kind === "line" || chart.kind === "area";
  return {
    color: look.soft,
    hideOverlap: true,
    overflow: "truncate",
    width,
    ...(areAllShown && !isLine ? { interval: 0 } : {}),
    ...(isLine ? { alignMinLabel: "left", alignMaxLabel: "right" } : {}),
  };
}

/** Days as ISO has them, shortened as a chart's axis of time shows them. */
function shortDays(labels: readonly string[]): string[] {
  if (!labels.every((label) => /^\d{4}-\d{2}-\d{2}$/.test(label))) return [...labels];
  return labels.map((label) => dayOfMonth.format(new Date(`${label}T00:00:00Z`)));
}

function axisFormatter(currency: string | undefined): (value: number) => string {
  const isCode = currency !== undefined && /^[A-Z]{3}$/.test(currency) && currency !== "XXX";
  const money = { style: "currency", currency: currency ?? "", minimumFractionDigits: 0 } as const;
  const options = { notation: "compact", maximumFractionDigits: 1 } as const;
  const { format } = new Intl.NumberFormat("en-US", { ...options, ...(isCode ? money : {}) });
  return (value) => format(value).replace("-", "\u2212");
}

function axisSeries(chart: DrawnChart, { name, values }: DrawnSeries): SeriesOption {
  const data = values.map((value) => value ?? Number.NaN);
  if (chart.kind === "line" || chart.kind === "area") {
    return {
      type: "line",
      name,
      data,
      symbolSize: 5,
      showSymbol: chart.labels.length <= MOST_POINTS_MARKED,
      lineStyle: { width: 2 },
      ...(chart.kind === "area" || chart.series.length === 1
        ? { areaStyle: { opacity: chart.kind === "area" ? 0.25 : 0.08 } }
        : {}),
    };
  }
  return {
    type: "bar",
    name,
    data,
    barMaxWidth: 28,
    itemStyle: { borderRadius: 2 },
    ...(chart.kind === "stacked-bar" ? { stack: "all" } : {}),
  };
}

function roundParts(chart: DrawnChart, look: ChartLook): EChartsOption {
  const values = chart.series[0]?.values ?? [];
  return {
    series: [
      {
        type: "pie",
        radius: chart.kind === "donut" ? ["45%", "70%"] : ["0%", "70%"],
        center: ["50%", "45%"],
        data: chart.labels.map((name, at) => ({ name, value: Math.max(0, values[at] ?? 0) })),
        itemStyle: { borderColor: look.surface, borderWidth: 2 },
        label: { color: look.soft, formatter: "{d}%", overflow: "truncate" },
      },
    ],
  };
}
