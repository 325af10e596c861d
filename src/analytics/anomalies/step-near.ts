import { medianOf } from "./rolling-median.ts";

const DAYS_PER_WEEK = 7;
/** The same weekdays of so many weeks before say what was usual. */
const WEEKS = 4;
/** A step is at least so many deviations of the days before. */
const DEVIATIONS = 4;
/** Each of its days shows this share of it, and no day just before it does. */
const HALF = 0.5;
/** A step may come so many days before or after the point that it is looked for at. */
const TOLERANCE = 1;
/** The days that show a step's size, where there are so many. */
const MOST_DAYS = 5;
/** The latest days that say whether it is still there. */
const RECENT_DAYS = 3;
/** MAD × 1.4826 is the standard deviation of normal noise; a difference of two days has twice the variance. */
const DIFFERENCE_TO_DEVIATION = 1.4826 / Math.SQRT2;

/** A daily series that costs more, or less, from one point on. */
export interface Step {
  readonly point: number;
  /** Money a day, above zero for more. */
  readonly size: number;
  /** Whether the latest days still show it. */
  readonly lasts: boolean;
}

/**
 * The step that a daily series takes within a day of a point, beside the same weekdays of the four weeks before; null
 * where there is none, or where the days that would tell aren't known.
 * @param values money a day; null where nothing is known
 * @param days how long what happened at the point has lasted, at least 1
 */
export function stepNear(
  values: readonly (number | null)[],
  point: number,
  days: number,
): Step | null {
  const first = point - TOLERANCE;
  const noise = noiseBefore(values, first);
  if (noise === null) return null;
  const excesses = excessesAfter(values, first);
  const candidates = Array.from({ length: 2 * TOLERANCE + 1 }, (_, after) =>
    sizeOf(excesses, first + after, { first, noise, days }),
  );
  const sizes = candidates.map((candidate) => Math.abs(candidate ?? 0));
  const largest = Math.max(...sizes);
  const after = sizes.indexOf(largest);
  const size = candidates[after] ?? null;
  if (size === null) return null;
  const recent = excesses(values.length - RECENT_DAYS, values.length);
  const lasts = recent?.every((excess) => excess / size >= HALF) ?? false;
  return { point: first + after, size, lasts };
}

/** What the days of a half-open stretch are above what was usual; null where one of them isn't known. */
type Excesses = (start: number, end: number) => readonly number[] | null;

/** The size of a step at a point; null where there is none. */
function sizeOf(
  excesses: Excesses,
  at: number,
  { first, noise, days }: { readonly first: number; readonly noise: number; readonly days: number },
): number | null {
  const during = excesses(at, at + Math.min(days, MOST_DAYS));
  const before = excesses(first - 1, at);
  if (during === null || before === null) return null;
  const size = medianOf(during);
  if (size === 0 || Math.abs(size) < DEVIATIONS * noise) return null;
  const isSteady = during.every((excess) => excess / size >= HALF);
  return isSteady && before.every((excess) => Math.abs(excess / size) < HALF) ? size : null;
}

function excessesAfter(values: readonly (number | null)[], first: number): Excesses {
  return (start, end) => {
    const excesses: number[] = [];
    for (let at = start; at < end; at++) {
      const [value, usual] = [values[at] ?? null, usualAt(values, at, first)];
      if (value === null || usual === null) return null;
      excesses.push(value - usual);
    }
    return excesses;
  };
}

/** The mean of the same weekday in the weeks before `first`; null where none of them is known. */
function usualAt(values: readonly (number | null)[], at: number, first: number): number | null {
  const last = at - Math.max(1, Math.ceil((at - first + 1) / DAYS_PER_WEEK)) * DAYS_PER_WEEK;
  const known = Array.from(
    { length: WEEKS },
    (_, week) => values[last - week * DAYS_PER_WEEK] ?? null,
  ).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** How far days are usually from the same weekday a week before, as a deviation; null where too few are known. */
function noiseBefore(values: readonly (number | null)[], first: number): number | null {
  const differences: number[] = [];
  for (let at = Math.max(DAYS_PER_WEEK, first - WEEKS * DAYS_PER_WEEK); at < first; at++) {
    const [value, before] = [values[at] ?? null, values[at - DAYS_PER_WEEK] ?? null];
    if (value !== null && before !== null) differences.push(Math.abs(value - before));
  }
  return differences.length < DAYS_PER_WEEK
    ? null
    : DIFFERENCE_TO_DEVIATION * medianOf(differences);
}
