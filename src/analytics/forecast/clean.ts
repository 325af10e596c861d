import { at, DEVIATION_OF_MEDIAN_SIZE, quantiles } from "./statistics.ts";

/** At most one value in twenty is an outlier; more of them are how the series is. */
const ORDINARY_SHARE = 0.95;

/**
 * Draws outliers in to the limit around their level. The level is a median, so a step that stays for half its
 * window is left alone.
 * @param excesses what each value lies above its level
 * @param deviations beyond how many robust deviations a value is an outlier
 */
export function drawnIn(
  values: readonly number[],
  excesses: readonly number[],
  deviations: number,
): number[] {
  const [middle = 0, ordinary = 0] = quantiles(excesses.map(Math.abs), [0.5, ORDINARY_SHARE]);
  const limit = Math.max(deviations * DEVIATION_OF_MEDIAN_SIZE * middle, ordinary);
  return values.map((value, index) => {
    const excess = at(excesses, index);
    return Math.abs(excess) <= limit ? value : value - excess + Math.sign(excess) * limit;
  });
}

/** What each value lies above the median of the `halfWindow` steps before and after it. */
export function localExcess(values: readonly number[], halfWindow: number): number[] {
  const window: number[] = [];
  const insert = (value: number) => window.splice(placeOf(window, value), 0, value);
  for (const value of values.slice(0, halfWindow)) insert(value);
  return values.map((value, index) => {
    const next = values[index + halfWindow];
    if (next !== undefined) insert(next);
    const gone = values[index - halfWindow - 1];
    if (gone !== undefined) window.splice(placeOf(window, gone), 1);
    const middle = window.length >> 1;
    const isEven = window.length % 2 === 0;
    return (
      value - (isEven ? (at(window, middle - 1) + at(window, middle)) / 2 : at(window, middle))
    );
  });
}

/** The first index whose value is not below `value`. */
function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sorted, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
