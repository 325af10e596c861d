import { addDays, addMonths, type Day, daysIn, type Period } from "#src/focus/day";

const DAYS_OF_WEEK = 7;

/** Days that a report is about, and the like of them before. */
export interface ReportDays {
  readonly main: Period;
  readonly other: Period;
}

/** The seven days through the last complete one: each weekday once, on both sides. */
export function weekThrough(last: Day): ReportDays {
  const end = addDays(last, 1);
  const start = addDays(end, -DAYS_OF_WEEK);
  return { main: { start, end }, other: { start: addDays(start, -DAYS_OF_WEEK), end: start } };
}

/** The last complete day, beside the same weekday of the week before. */
export function dayWithWeekBefore(last: Day): ReportDays {
  const dayFrom = (start: Day) => ({ start, end: addDays(start, 1) });
  return { main: dayFrom(last), other: dayFrom(addDays(last, -DAYS_OF_WEEK)) };
}

/** The month that holds the last complete day as far as it is complete, beside as many days of the month before. */
export function monthThrough(last: Day): ReportDays {
  const main = { start: addMonths(last, 0), end: addDays(last, 1) };
  const before = addMonths(last, -1);
  const alike = addDays(before, daysIn(main));
  return { main, other: { start: before, end: alike < main.start ? alike : main.start } };
}

/** The latest month of which each day is complete, beside the month before it. */
export function monthCompleteBy(last: Day): ReportDays {
  const next = addMonths(last, 1);
  const end = addDays(last, 1) === next ? next : addMonths(last, 0);
  return wholeMonth(addMonths(end, -1));
}

/** The month of a day, beside the one before. */
function wholeMonth(day: Day): ReportDays {
  const start = addMonths(day, 0);
  return {
    main: { start, end: addMonths(day, 1) },
    other: { start: addMonths(day, -1), end: start },
  };
}
