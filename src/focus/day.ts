/** A UTC calendar day as text, `2026-10-01`. Texts of this form sort by time. */
export type Day = string;

/** Whole UTC days, half-open: `start` is in, `end` is not. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 (UTC) of a day. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_PER_DAY);
}

/** The day that is `number` days after 1970-01-01 (UTC). */
export function dayOf(number: number): Day {
  return new Date(number * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** The UTC day of an instant. */
export function dayOfInstant(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** The first day of the month that lies `months` after the month of `day`. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(count / 12)).padStart(4, "0");
  return `${year}-${String((count % 12) + 1).padStart(2, "0")}-01`;
}

/** The number of days in a period; 0 or less when it is empty. */
export function daysIn(period: Period): number {
  return dayNumber(period.end) - dayNumber(period.start);
}

/** The Monday of the week that holds `day` (ISO weeks, Monday to Sunday). */
export function mondayOf(day: Day): Day {
  const number = dayNumber(day);
  const sinceMonday = (((number + 3) % 7) + 7) % 7;
  return dayOf(number - sinceMonday);
}

/** Whether a period is made of whole calendar months. */
export function isWholeMonths({ start, end }: Period): boolean {
  return start < end && start.endsWith("-01") && end.endsWith("-01");
}
