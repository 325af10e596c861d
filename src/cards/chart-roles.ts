import type { ChartBlock, ChartSeries } from "./card.ts";

/** The edges of the band in which a chart's values are expected. */
export interface ChartBand {
  readonly low: ChartSeries;
  readonly high: ChartSeries;
}

/** A chart's band; null where it hasn't got exactly one. */
export function bandOf({ series }: Pick<ChartBlock, "series">): ChartBand | null {
  const [low, ...moreLow] = series.filter(({ role }) => role === "low");
  const [high, ...moreHigh] = series.filter(({ role }) => role === "high");
  if (low === undefined || high === undefined) return null;
  return moreLow.length + moreHigh.length === 0 ? { low, high } : null;
}

/** What a band is called: `80% low to 80% high`. */
export function bandName({ low, high }: ChartBand): string {
  return `${low.name} to ${high.name}`;
}

/** The amount that a series has throughout; null where it has several, or none. */
export function constantOf({ values }: ChartSeries): number | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}
