import type { Baseline, Reading } from "./baseline.ts";
import { pointsSinceOnset } from "./onset.ts";
import type { AnomalyOptions } from "./options.ts";

/** Noise of days that follow each other resembles itself: the mean of n days is as good as that of n / 3. */
const NOISE_REPETITION = 3;
/** At the year's end a fall must be as deep as this to be news. */
const YEAR_END_FALL = 0.75;

/** A single point counts for a level as if it were at most this many deviations off. */
const POINT_DEVIATIONS = 4.5;

/** Something strange: since when, which way, and against which level. */
export interface Finding {
  readonly start: number;
  readonly direction: 1 | -1;
  readonly base: number;
}

/** The last pace beside the time before the recent points. */
export interface LevelChange {
  /** The mean of the last pace less the earlier level, on the log scale. */
  readonly change: number;
  readonly earlier: number;
  /** The same in standard errors. */
  readonly errors: number;
}

/** Finds a point that is far off, or the second in a row that is as far off as a new level would be. */
export function findPoint(
  reading: Reading,
  previous: Reading | undefined,
  baseline: Baseline,
  options: AnomalyOptions,
): Finding | null {
  const base = baseline.level;
  const direction = reading.height > base ? 1 : -1;
  const isFarOff = (one: Reading, least: number) => {
    const error = (one.height - base) * direction;
    if (error < options.dayDeviations * one.deviation) return false;
    const share = one.day.isYearEnd && direction < 0 ? YEAR_END_FALL : least;
    return Math.abs(baseline.shareBetween(one, base, one.height)) >= share;
  };
  if (isFarOff(reading, direction > 0 ? options.dayRise : options.dayFall)) {
    return { start: reading.point, direction, base };
  }
  if (previous?.point !== reading.point - 1) return null;
  const areFarOff = [previous, reading].every((one) => isFarOff(one, options.levelChange));
  return areFarOff ? { start: previous.point, direction, base } : null;
}

/**
 * Compares the pace that ends with `reading` with the earlier level: what single points are too small or too noisy
 * to show. The standard error is σ·√(3 / n): that of n points of an AR(1) process with φ = 0.5 (Priestley 1981, § 5.3).
 */
export function levelChange(
  reading: Reading,
  baseline: Baseline,
  pace: number,
): LevelChange | null {
  const { history, level } = baseline;
  const earlier = history.earlierLevel;
  if (earlier === null || reading.day.place === "month-start") return null;
  const noise = history.earlierNoise ?? baseline.noise;
  const limit = POINT_DEVIATIONS * noise;
  let sum = Math.max(level - limit, Math.min(level + limit, reading.height));
  for (let ago = 1; ago < pace; ago++) sum += history.recent.at(-ago) ?? earlier;
  const change = sum / pace - earlier;
  return { change, earlier, errors: change / (noise * Math.sqrt(NOISE_REPETITION / pace)) };
}

/** Finds that the level has moved; it dates the start back. At the year's end no level is judged. */
export function findLevel(
  reading: Reading,
  { change, earlier, errors }: LevelChange,
  baseline: Baseline,
  options: AnomalyOptions,
): Finding | null {
  if (reading.day.isYearEnd || Math.abs(errors) < options.levelDeviations) return null;
  const share = baseline.shareBetween(reading, earlier, earlier + change);
  if (Math.abs(share) < options.levelChange) return null;
  const direction = change > 0 ? 1 : -1;
  if ((reading.height - earlier) * direction <= 0) return null;
  const excesses = [...baseline.history.recent, reading.height].map(
    (height) => (height - earlier) * direction,
  );
  const ago = pointsSinceOnset(excesses, Math.abs(change));
  return { start: reading.point - ago, direction, base: earlier };
}
