import type { LegendComponentOption, LineSeriesOption } from "echarts";
import type { ChartLook, DrawnSeries } from "./chart-option.ts";

const BAND_OPACITY = 0.22;
/** Two dashes. */
const REFERENCE_ICON = "path://M0 4h9v2H0zM13 4h9v2h-9z";

/** The edges of the band in which values are expected. */
interface Band {
  readonly low: DrawnSeries;
  readonly high: DrawnSeries;
}

/** A chart's band; null where it has none. */
export function bandOf(series: readonly DrawnSeries[]): Band | null {
  const low = series.find(({ role }) => role === "low");
  const high = series.find(({ role }) => role === "high");
  return low === undefined || high === undefined ? null : { low, high };
}

/** What a legend tells apart: all series, but a band as one. */
export function legendData(
  series: readonly DrawnSeries[],
): NonNullable<LegendComponentOption["data"]> {
  const band = bandOf(series);
  return series
    .filter((one) => one !== band?.low)
    .map((one) => {
      const name = nameOf(one, band);
      return one.role === "reference" ? { name, icon: REFERENCE_ICON } : { name };
    });
}

/** A line of reference, or an edge of the band, which is the area between the two; null for any other series. */
export function seenAgainst(
  series: DrawnSeries,
  band: Band | null,
  look: ChartLook,
): LineSeriesOption | null {
  const name = nameOf(series, band);
  if (series.role === "reference") {
    const lineStyle = { width: 1.5, type: "dashed" as const };
    return {
      type: "line",
      name,
      color: look.ink,
      symbol: "none",
      lineStyle,
      data: [...series.values],
    };
  }
  if (band === null || (series !== band.low && series !== band.high)) return null;
  const isHigh = series === band.high;
  const data = band.high.values.map((value, at) => {
    const base = band.low.values[at] ?? null;
    if (value === null || base === null) return null;
    return isHigh ? value - base : base;
  });
  return {
    type: "line",
    name,
    color: look.soft,
    symbol: "none",
    stack: "band",
    stackStrategy: "all",
    lineStyle: { width: 1, opacity: 0.5 },
    itemStyle: { opacity: BAND_OPACITY },
    ...(isHigh ? { areaStyle: { color: look.soft, opacity: BAND_OPACITY } } : {}),
    data,
    z: 1,
  };
}

function nameOf(series: DrawnSeries, band: Band | null): string {
  return series === band?.high ? `${band.low.name} to ${band.high.name}` : series.name;
}
