import { medianOf } from "#src/analytics/anomalies/rolling-median";

const PERIOD = 7;
/** Widths of the smoothers, as Cleveland et al. recommend for a period of 7. */
const SEASON_WIDTH = 35;
const TREND_WIDTH = 13;
const LOW_PASS_WIDTH = 7;
const INNER_PASSES = 2;
const OUTER_PASSES = 3;

/**
 * What is left of a weekly series after season and trend: STL (Cleveland, Cleveland, McRae & Terpenning 1990), robust.
 * It sees the whole series, also what comes later.
 */
function stlResiduals(values: readonly number[]): readonly number[] {
  const weights = values.map(() => 1);
  let trend = values.map(() => 0);
  let residuals: number[] = [];
  for (let outer = 0; outer < OUTER_PASSES; outer++) {
    let season: readonly number[] = [];
    for (let inner = 0; inner < INNER_PASSES; inner++) {
      season = seasonOf(
        values.map((value, index) => value - (trend[index] ?? 0)),
        weights,
      );
      const adjusted = values.map((value, index) => value - (season[index] ?? 0));
      trend = loess(adjusted, TREND_WIDTH, weights);
    }
    residuals = values.map((value, index) => value - (trend[index] ?? 0) - (season[index] ?? 0));
    const scale = 6 * medianOf(residuals.map(Math.abs));
    for (const [index, residual] of residuals.entries()) {
      const share = scale === 0 ? 0 : Math.min(1, Math.abs(residual) / scale);
      weights[index] = (1 - share ** 2) ** 2;
    }
  }
  return residuals;
}

/** Days whose residual is more than three robust deviations from none, and a fifth of the value's median. */
export function stlDays(values: readonly (number | null)[]): readonly number[] {
  const known = values.filter((value) => value !== null);
  const middle = medianOf(known);
  const residuals = stlResiduals(
    values.map((value, day) => value ?? values[day - PERIOD] ?? middle),
  );
  const deviation = 1.4826 * medianOf(residuals.map(Math.abs));
  return residuals.flatMap((residual, day) =>
    Math.abs(residual) > 3 * deviation && Math.abs(residual) > 0.2 * middle ? [day] : [],
  );
}

/** Each weekday smoothed over the weeks, less what is trend in it. */
function seasonOf(detrended: readonly number[], weights: readonly number[]): readonly number[] {
  const smooth = detrended.map(() => 0);
  for (let slot = 0; slot < PERIOD; slot++) {
    const days = detrended.map((_, day) => day).filter((day) => day % PERIOD === slot);
    const fitted = loess(
      days.map((day) => detrended[day] ?? 0),
      SEASON_WIDTH,
      days.map((day) => weights[day] ?? 1),
    );
    for (const [week, day] of days.entries()) smooth[day] = fitted[week] ?? 0;
  }
  const averaged = movingAverage(movingAverage(movingAverage(smooth, PERIOD), PERIOD), 3);
  const low = loess(
    averaged,
    LOW_PASS_WIDTH,
    averaged.map(() => 1),
  );
  return smooth.map((value, day) => value - (low[day] ?? 0));
}

/** Means of `width` values around each; of fewer at the ends. */
function movingAverage(values: readonly number[], width: number): readonly number[] {
  const reach = Math.floor(width / 2);
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index - reach), index + reach + 1);
    return window.reduce((sum, value) => sum + value, 0) / window.length;
  });
}

/** Local lines with tricube weights (Cleveland 1979), `width` neighbours each. */
function loess(values: readonly number[], width: number, weights: readonly number[]): number[] {
  const reach = Math.max(1, Math.min(width, values.length) / 2);
  return values.map((_, index) => localLine(values, index, reach, weights));
}

function localLine(
  values: readonly number[],
  index: number,
  reach: number,
  weights: readonly number[],
): number {
  const sums = { weight: 0, x: 0, y: 0, xx: 0, xy: 0 };
  const first = Math.max(0, Math.ceil(index - reach));
  const last = Math.min(values.length - 1, Math.floor(index + reach));
  for (let at = first; at <= last; at++) {
    const x = at - index;
    const y = values[at] ?? 0;
    const weight = (1 - Math.min(1, Math.abs(x) / (reach + 0.5)) ** 3) ** 3 * (weights[at] ?? 1);
    sums.weight += weight;
    sums.x += weight * x;
    sums.y += weight * y;
    sums.xx += weight * x * x;
    sums.xy += weight * x * y;
  }
  if (sums.weight < 1e-9) return values[index] ?? 0;
  const meanX = sums.x / sums.weight;
  const spread = sums.xx - sums.x * meanX;
  const slope = spread < 1e-9 ? 0 : (sums.xy - meanX * sums.y) / spread;
  return sums.y / sums.weight - slope * meanX;
}
