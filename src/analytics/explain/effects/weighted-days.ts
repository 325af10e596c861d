import { dayNumber, type Period } from "#src/focus/day";

/** What each weekday costs beside the mean day, Monday first: `[1.1, 1.1, 1.1, 1.1, 1.1, 0.75, 0.75]`. */
export type WeekdayFactors = readonly [number, number, number, number, number, number, number];

const ALL_ALIKE: WeekdayFactors = [1, 1, 1, 1, 1, 1, 1];
/** 1970-01-01, day 0, was a Thursday: the fourth from Monday. */
const FIRST_WEEKDAY = 3;

/** How many mean days a period (UTC, half-open) is worth: 31 or 30 days, with more or fewer weekends. */
export function weightedDays(period: Period, factors: WeekdayFactors = ALL_ALIKE): number {
  let days = 0;
  for (let day = dayNumber(period.start); day < dayNumber(period.end); day++) {
    days += factors[(((day + FIRST_WEEKDAY) % 7) + 7) % 7] as number;
  }
  return days;
}
