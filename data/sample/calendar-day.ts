import { addDays, addMonths, type Day, dayNumber, dayOf, daysIn } from "#src/focus/day";

/** A UTC day with what the generator asks of it again and again. */
export interface CalendarDay {
  readonly day: Day;
  /** Days since 1970-01-01. */
  readonly number: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly ofMonth: number;
  readonly daysInMonth: number;
  /** 24 to 31 December. */
  readonly isYearEnd: boolean;
  /** The day's bounds as FOCUS writes them, start in, end out. */
  readonly start: string;
  readonly end: string;
}

/** Midnight (UTC) of a day as FOCUS writes it. */
export function midnight(day: Day): string {
  return `${day}T00:00:00Z`;
}

/** The days of [start, end), in order. */
export function calendarDays(start: Day, end: Day): readonly CalendarDay[] {
  const count = Math.max(0, daysIn({ start, end }));
  const first = dayNumber(start);
  return Array.from({ length: count }, (_, index) => calendarDay(first + index));
}

function calendarDay(number: number): CalendarDay {
  const day = dayOf(number);
  const monthStart = addMonths(day, 0);
  const ofMonth = Number(day.slice(8));
  return {
    day,
    number,
    weekday: (((number + 4) % 7) + 7) % 7,
    ofMonth,
    daysInMonth: daysIn({ start: monthStart, end: addMonths(monthStart, 1) }),
    isYearEnd: day.slice(5, 7) === "12" && ofMonth >= 24,
    start: midnight(day),
    end: midnight(addDays(day, 1)),
  };
}
