import type { ChartBlock } from "./card.ts";
import { sumAmounts } from "./sum.ts";

/** Steps beyond these, the smallest ones, are told as one with the rest. */
const MOST_STEPS = 8;
/** A rest below this part of the amounts is what adding them rounded off. */
const ROUNDING = 1e-9;

interface LabelledAmount {
  readonly label: string;
  readonly value: number;
}

/** What a waterfall is made of; amounts in the chart's unit. */
export interface WaterfallParts {
  readonly title: string;
  readonly unit: string;
  readonly first: LabelledAmount;
  readonly steps: readonly LabelledAmount[];
  readonly last: LabelledAmount;
  /** What the step is called that holds all that isn't a step of its own. */
  readonly rest: string;
}

/** How one total became another, in a few steps that add up: the largest ones in their order, then the rest. */
export function waterfallChart({
  title,
  unit,
  first,
  steps,
  last,
  rest,
}: WaterfallParts): ChartBlock {
  const bars = [first, ...steppedTo(last, { first, steps, rest }), last];
  return {
    type: "chart",
    chart: "waterfall",
    title,
    unit,
    labels: bars.map(({ label }) => label),
    series: [{ name: "change", values: bars.map(({ value }) => value) }],
  };
}

function steppedTo(
  last: LabelledAmount,
  { first, steps, rest }: Pick<WaterfallParts, "first" | "steps" | "rest">,
): readonly LabelledAmount[] {
  const ranked = steps.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const largest = new Set(ranked.slice(0, MOST_STEPS).filter(({ value }) => value !== 0));
  const kept = steps.filter((step) => largest.has(step));
  const taken = [first, ...kept].map(({ value }) => -value);
  const value = sumAmounts([last.value, ...taken]) ?? 0;
  if (value === 0) return kept;
  const size = [last.value, ...taken].reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const [most] = ranked;
  if (most === undefined || !largest.has(most) || Math.abs(value) > ROUNDING * size) {
    return [...kept, { label: rest, value }];
  }
  return kept.map((step) => (step === most ? { ...step, value: step.value + value } : step));
}

/** A bar of a waterfall: a total from zero, a step from what the bars before come to. */
export interface WaterfallBar {
  readonly kind: "total" | "up" | "down";
  readonly value: number | null;
  readonly from: number;
  readonly to: number;
}

/** The bars of a waterfall, one a label. */
export function waterfallBars({
  labels,
  series,
}: Pick<ChartBlock, "labels" | "series">): readonly WaterfallBar[] {
  const values = labels.map((_, at) => series[0]?.values[at] ?? null);
  return values.map((value, at) => {
    if (at === 0 || at === values.length - 1) {
      return { kind: "total", value, from: 0, to: value ?? 0 };
    }
    const from = sumAmounts(values.slice(0, at)) ?? 0;
    const to = sumAmounts(values.slice(0, at + 1)) ?? 0;
    return { kind: (value ?? 0) < 0 ? "down" : "up", value, from, to };
  });
}

/** A waterfall's steps as bars of their own, for where no bar begins but at zero. */
export function stepsBetween(chart: ChartBlock): ChartBlock {
  const between = <Value>(values: readonly Value[]) => values.slice(1, chart.labels.length - 1);
  const series = chart.series.slice(0, 1).map((one) => ({ ...one, values: between(one.values) }));
  return { ...chart, chart: "bar", labels: between(chart.labels), series };
}

/** The part of an axis in which no step lies. */
export interface AxisBreak {
  readonly start: number;
  readonly end: number;
}

/** What an axis leaves out, visibly, where steps would be too short beside their totals; null where it goes on. */
export function waterfallBreak(bars: readonly WaterfallBar[]): AxisBreak | null {
  const levels = bars.map(({ to }) => to);
  const low = Math.min(...levels);
  const spread = Math.max(...levels) - low;
  if (!(spread > 0 && low > spread)) return null;
  const step = 10 ** Math.floor(Math.log10(spread));
  const start = step / 2;
  const end = Math.floor((low - spread / 10) / step) * step;
  return end > start ? { start, end } : null;
}
