import type { ChartBlock } from "./card.ts";
import { formatCount } from "./format.ts";
import { sumAmounts } from "./sum.ts";

type Values = readonly (number | null)[];

/**
 * A chart of at most `most` series: the largest ones, and one that adds up all others, `Others (37)`. What they are
 * seen against stays and doesn't count.
 */
export function foldSeries(chart: ChartBlock, most: number): ChartBlock {
  const { labels } = chart;
  const series = chart.series.filter(({ role }) => role === undefined);
  const kept = largest(
    series.map(({ values }) => values),
    most,
  );
  if (kept.size === series.length) return chart;
  const rest = series.filter((_, at) => !kept.has(at));
  const values = labels.map((_, at) => sumAmounts(rest.map((one) => one.values[at] ?? null)));
  const others = { name: othersName(rest.length), values };
  const seenAgainst = chart.series.filter(({ role }) => role !== undefined);
  return { ...chart, series: [...series.filter((_, at) => kept.has(at)), others, ...seenAgainst] };
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
    series: series.map(({ values, ...one }) => ({
      ...one,
      values: [...values.filter(isKept), sumAmounts(values.filter(isRest))],
    })),
  };
}

/** A waterfall of at most `most` bars: its totals, the largest steps, and one that adds up all other steps. */
export function foldSteps(chart: ChartBlock, most: number): ChartBlock {
  const { labels, series } = chart;
  if (labels.length <= most) return chart;
  const last = labels.length - 1;
  const between = <Value>(values: readonly Value[]) => values.slice(1, last);
  const steps = foldParts(
    {
      ...chart,
      labels: between(labels),
      series: series.map((one) => ({ ...one, values: between(one.values) })),
    },
    most - 2,
  );
  const ends = <Value>(all: readonly Value[], inner: readonly Value[]) => [
    ...all.slice(0, 1),
    ...inner,
    ...all.slice(last),
  ];
  return {
    ...chart,
    labels: ends(labels, steps.labels),
    series: series.map((one, at) => ({
      ...one,
      values: ends(one.values, steps.series[at]?.values ?? []),
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
