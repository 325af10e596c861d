import type { ECharts } from "echarts";
import { type ChartLook, chartOption, type DrawnChart } from "./chart-option.ts";
import { element } from "./element.ts";
import { withInertNames } from "./inert-names.ts";
import { loadLibrary } from "./libraries.ts";

const ROW_HEIGHT = 30;

/** A chart on the page; `drawing` is null until it was drawn once. */
interface LiveChart {
  readonly chart: DrawnChart;
  drawing: ECharts | null;
}

const live = new Map<HTMLElement, LiveChart>();

/** A chart as an element that draws itself once it is on the page, and again when its width changes. */
export function chartElement(chart: DrawnChart): HTMLElement {
  const size = chart.isHorizontal === true ? heightClass(chart) : "chart-medium";
  const box = element("div", {
    class: `chart ${size}`,
    role: "img",
    "aria-label": chart.description,
  });
  const entry: LiveChart = { chart, drawing: null };
  live.set(box, entry);
  new ResizeObserver(() => void draw(box, entry)).observe(box);
  return box;
}

/** Draws all charts anew, for other colours; those that left the page are forgotten. */
export function redrawCharts(): void {
  for (const [box, entry] of live) {
    if (box.isConnected) void draw(box, entry);
    else {
      entry.drawing?.dispose();
      live.delete(box);
    }
  }
}

async function draw(box: HTMLElement, entry: LiveChart): Promise<void> {
  await loadLibrary("echarts.min.js");
  if (!box.isConnected || box.clientWidth === 0) return;
  entry.drawing ??= echarts.init(box, null, { renderer: "canvas" });
  entry.drawing.resize();
  entry.drawing.setOption(chartOption(withInertNames(entry.chart), lookOf(box)), true);
}

function heightClass(chart: DrawnChart): string {
  const height = chart.labels.length * ROW_HEIGHT;
  if (height <= 150) return "chart-low";
  return height <= 300 ? "chart-medium" : "chart-high";
}

function lookOf(box: HTMLElement): ChartLook {
  const style = getComputedStyle(box);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    colors: value("--chart-colors").split(/\s+/),
    ink: value("--ink"),
    soft: value("--ink-soft"),
    line: value("--line"),
    surface: value("--surface"),
    rise: value("--rise"),
    fall: value("--fall"),
    font: style.fontFamily,
    width: box.clientWidth,
  };
}
