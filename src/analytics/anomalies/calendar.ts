import { addMonths, type Day, dayNumber, dayOf } from "#src/focus/day";

/** Days with a habit of their own: monthly charges post on the first, month-end jobs run on the last two. */
export type CalendarPlace = "month-start" | "month-end" | "ordinary";

/** What a day's date says of its cost. */
export interface CalendarDay {
  readonly place: CalendarPlace;
  /** 20 December to 6 January: offices are closed, and less is no news. */
  readonly isYearEnd: boolean;
}

const MONTH_END_DAYS = 2;

const ORDINARY: CalendarDay = { place: "ordinary", isYearEnd: false };

/** The calendar of a daily series that starts on `start`; without one every point is ordinary. */
export function calendarOf(start: Day | undefined): (point: number) => CalendarDay {
  if (start === undefined) return () => ORDINARY;
  const first = dayNumber(start);
  let month = monthOf(first);
  return (point) => {
    const number = first + point;
    if (number < month.first || number >= month.next) month = monthOf(number);
    return dayInMonth(number, month);
  };
}

/** A month as day numbers, half-open, and which of the year it is (1 to 12). */
interface Month {
  readonly first: number;
  readonly next: number;
  readonly ofYear: number;
}

function monthOf(number: number): Month {
  const firstDay = addMonths(dayOf(number), 0);
  return {
    first: dayNumber(firstDay),
    next: dayNumber(addMonths(firstDay, 1)),
    ofYear: Number(firstDay.slice(5, 7)),
  };
}

function dayInMonth(number: number, { first, next, ofYear }: Month): CalendarDay {
  const dayOfMonth = number - first + 1;
  const isYearEnd = (ofYear === 12 && dayOfMonth >= 20) || (ofYear === 1 && dayOfMonth <= 6);
  if (dayOfMonth === 1) return { place: "month-start", isYearEnd };
  const place = number >= next - MONTH_END_DAYS ? "month-end" : "ordinary";
  return { place, isYearEnd };
}
