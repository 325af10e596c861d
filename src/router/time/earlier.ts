import { addDays, addMonths, type Day, daysIn, isWholeMonths, type Period } from "#src/focus/day";
import {
  type CalendarUnit,
  dayOfMonth,
  monthOf,
  monthsBetween,
  monthsIn,
  unitPeriod,
  yearOf,
} from "./calendar.ts";
import { type PeriodKind, type Relative, type Span, wholePeriod } from "./span.ts";

/**
 * The period just before: for calendar units the previous whole ones (also when the period was cut
 * after today), else the same number of days. `null`, nothing said, counts as this month so far.
 */
export function previousPeriod(period: Period, kind: PeriodKind | null): Period {
  const { start, end } = period;
  if (kind === "day" || kind === "rolling") return before(start, daysIn(period));
  if (kind === "week") return shiftDays({ start, end }, 7 * Math.ceil(daysIn(period) / 7));
  if (kind === "range") {
    const months = isWholeMonths(period) ? monthsBetween(start, end) : 0;
    return months > 0
      ? { start: addMonths(start, -months), end: start }
      : before(start, daysIn(period));
  }
  const unit = monthsIn(kind ?? "month") ?? 1;
  const begun = monthsBetween(start, addDays(end, -1)) + 1;
  return { start: addMonths(start, -Math.ceil(begun / unit) * unit), end: start };
}

/** The `count` units that end where the main side begins; calendar units for a calendar main side. */
export function unitsBefore(
  main: Span,
  { unit, count }: Extract<Relative, { type: "before" }>,
  yearStart = 1,
): Period {
  const { start } = main.period;
  if (unit === "day") return before(start, count);
  if (unit === "week" && !main.calendar) return before(start, 7 * count);
  return {
    start: unitPeriod(unit, start, { offset: -count, yearStart }).start,
    end: unitPeriod(unit, start, { offset: -1, yearStart }).end,
  };
}

/** The main side's own period one unit earlier; weeks stay weeks, months stay whole. */
export function samePeriodEarlier(main: Span, unit: "day" | CalendarUnit): Period {
  const whole = wholePeriod(main);
  if (unit === "day") return shiftDays(whole, 1);
  if (unit === "week") return shiftDays(whole, 7);
  if (unit === "year" && main.kind === "week") return shiftDays(whole, 52 * 7);
  const months = monthsIn(unit) ?? 1;
  if (main.kind !== "rolling" && isWholeMonths(whole))
    return { start: addMonths(whole.start, -months), end: addMonths(whole.end, -months) };
  const start = sameDayEarlier(whole.start, months);
  return { start, end: addDays(start, daysIn(whole)) };
}

function before(start: Day, days: number): Period {
  return { start: addDays(start, -days), end: start };
}

function shiftDays({ start, end }: Period, days: number): Period {
  return { start: addDays(start, -days), end: addDays(end, -days) };
}

/** The same day of an earlier month, or the month's last day where it is too short. */
export function sameDayEarlier(day: Day, months: number): Day {
  const first = addMonths(day, -months);
  const same = dayOfMonth(yearOf(first), monthOf(first), Number(day.slice(8)));
  return same ?? addDays(addMonths(first, 1), -1);
}
