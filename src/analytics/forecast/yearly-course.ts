import { mean } from "./statistics.ts";

const DAYS_OF_A_YEAR = 364;
const HALF_MONTH = 14;
const DAYS_OF_A_LEVEL = 28;
/** A year, and two months before it for a level to compare with. */
const FEWEST_DAYS = DAYS_OF_A_YEAR + 62;

/**
 * What the course of the same weeks a year ago adds to each of the coming days, in today's level; none
 * without more than a year of days.
 */
export function yearlyCourse(values: readonly number[], horizon: number): number[] {
  const yearAgo = values.length - DAYS_OF_A_YEAR;
  if (values.length < FEWEST_DAYS) return [];
  const now = mean(values.slice(-DAYS_OF_A_LEVEL));
  const then = mean(values.slice(yearAgo - DAYS_OF_A_LEVEL, yearAgo));
  const growth = then > 0 && now > 0 ? now / then : 1;
  return Array.from({ length: horizon }, (_, step) => {
    const centre = yearAgo + (step % DAYS_OF_A_YEAR);
    const level = mean(values.slice(centre - HALF_MONTH, centre + HALF_MONTH + 1));
    return growth * (level - then);
  });
}
