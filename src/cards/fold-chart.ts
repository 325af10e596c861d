import type { ChartBlock } from "./card.ts";
import { formatCount } from "./format.ts";
import { sumAmounts } from "./sum.ts";

type Values = readonly (number | null)[];

/** A chart of at most `most` series: the largest ones, and one that adds up all others, `Others (37)`. */
export function foldSeries(chart: ChartBlock, most: number): ChartBlock {
  const { series, labels } = chart;
  const kept = largest(
    series.map(({ values }) => values),
    most,
  );
  if (kept.size === series.length) return chart;
  const rest = series.filter((_, at) => !kept.has(at));
  const values = labels.map((_, at) => sumAmounts(rest.map((one) => one.values[at] ?? null)));
  const others = { name: othersName(rest.length), values };
  return { ...chart, series: [...series.filter((_, at) => kept.has(at)), others] };
}

/** A chart of at most `most` labels that aren't days: the largest ones, and one that adds up all others. */
export function foldParts(chart: ChartBlock, most: number): ChartBlock {
  const { series, labels } = chart;
  const kept = largest(
    labels.map((_, at) => series.map(({ values }) => values[at] ?? null)),
    most,
  );
  if (kept.size === labels.length) return chart;
  const isRest = (_: unknown, at: number) => !kept.has(at);
  const isKept = (_: unknown, at: number) => kept.has(at);
  return {
    ...chart,
    labels: [...labels.filter(isKept), othersName(labels.length - kept.size)],
    series: series.map(({ name, values }) => ({
      name,
      values: [...values.filter(isKept), sumAmounts(values.filter(isRest))],
    })),
  };
}

/** What stands for several parts; with their number, so that nobody takes it for one of them. */
function othersName(count: number): string {
  return `Others (${formatCount(count)})`;
}

/** Which ones stay by themselves: all, or the largest by their whole, one place being kept for the others. */
function largest(parts: readonly Values[], most: number): ReadonlySet<number> {
  const places = parts.length <= most ? parts.length : Math.max(0, most - 1);
  const sizes = parts.map((values, at) => ({ at, size: Math.abs(sumAmounts(values) ?? 0) }));
  const ranked = sizes.toSorted((one, other) => other.size - one.size);
  return new Set(ranked.slice(0, places).map(({ at }) => at));
}
