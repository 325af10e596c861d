import { addDays, type Day, mondayOf, type Period } from "#src/focus/day";
import { type CalendarUnit, singleDay, tomorrow } from "./calendar.ts";
import type { Clock } from "./clock.ts";

/** How a period was said: the unit in which it counts ("last 3 months" is `month`), or how it was bounded. */
export type PeriodKind = "day" | "rolling" | "range" | CalendarUnit;

/** The other side of a comparison, where it depends on the main side. */
export type Relative =
  | { readonly type: "previous" }
  /** `count` units that end where the main side begins: "the month before", "the previous 30 days". */
  | { readonly type: "before"; readonly unit: "day" | CalendarUnit; readonly count: number }
  /** The main side's own period one unit earlier: "the same month last year". */
  | { readonly type: "same"; readonly unit: "day" | CalendarUnit }
  /** "month over month": one unit against the one before. */
  | { readonly type: "over"; readonly unit: "day" | CalendarUnit };

/** A period with what its words say about it. */
export interface Span {
  readonly period: Period;
  readonly kind: PeriodKind;
  /** Whole calendar units, or one that is still running. */
  readonly calendar: boolean;
  /** The end of the whole unit while it is running; null for everything else. */
  readonly fullEnd: Day | null;
  /** Of a name that recurs (October, Q3, Monday): the latest one that begins on or before a day. */
  readonly latest?: Latest;
  /** Whether it recurs each month ("the 15th"). */
  readonly monthly?: true;
  /** Whether its year was said ("October 2025"); a name beside it may mean the same year. */
  readonly dated?: boolean;
  /** What the words mean as the other side of a comparison, where that depends on the main side. */
  readonly against?: Relative;
}

/** The latest occurrence that begins on or before a day. */
export type Latest = (asOf: Day) => Period;

/** One day. */
export function daySpan(day: Day): Span {
  return { period: singleDay(day), kind: "day", calendar: false, fullEnd: null };
}

/** Days that are bounded by what was said, not by the calendar; null where nothing is left of them. */
export function plainSpan(kind: "rolling" | "range" | "week", period: Period): Span | null {
  return period.start < period.end ? { period, kind, calendar: false, fullEnd: null } : null;
}

/** Saturday and Sunday of the week that holds a day. */
export function weekendSpan(day: Day): Span | null {
  const saturday = addDays(mondayOf(day), 5);
  return plainSpan("week", { start: saturday, end: addDays(saturday, 2) });
}

/** Whole calendar units. */
export function calendarSpan(kind: CalendarUnit, period: Period, clock: Clock): Span {
  const running = period.start <= clock.today && clock.today < period.end;
  return { period, kind, calendar: true, fullEnd: running ? period.end : null };
}

/** A running calendar unit cut after today; any other period as it is. */
export function soFar(span: Span, clock: Clock): Span {
  if (span.fullEnd === null) return span;
  return { ...span, period: { start: span.period.start, end: tomorrow(clock) } };
}

/** The whole period, also of a unit that was cut after today. */
export function wholePeriod({ period, fullEnd }: Span): Period {
  return { start: period.start, end: fullEnd ?? period.end };
}

/** Any period of a kind: calendar kinds become calendar spans, others plain ones. */
export function spanOf(kind: PeriodKind, period: Period, clock: Clock): Span {
  if (kind === "day" || kind === "rolling" || kind === "range")
    return { period, kind, calendar: false, fullEnd: null };
  return calendarSpan(kind, period, clock);
}

/** Of a recurring name, the occurrence that begins on or before a day; any other period as it is. */
export function occurrence(span: Span, asOf: Day, clock: Clock): Span {
  return span.latest === undefined
    ? span
    : { ...span, ...spanOf(span.kind, span.latest(asOf), clock) };
}
