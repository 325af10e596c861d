import { mean, sum } from "#src/analytics/forecast/statistics";
import type { DayRange } from "./saving.ts";

/** So many days on either side say what a day's level was. */
const WINDOW = 14;
const FEWEST = 7;

/**
 * The day from which on a daily series is lower, of those of a range: where two levels, one before and one after, fit
 * best. Null where it is lower after none of them.
 */
export function dayOfFall(costs: readonly (number | null)[], days: DayRange): number | null {
  let best: { readonly day: number; readonly left: number } | null = null;
  for (let day = days.start; day < days.end; day++) {
    const before = known(costs.slice(Math.max(0, days.start - WINDOW), day));
    const after = known(costs.slice(day, days.end + WINDOW));
    if (before.length < FEWEST || after.length < FEWEST || mean(after) >= mean(before)) continue;
    const left = squares(before) + squares(after);
    if (best === null || left < best.left) best = { day, left };
  }
  return best?.day ?? null;
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value) => value !== null);
}

function squares(values: readonly number[]): number {
  const middle = mean(values);
  return sum(values.map((value) => (value - middle) ** 2));
}
