import { addDays, daysIn } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import { type CalendarUnit, unitPeriod, yearOf } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { samePeriodEarlier, unitsBefore } from "./earlier.ts";
import type { Sides } from "./sides.ts";
import {
  calendarSpan,
  daySpan,
  occurrence,
  type Relative,
  type Span,
  soFar,
  wholePeriod,
} from "./span.ts";

/** The two sides as periods. */
export interface ResolvedSides {
  /** Null where nothing was said. */
  readonly main: Span | null;
  /** "previous" is the period just before the main one. */
  readonly other: Span | "previous" | null;
  /** "month over month for the last 6 months" asks for a series instead of a comparison. */
  readonly granularity: Granularity | null;
}

/** The most days that one unit can have. */
const LONGEST = { day: 1, week: 7, month: 31, quarter: 92, half: 184, year: 366 } as const;

/** Works out the other side, which may depend on the main one: on this month so far if none is said. */
export function resolveSides({ main, other }: Sides, clock: Clock): ResolvedSides {
  const span = main?.span ?? null;
  if (other === null) return sides(span, null);
  const relative = "relative" in other ? other.relative : other.span.against;
  if (relative?.type === "over") return unitOverUnit(span, relative.unit, clock);
  if (relative !== undefined) return sides(span, relativeTo(span, relative, clock));
  if ("relative" in other) return sides(span, "previous");
  if (span === null) return sides(null, other.span);
  return sides(inYearOf(span, other.span, clock), inYearOf(other.span, span, clock));
}

function sides(main: Span | null, other: ResolvedSides["other"]): ResolvedSides {
  const same = main !== null && other !== null && other !== "previous" && isSame(main, other);
  return { main, other: same ? "previous" : other, granularity: null };
}

function isSame(left: Span, right: Span): boolean {
  return left.period.start === right.period.start && left.period.end === right.period.end;
}

function relativeTo(
  main: Span | null,
  relative: Exclude<Relative, { type: "over" }>,
  clock: Clock,
): Span | "previous" {
  if (relative.type === "previous") return "previous";
  const base = main ?? thisMonth(clock);
  const period =
    relative.type === "same"
      ? samePeriodEarlier(base, relative.unit)
      : unitsBefore(base, relative, clock.fiscalYearStartMonth);
  return { period, kind: base.kind, calendar: base.calendar, fullEnd: null };
}

function thisMonth(clock: Clock): Span {
  return soFar(calendarSpan("month", unitPeriod("month", clock.today), clock), clock);
}

/** "month over month": the last whole month and the one before, unless a period was said. */
function unitOverUnit(main: Span | null, unit: "day" | CalendarUnit, clock: Clock): ResolvedSides {
  if (main !== null && daysIn(wholePeriod(main)) > LONGEST[unit])
    return { main, other: null, granularity: unit === "half" ? null : unit };
  if (unit === "year") return sides(main, relativeTo(main, { type: "same", unit }, clock));
  return sides(main ?? lastUnit(unit, clock), "previous");
}

function lastUnit(unit: "day" | CalendarUnit, clock: Clock): Span {
  if (unit === "day") return daySpan(addDays(clock.today, -1));
  const yearStart = clock.fiscalYearStartMonth;
  return calendarSpan(unit, unitPeriod(unit, clock.today, { offset: -1, yearStart }), clock);
}

/** A name without a year beside one with a year means that year, if it has begun: "Q3 vs Q2 2025". */
function inYearOf(span: Span, other: Span, clock: Clock): Span {
  if (span.latest === undefined || other.dated !== true || span.kind !== other.kind) return span;
  const sameYear = occurrence(span, `${yearOf(other.period.start)}-12-31`, clock);
  return sameYear.period.start > clock.today || isSame(sameYear, other) ? span : sameYear;
}
