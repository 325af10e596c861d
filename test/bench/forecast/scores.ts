import type { Forecast } from "#src/analytics/forecast/forecast";

/** What forecasts of published series scored, averaged over the series. */
export interface Scores {
  readonly series: number;
  /** In percent. */
  readonly smape: number;
  readonly mase: number;
  readonly coverage80: number;
  readonly coverage95: number;
  readonly msis80: number;
  readonly msis95: number;
}

/** One series, its forecast, and what came. */
export interface Scored {
  readonly values: readonly (number | null)[];
  readonly actual: readonly (number | null)[];
  readonly forecast: Forecast;
}

/** Scores with MASE and MSIS scaled by the mean change over `lag` steps of each series, as the M4 competition does. */
export function scoreAll(all: readonly Scored[], lag: number): Scores {
  const each = all.map((one) => scoreOne(one, lag));
  const over = (take: (score: Omit<Scores, "series">) => number) => average(each.map(take));
  return {
    series: all.length,
    smape: over((score) => score.smape),
    mase: over((score) => score.mase),
    coverage80: over((score) => score.coverage80),
    coverage95: over((score) => score.coverage95),
    msis80: over((score) => score.msis80),
    msis95: over((score) => score.msis95),
  };
}

function scoreOne({ values, actual, forecast }: Scored, lag: number): Omit<Scores, "series"> {
  const scale = scaleOf(values, lag);
  const steps = actual.flatMap((value, step) => (value === null ? [] : [{ value, step }]));
  const { mean, lo80, hi80, lo95, hi95 } = forecast;
  const over = (take: (value: number, step: number) => number) =>
    average(steps.map(({ value, step }) => take(value, step)));
  const interval = (low: readonly number[], high: readonly number[], alpha: number) => ({
    coverage: over((value, step) => (value >= at(low, step) && value <= at(high, step) ? 1 : 0)),
    msis: over((value, step) => intervalScore(value, at(low, step), at(high, step), alpha)) / scale,
  });
  const of80 = interval(lo80, hi80, 0.2);
  const of95 = interval(lo95, hi95, 0.05);
  return {
    smape: over((value, step) => symmetricError(value, at(mean, step))),
    mase: over((value, step) => Math.abs(value - at(mean, step))) / scale,
    coverage80: of80.coverage,
    coverage95: of95.coverage,
    msis80: of80.msis,
    msis95: of95.msis,
  };
}

function symmetricError(value: number, expected: number): number {
  const size = Math.abs(value) + Math.abs(expected);
  return size === 0 ? 0 : (200 * Math.abs(value - expected)) / size;
}

function intervalScore(value: number, low: number, high: number, alpha: number): number {
  const outside = Math.max(low - value, 0) + Math.max(value - high, 0);
  return high - low + (2 / alpha) * outside;
}

function scaleOf(values: readonly (number | null)[], lag: number): number {
  return average(
    values.flatMap((value, index) => {
      const before = values[index - lag];
      return value === null || typeof before !== "number" ? [] : [Math.abs(value - before)];
    }),
  );
}

/** The mean; not a number of nothing. */
export function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}
