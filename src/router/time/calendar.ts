import { addDays, addMonths, type Day, dayNumber, mondayOf, type Period } from "#src/focus/day";
import type { Clock } from "./clock.ts";

export type CalendarUnit = "week" | "month" | "quarter" | "half" | "year";

const MONTHS_IN = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** The months of a calendar unit; null for a week. */
export function monthsIn(unit: CalendarUnit): number | null {
  return unit === "week" ? null : MONTHS_IN[unit];
}

/** The calendar year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The calendar month of a day, 1..12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

/** The day after `today`: where a period "so far" ends. */
export function tomorrow(clock: Clock): Day {
  return addDays(clock.today, 1);
}

/** The first day of a calendar month; months beyond 1..12 run into the years around. */
export function monthStart(year: number, month: number): Day {
  return addMonths(`${String(year).padStart(4, "0")}-01-01`, month - 1);
}

/** A day of the calendar; null where the month has no such day. */
export function dayOfMonth(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12) return null;
  const first = monthStart(year, month);
  const length = dayNumber(addMonths(first, 1)) - dayNumber(first);
  return day >= 1 && day <= length ? `${first.slice(0, 8)}${String(day).padStart(2, "0")}` : null;
}

/** The period of one day. */
export function singleDay(day: Day): Period {
  return { start: day, end: addDays(day, 1) };
}

/** `count` units after `start`, which is the first day of such a unit. */
export function addUnits(start: Day, unit: CalendarUnit, count: number): Day {
  const months = monthsIn(unit);
  return months === null ? addDays(start, 7 * count) : addMonths(start, months * count);
}

/** The first day of the unit that holds `day`; quarters, halves and years begin with `yearStart`. */
export function unitStart(unit: CalendarUnit, day: Day, yearStart = 1): Day {
  const months = monthsIn(unit);
  if (months === null) return mondayOf(day);
  const monthsIntoUnit = (monthOf(day) - yearStart + 12) % months;
  return addMonths(day, -monthsIntoUnit);
}

/** The calendar unit that lies `offset` units after the one that holds `day`. */
export function unitPeriod(
  unit: CalendarUnit,
  day: Day,
  { offset = 0, yearStart = 1 }: { offset?: number; yearStart?: number | undefined } = {},
): Period {
  const start = unitStart(unit, day, yearStart);
  return { start: addUnits(start, unit, offset), end: addUnits(start, unit, offset + 1) };
}

/** The first day of a fiscal year, which is named after the calendar year in which it ends. */
export function fiscalYearStart(year: number, yearStart: number): Day {
  return monthStart(yearStart === 1 ? year : year - 1, yearStart);
}

/** The fiscal year that holds a day. */
export function fiscalYearOf(day: Day, yearStart: number): number {
  return yearStart > 1 && monthOf(day) >= yearStart ? yearOf(day) + 1 : yearOf(day);
}

/** The calendar months from one first of a month to another. */
export function monthsBetween(start: Day, end: Day): number {
  return (yearOf(end) - yearOf(start)) * 12 + monthOf(end) - monthOf(start);
}
