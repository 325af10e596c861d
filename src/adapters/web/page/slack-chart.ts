import { chartElement } from "./chart.ts";
import type { DrawnChart } from "./chart-option.ts";
import { element } from "./element.ts";

/** Slack's chart block. */
export interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart:
    | {
        readonly type: "line" | "bar" | "area";
        readonly series: readonly {
          readonly name: string;
          readonly data: readonly ChartPoint[];
        }[];
        readonly axis_config: {
          readonly categories: readonly string[];
          readonly x_label?: string;
          readonly y_label?: string;
        };
      }
    | { readonly type: "pie"; readonly segments: readonly ChartPoint[] };
}

interface ChartPoint {
  readonly label: string;
  readonly value: number;
}

/** A chart as Slack draws it. */
export function chartBlockElement(block: DataVisualization): HTMLElement {
  const caption = element("figcaption", {}, block.title);
  const unit = block.chart.type === "pie" ? undefined : block.chart.axis_config.y_label;
  const label = unit === undefined ? null : element("p", { class: "slack-context" }, unit);
  return element(
    "figure",
    { class: "slack-chart" },
    caption,
    label,
    chartElement(drawnChart(block)),
  );
}

function drawnChart({ title, chart }: DataVisualization): DrawnChart {
  if (chart.type === "pie") {
    const values = chart.segments.map(({ value }) => value);
    const labels = chart.segments.map(({ label }) => label);
    return { kind: "pie", labels, series: [{ name: title, values }], description: title };
  }
  const { categories } = chart.axis_config;
  const series = chart.series.map(({ name, data }) => ({
    name,
    values: categories.map(
      (category) => data.find(({ label }) => label === category)?.value ?? null,
    ),
  }));
  return { kind: chart.type, labels: categories, series, description: title };
}
