import type { DrawnChart } from "./chart-option.ts";

interface XY {
  readonly x?: string | number;
  readonly y?: number;
}

interface Legend {
  readonly legend?: string;
  readonly value?: number;
}

interface Series {
  readonly legend?: string;
  readonly values?: readonly XY[];
}

interface Stack {
  readonly title?: string;
  readonly data?: readonly Legend[];
}

/** What the elements `Chart.*` hold, as far as they are drawn. */
export interface ChartSource {
  readonly type?: string;
  readonly title?: string;
  /** Absent is no. */
  readonly showTitle?: boolean;
  readonly stacked?: boolean;
  readonly xAxisTitle?: string;
  readonly yAxisTitle?: string;
  readonly data?: readonly unknown[];
}

/** The charts that are drawn. */
export const CHART_KINDS = [
  "Chart.Line",
  "Chart.VerticalBar",
  "Chart.VerticalBar.Grouped",
  "Chart.HorizontalBar",
  "Chart.HorizontalBar.Stacked",
  "Chart.Pie",
  "Chart.Donut",
] as const;

export type ChartKind = (typeof CHART_KINDS)[number];

/** A chart's data as the page draws it. */
export function drawnChart(kind: ChartKind, source: ChartSource): DrawnChart {
  const description = source.title ?? "Chart";
  const data = source.data ?? [];
  switch (kind) {
    case "Chart.Line":
      return { ...ofSeries(data as readonly Series[]), kind: "line", description };
    case "Chart.VerticalBar.Grouped": {
      const drawn = source.stacked === true ? "stacked-bar" : "bar";
      return { ...ofSeries(data as readonly Series[]), kind: drawn, description };
    }
    case "Chart.VerticalBar":
      return { ...ofSeries([{ values: data as readonly XY[] }]), kind: "bar", description };
    case "Chart.HorizontalBar": {
      const series = ofSeries([{ values: data as readonly XY[] }]);
      return { ...series, kind: "bar", isHorizontal: true, description };
    }
    case "Chart.HorizontalBar.Stacked": {
      const stacks = ofStacks(data as readonly Stack[]);
      return { ...stacks, kind: "stacked-bar", isHorizontal: true, description };
    }
    case "Chart.Pie":
    case "Chart.Donut": {
      const drawn = kind === "Chart.Pie" ? "pie" : "donut";
      return { ...ofParts(data as readonly Legend[]), kind: drawn, description };
    }
  }
}

type Data = Pick<DrawnChart, "labels" | "series">;

function ofSeries(series: readonly Series[]): Data {
  const points = series.flatMap(({ values }) => values ?? []);
  const labels = [...new Set(points.map(({ x }) => String(x ?? "")))];
  return {
    labels,
    series: series.map(({ legend, values }) => {
      const byLabel = new Map((values ?? []).map(({ x, y }) => [String(x ?? ""), y ?? null]));
      return { name: legend ?? "", values: labels.map((label) => byLabel.get(label) ?? null) };
    }),
  };
}

function ofStacks(stacks: readonly Stack[]): Data {
  const names = [
    ...new Set(stacks.flatMap(({ data }) => (data ?? []).map(({ legend }) => legend))),
  ];
  return {
    labels: stacks.map(({ title }) => title ?? ""),
    series: names.map((name) => ({
      name: name ?? "",
      values: stacks.map(({ data }) => data?.find(({ legend }) => legend === name)?.value ?? null),
    })),
  };
}

function ofParts(parts: readonly Legend[]): Data {
  return {
    labels: parts.map(({ legend }) => legend ?? ""),
    series: [{ name: "", values: parts.map(({ value }) => value ?? null) }],
  };
}
