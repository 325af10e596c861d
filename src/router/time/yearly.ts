import { addDays, type Day, type Period } from "#src/focus/day";
import { yearOf } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { fullYear } from "./figures.ts";
import { type Form, form, type Slots } from "./form.ts";
import { type PeriodKind, type Span, spanOf } from "./span.ts";

/** Leap days can be eight years apart (1896 to 1904, 2096 to 2104). */
const YEARS_SEARCHED = 9;

/** "29 Feb 2027" is no day, so it isn't the latest 29th of February either. */
const NO_YEAR = "(?!(?: ,)? 20\\d\\d(?: |$))";

/** A name that every year has once: its period in a year, null where that year has none. */
export type Occurrence = (year: number) => Period | null;

interface YearlyName {
  /** A word pattern for the name itself. */
  readonly name: string;
  readonly kind: PeriodKind;
  /** Words that may stand before the year ("FY"). */
  readonly yearPrefix?: string;
  /** The year that "last year" and "this year" are counted from; the calendar one unless given. */
  thisYear?(clock: Clock): number;
  occurrence(slots: Slots, clock: Clock): Occurrence;
}

/** "October", "last October", "October 2025", "October last year", "2025 October" of a yearly name. */
export function yearlyForms(yearly: YearlyName): Form[] {
  const { name, kind, yearPrefix = "" } = yearly;
  const year = `(?:${yearPrefix}{year}|(?<sameYear>this|last|previous|prior|current) year)`;
  const read: Form["read"] = (slots, clock) => {
    const thisYear = yearly.thisYear?.(clock) ?? yearOf(clock.today);
    return yearlySpan(kind, yearly.occurrence(slots, clock), yearSaid(slots, thisYear), {
      clock,
      over: slots.which === "last",
    });
  };
  return [
    form(`(?:(?<which>last|this|current) )?${name}${NO_YEAR}`, read),
    form(`${name}(?: ,| -)?(?: of| in)?(?: the)? ${year}`, read),
    form(`${year}(?: -)? ${name}`, read),
  ];
}

/**
 * A yearly name: of the year that was said, else the latest that has begun (that is over, for
 * "last October"). Null where there is no such period.
 */
function yearlySpan(
  kind: PeriodKind,
  occurrence: Occurrence,
  year: number | null,
  { clock, over = false }: { clock: Clock; over?: boolean },
): Span | null {
  if (year !== null) {
    const period = occurrence(year);
    return period === null ? null : { ...spanOf(kind, period, clock), dated: true };
  }
  const latest = latestOf(occurrence);
  const begun = latest(clock.today);
  if (begun === null) return null;
  const period = over && begun.end > clock.today ? latest(addDays(begun.start, -1)) : begun;
  if (period === null) return null;
  return { ...spanOf(kind, period, clock), latest: (asOf) => latest(asOf) ?? period };
}

/** The latest occurrence that begins on or before a day. */
function latestOf(occurrence: Occurrence): (asOf: Day) => Period | null {
  return (asOf) => {
    // A fiscal year begins in the calendar year before its own.
    const newest = yearOf(asOf) + 1;
    for (let year = newest; year > newest - YEARS_SEARCHED - 1; year--) {
      const period = occurrence(year);
      if (period !== null && period.start <= asOf) return period;
    }
    return null;
  };
}

function yearSaid({ year, sameYear }: Slots, thisYear: number): number | null {
  if (year !== undefined) return fullYear(year.replace("'", ""));
  if (sameYear === undefined) return null;
  return sameYear === "this" || sameYear === "current" ? thisYear : thisYear - 1;
}
