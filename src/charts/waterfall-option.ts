import type { BarSeriesOption, EChartsOption } from "echarts";
import type { ChartBlock } from "#src/cards/card";
import { changeText, labelTexts, unitText } from "#src/cards/chart-text";
import { foldSteps } from "#src/cards/fold-chart";
import { type WaterfallBar, waterfallBars, waterfallBreak } from "#src/cards/waterfall";
import { type ChartFrame, gridOf, nameAxis, VALUE_LABEL_WIDTH, valueAxis } from "./frame.ts";
import type { Theme } from "./theme.ts";

const MOST_BARS = 20;
/** Pixels of the teeth where an axis leaves something out, all alike. */
const TOOTH = 8;

/**
 * A waterfall as lying bars, the first total on top: each step begins where the bars above it end. What is up or down
 * is told by its sign, not its colour alone.
 */
export function waterfallOption(chart: ChartBlock, frame: ChartFrame): EChartsOption {
  const folded = foldSteps(chart, MOST_BARS);
  const bars = waterfallBars(folded);
  const levels = { ...folded, series: [{ name: "level", values: bars.map(({ to }) => to) }] };
  return {
    grid: { ...gridOf(1, frame), right: VALUE_LABEL_WIDTH },
    xAxis: { ...valueAxis(levels, frame), ...brokenWhere(bars, frame.theme) },
    yAxis: nameAxis(labelTexts(folded.labels, frame.locale), frame),
    series: [bases(bars), changes(bars, chart.unit, frame)],
  };
}

/** Leaves out what lies below all steps where they would be too short otherwise, with a cut through the totals. */
function brokenWhere(bars: readonly WaterfallBar[], theme: Theme) {
  const cut = waterfallBreak(bars);
  if (cut === null) return {};
  return {
    breaks: [{ ...cut, gap: "2%" }],
    breakArea: {
      zigzagAmplitude: 4,
      zigzagMinSpan: TOOTH,
      zigzagMaxSpan: TOOTH,
      itemStyle: { color: theme.background, borderColor: theme.faint, opacity: 1 },
    },
  };
}

const STACKED = { type: "bar", stack: "waterfall", stackStrategy: "all", barMaxWidth: 48 } as const;

/** What the steps stand on, which isn't seen. */
function bases(bars: readonly WaterfallBar[]): BarSeriesOption {
  return {
    ...STACKED,
    silent: true,
    itemStyle: { color: "transparent" },
    data: bars.map(({ from }) => from),
  };
}

function changes(
  bars: readonly WaterfallBar[],
  unit: string,
  { theme, locale }: ChartFrame,
): BarSeriesOption {
  const colors = { total: theme.others, up: theme.up, down: theme.down };
  const data = bars.map(({ kind, value }) => ({
    value: value ?? 0,
    itemStyle: { color: colors[kind] },
    label: {
      show: true,
      position: "right" as const,
      formatter: () =>
        kind === "total" ? unitText(value, unit, { locale }) : changeText(value, unit, { locale }),
      color: theme.text,
    },
  }));
  return { ...STACKED, data, markLine: levelLines(bars, theme) };
}

/** From the end of each bar down to the next one. */
function levelLines(
  bars: readonly WaterfallBar[],
  { faint }: Theme,
): NonNullable<BarSeriesOption["markLine"]> {
  const data = bars
    .slice(0, -1)
    .map(({ to }, at): [object, object] => [{ coord: [to, at] }, { coord: [to, at + 1] }]);
  return {
    silent: true,
    symbol: "none",
    z: 1,
    label: { show: false },
    lineStyle: { color: faint, type: "solid", width: 1 },
    data,
  };
}
