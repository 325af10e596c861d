import { type Grids, searchGains } from "./search-gains.ts";
import { at, mean, median } from "./statistics.ts";

/** Continues a series without season by `horizon` steps. */
export type Extrapolation = (values: readonly number[], horizon: number) => number[];

const LEVEL_GAINS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99];
const TREND_GRIDS: Grids = [LEVEL_GAINS, [0.01, 0.05, 0.15, 0.4], [0.8, 0.9, 0.96, 0.99]];

/** Gains are chosen on the latest part; older steps say little about today's noise. */
const LONGEST_FIT = 400;

const STEPS_OF_A_LEVEL = 28;

/** The median of the last 28 steps, held: no outlier moves it. */
export function medianLevel(values: readonly number[], horizon: number): number[] {
  return new Array<number>(horizon).fill(median(values.slice(-STEPS_OF_A_LEVEL)));
}

/** Simple exponential smoothing with the gain of the smallest squared one-step errors; the level, held. */
export function simpleSmoothing(values: readonly number[], horizon: number): number[] {
  return new Array<number>(horizon).fill(smoothLevel(values).level);
}

/** Holt's trend that fades: level and slope smoothed, the slope damped step by step. */
export function dampedTrend(values: readonly number[], horizon: number): number[] {
  const recent = new Float64Array(values.slice(-LONGEST_FIT));
  const start = startOfTrend(recent);
  const { gains, end } = searchGains(TREND_GRIDS, [0.3, 0.05, 0.96], (candidate) =>
    runTrend(recent, start, candidate),
  );
  let reach = 0;
  let factor = 1;
  return Array.from({ length: horizon }, () => {
    factor *= at(gains, 2);
    reach += factor;
    return end.level + end.slope * reach;
  });
}

/** The Theta method: the smoothed level that goes on with half of the long-run slope. */
export function theta(values: readonly number[], horizon: number): number[] {
  const { level, gain } = smoothLevel(values);
  const slope = slopeOf(values) / 2;
  // How far a smoothed level lags behind a steady slope.
  const lag = (1 - (1 - gain) ** values.length) / gain;
  return Array.from({ length: horizon }, (_, step) => level + slope * (step + lag));
}

function smoothLevel(values: readonly number[]) {
  const recent = new Float64Array(values.slice(-LONGEST_FIT));
  const start = mean(values.slice(-LONGEST_FIT).slice(0, 5));
  const { gains, end } = searchGains([LEVEL_GAINS], [0.3], ([gain = 0]) => {
    let level = start;
    let error = 0;
    for (const value of recent) {
      const miss = value - level;
      error += miss * miss;
      level += gain * miss;
    }
    return { level, error };
  });
  return { level: end.level, gain: at(gains, 0) };
}

interface Trend {
  readonly level: number;
  readonly slope: number;
}

function startOfTrend(values: Float64Array): Trend {
  const length = Math.min(10, values.length);
  if (length < 2) return { level: at(values, 0), slope: 0 };
  const slope = (at(values, length - 1) - at(values, 0)) / (length - 1);
  return { level: at(values, 0) - slope, slope };
}

function runTrend(values: Float64Array, start: Trend, gains: readonly number[]) {
  const [levelGain = 0, trendGain = 0, damping = 1] = gains;
  let { level, slope } = start;
  let error = 0;
  for (const value of values) {
    slope *= damping;
    const expected = level + slope;
    const miss = value - expected;
    error += miss * miss;
    level = expected + levelGain * miss;
    slope += levelGain * trendGain * miss;
  }
  return { level, slope, error };
}

/** The least-squares slope for each step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const centre = mean(values);
  let across = 0;
  let along = 0;
  for (const [index, value] of values.entries()) {
    across += (index - middle) * (value - centre);
    along += (index - middle) ** 2;
  }
  return along === 0 ? 0 : across / along;
}
