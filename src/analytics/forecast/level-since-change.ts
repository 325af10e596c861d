import { at, mean, median, sum } from "./statistics.ts";

/** The steps that are searched for changes, and the most that the level is taken from. */
const STEPS_SEARCHED = 84;
const LONGEST_LEVEL = 28;
/** A level of fewer steps isn't told from noise. */
const SHORTEST_LEVEL = 4;
const MOST_CHANGES = 3;
/** How much better two levels must fit than one (twice the log-likelihood, in logs of the steps). */
const PENALTY = 6;

/** The slope is that from month to month over half a year; half of it is expected to go on. */
const STEPS_OF_SLOPE = 168;
const STEPS_OF_AN_END = 28;
const SHARE_OF_SLOPE = 0.5;
/** How long ago a level of recent steps was, about. */
const AGE_OF_LEVEL = 7;

/**
 * The mean of the last four weeks, or of the steps since the last change of level when that is later, going on
 * with half of the slope of the last half year.
 */
export function levelSinceChange(values: readonly number[], horizon: number): number[] {
  let recent = values.slice(-STEPS_SEARCHED);
  for (let found = 0; found < MOST_CHANGES; found++) {
    const change = lastingChange(recent);
    if (change === undefined) break;
    recent = recent.slice(change);
  }
  const level = mean(recent.slice(-LONGEST_LEVEL));
  const slope = SHARE_OF_SLOPE * slopeOfHalfYear(values);
  return Array.from({ length: horizon }, (_, step) => level + slope * (step + 1 + AGE_OF_LEVEL));
}

/** By the medians of the first and the last four weeks; 0 while there is no half year. */
function slopeOfHalfYear(values: readonly number[]): number {
  if (values.length < STEPS_OF_SLOPE) return 0;
  const span = values.slice(-STEPS_OF_SLOPE);
  const rise = median(span.slice(-STEPS_OF_AN_END)) - median(span.slice(0, STEPS_OF_AN_END));
  return rise / (STEPS_OF_SLOPE - STEPS_OF_AN_END);
}

/** Where the values split best into two levels, if two levels are clearly better than one. */
function lastingChange(values: readonly number[]): number | undefined {
  const length = values.length;
  const total = sum(values);
  const centre = total / length;
  const spread = sum(values.map((value) => (value - centre) ** 2));
  let best = { explained: 0, place: 0 };
  let before = sum(values.slice(0, SHORTEST_LEVEL - 1));
  for (let place = SHORTEST_LEVEL; place <= length - SHORTEST_LEVEL; place++) {
    before += at(values, place - 1);
    const difference = before / place - (total - before) / (length - place);
    const explained = (difference ** 2 * place * (length - place)) / length;
    if (explained > best.explained) best = { explained, place };
  }
  const gain = length * Math.log(spread / Math.max(spread - best.explained, spread * 1e-12));
  return best.place > 0 && gain > PENALTY * Math.log(length) ? best.place : undefined;
}
