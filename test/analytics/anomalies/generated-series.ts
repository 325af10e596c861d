import { addDays } from "#src/focus/day";

/** The day on which generated series begin, a Monday. */
export const START = "2026-03-09";

/** Numbers of [0, 1) that look random and are the same each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nearly normal, with mean 0 and variance 1: four numbers of [0, 1) added. */
function bell(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** How a generated series behaves. */
export interface SeriesShape {
  readonly days: number;
  readonly seed?: number;
  readonly level?: number;
  /** Standard deviation of the noise, as a share. */
  readonly noise?: number;
  /** What a weekend costs, as a share of a weekday. */
  readonly weekend?: number;
  /** What is added on the first of each month. */
  readonly monthly?: number;
  /** Multiplies a day's cost. */
  readonly factor?: (day: number) => number;
}

/** Daily cost with weekends, noise and whatever `factor` does to it. */
export function dailyCost(shape: SeriesShape): number[] {
  const { days, seed = 1, level = 1000, noise = 0.02, weekend = 0.6, monthly = 0 } = shape;
  const random = randomFrom(seed);
  return Array.from({ length: days }, (_, day) => {
    const week = day % 7 >= 5 ? weekend : 1;
    const lump = addDays(START, day).endsWith("-01") ? monthly : 0;
    const usual = level * week * (1 + noise * bell(random));
    return usual * (shape.factor?.(day) ?? 1) + lump;
  });
}
