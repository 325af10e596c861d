import { type Grids, searchGains } from "./search-gains.ts";
import { seasonIndices } from "./season.ts";
import { at, mean } from "./statistics.ts";

/** Level, season, slope and damping. */
const GRIDS: Grids = [
  [0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9],
  [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6],
  [0, 0.01, 0.05, 0.2],
  [0.9, 0.97, 0.995],
];

const CYCLES_FOR_THE_START = 4;

interface SeasonalState {
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  readonly phase: number;
  readonly error: number;
}

/** Holt-Winters: level, fading slope and an additive season, all smoothed over the last `longest` steps. */
export function seasonalSmoothing(
  values: readonly number[],
  period: number,
  horizon: number,
  longest: number,
): number[] {
  const recent = values.slice(-longest);
  const first = recent.slice(0, CYCLES_FOR_THE_START * period);
  const season = new Float64Array(seasonIndices(first, period, CYCLES_FOR_THE_START));
  const level = mean(first.slice(0, period));
  const series = new Float64Array(recent);
  const { gains, end } = searchGains(GRIDS, [0.2, 0.1, 0.01, 0.97], (candidate) =>
    runSeason(series, level, season, candidate),
  );
  return continueSeason(end, at(gains, 3), horizon);
}

function runSeason(
  values: Float64Array,
  startLevel: number,
  startSeason: Float64Array,
  gains: readonly number[],
): SeasonalState {
  const [levelGain = 0, seasonGain = 0, trendGain = 0, damping = 1] = gains;
  const season = startSeason.slice();
  let level = startLevel;
  let slope = 0;
  let error = 0;
  let phase = 0;
  for (const value of values) {
    slope *= damping;
    const base = level + slope;
    const index = at(season, phase);
    const miss = value - base - index;
    error += miss * miss;
    level = base + levelGain * miss;
    slope += levelGain * trendGain * miss;
    season[phase] = index + seasonGain * (1 - levelGain) * miss;
    phase = phase + 1 === season.length ? 0 : phase + 1;
  }
  return { level, slope, season, phase, error };
}

function continueSeason(state: SeasonalState, damping: number, horizon: number): number[] {
  const { level, slope, season, phase } = state;
  let reach = 0;
  let factor = 1;
  return Array.from({ length: horizon }, (_, step) => {
    factor *= damping;
    reach += factor;
    return level + slope * reach + at(season, (phase + step) % season.length);
  });
}
