import { fiscalYearStart, unitPeriod } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { fullYear } from "./figures.ts";
import { type Form, form, type Slots, weakForm } from "./form.ts";
import { calendarSpan, type Span } from "./span.ts";

/** Years without a year's name would be amounts: "2025" counts after these, or beside a period. */
const BEFORE_A_YEAR =
  "(?<=^|(?:^| )(?:in|for|during|since|throughout|vs|year|calendar|of|spend|spending|costs?) )";
const NOT_AN_AMOUNT = "(?! (?:usd|eur|gbp|dollars?|euros?)(?: |$))";

/** Years by number: "in 2025" is the calendar year, "FY2026" the fiscal one. */
export const yearForms: readonly Form[] = [
  form("(?:fy|(?:fiscal|financial) year|fiscal) {year}", fiscalYear),
  form("(?:calendar )?year {year}", calendarYear),
  form(`${BEFORE_A_YEAR}(?<year>20[1-9]\\d)${NOT_AN_AMOUNT}`, calendarYear),
  weakForm(`(?<year>20[1-9]\\d)${NOT_AN_AMOUNT}`, calendarYear),
];

function calendarYear({ year }: Slots, clock: Clock): Span {
  return calendarSpan("year", unitPeriod("year", `${yearNumber(year)}-01-01`), clock);
}

function fiscalYear({ year }: Slots, clock: Clock): Span {
  const yearStart = clock.fiscalYearStartMonth ?? 1;
  const start = fiscalYearStart(yearNumber(year), yearStart);
  return calendarSpan("year", unitPeriod("year", start, { yearStart }), clock);
}

function yearNumber(year: string | undefined): number {
  return fullYear((year ?? "").replace("'", ""));
}
