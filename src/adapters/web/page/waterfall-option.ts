import type { BarSeriesOption, EChartsOption } from "echarts";
import type { PlainWaterfall } from "#src/adapters/web/shown";
import type { ChartLook, DrawnChart } from "./chart-option.ts";

const STACKED = { type: "bar", stack: "waterfall", stackStrategy: "all", barMaxWidth: 28 } as const;
/** Pixels beside the longest bar, for its amount. */
const ROOM_FOR_AMOUNT = 110;
/** Pixels of the teeth where an axis leaves something out. */
const TOOTH = 8;

/** The series that come before those of the chart. */
export const BASES = 1;

/** A waterfall's axis and bars: each step begins where the bars above it end; its sign says whether it is up or down. */
export function waterfallParts(
  { xAxis, grid }: EChartsOption,
  chart: DrawnChart,
  { bars, cut }: PlainWaterfall,
  look: ChartLook,
): EChartsOption {
  return {
    grid: { ...grid, right: ROOM_FOR_AMOUNT },
    xAxis: { ...xAxis, ...(cut === null ? {} : brokenAt(cut, look)) } as NonNullable<
      EChartsOption["xAxis"]
    >,
    series: [bases(bars), changes(chart, bars, look)],
  };
}

function brokenAt(cut: NonNullable<PlainWaterfall["cut"]>, look: ChartLook) {
  const itemStyle = { color: look.surface, borderColor: look.soft, opacity: 1 };
  const breakArea = { zigzagAmplitude: 4, zigzagMinSpan: TOOTH, zigzagMaxSpan: TOOTH, itemStyle };
  return { breaks: [{ ...cut, gap: "2%" }], breakArea };
}

/** What the steps stand on, which isn't seen. */
function bases(bars: PlainWaterfall["bars"]): BarSeriesOption {
  const data = bars.map(({ from }) => from);
  return { ...STACKED, silent: true, itemStyle: { color: "transparent" }, data };
}

function changes(
  { series }: DrawnChart,
  bars: PlainWaterfall["bars"],
  look: ChartLook,
): BarSeriesOption {
  const colors = { total: look.soft, up: look.rise, down: look.fall };
  const texts = series[0]?.texts ?? [];
  const data = bars.map(({ kind, from, to }, at) => ({
    value: to - from,
    itemStyle: { color: colors[kind] },
    label: {
      show: true,
      position: "right" as const,
      color: look.ink,
      formatter: () => texts[at] ?? "",
    },
  }));
  return { ...STACKED, data };
}
