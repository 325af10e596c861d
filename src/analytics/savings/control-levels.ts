import { at, mean } from "#src/analytics/forecast/statistics";
import type { SavingSeries } from "./saving.ts";

const DAYS_PER_WEEK = 7;
/** A day's level is the mean of so many days before and after it, its own included. */
const REACH = 3;

/** How far comparable charges were above what they cost before, as a share of it, day by day; without weekdays. */
export function controlLevels({ control, before, firstDay }: SavingSeries): readonly number[] {
  if (control === null) return [];
  const known = control.slice(before.start, before.end).map((value) => value ?? 0);
  const usual = mean(known);
  if (usual === 0) return control.map(() => 0);
  const indices = weekdayIndices(known, firstDay + before.start).map((one) => one / usual);
  const levels = control.map((value, day) => {
    const index = at(indices, (firstDay + day) % DAYS_PER_WEEK);
    return value === null || index <= 0 ? null : value / usual / index - 1;
  });
  return levels.map((_, day) =>
    mean(levels.slice(Math.max(0, day - REACH), day + REACH + 1).filter((level) => level !== null)),
  );
}

/** The mean of each weekday. */
function weekdayIndices(values: readonly number[], firstDay: number): readonly number[] {
  return Array.from({ length: DAYS_PER_WEEK }, (_, weekday) =>
    mean(values.filter((_, index) => (firstDay + index) % DAYS_PER_WEEK === weekday)),
  );
}
