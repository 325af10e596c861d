import type { ChartSeries } from "#src/cards/card";
import type { ChartBand } from "#src/cards/chart-roles";
import type { Theme } from "./theme.ts";

const BAND_OPACITY = 0.22;
/** Two dashes. */
export const REFERENCE_ICON = "path://M0 4h9v2H0zM13 4h9v2h-9z";
export const BAND_ICON = "rect";

/** A line of reference: dashed, in the colour of the texts, which no series has. */
export function referenceLine({ values }: ChartSeries, { text }: Theme) {
  return {
    type: "line" as const,
    color: text,
    data: [...values],
    symbol: "none",
    lineStyle: { width: 1.5, type: "dashed" as const },
  };
}

/** The lower edge of a band, on which its upper one is stacked. */
export function lowEdge({ low, high }: ChartBand, theme: Theme) {
  const data = low.values.map((value, at) => ((high.values[at] ?? null) === null ? null : value));
  return { ...edge(theme), data };
}

/** The upper edge of a band, with the area between them. */
export function highEdge({ low, high }: ChartBand, theme: Theme) {
  const data = high.values.map((value, at) => {
    const base = low.values[at] ?? null;
    return value === null || base === null ? null : value - base;
  });
  return {
    ...edge(theme),
    data,
    itemStyle: { opacity: BAND_OPACITY },
    areaStyle: { color: theme.faint, opacity: BAND_OPACITY },
  };
}

function edge({ faint }: Theme) {
  return {
    type: "line" as const,
    color: faint,
    symbol: "none",
    stack: "band",
    stackStrategy: "all" as const,
    lineStyle: { width: 1, opacity: 0.5 },
    z: 1,
  };
}
