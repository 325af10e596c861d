import { addDays } from "#src/focus/day";
import { fiscalYearOf, fiscalYearStart, tomorrow } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { sameDayEarlier } from "./earlier.ts";
import { fullYear } from "./figures.ts";
import { type Form, form, type Slots } from "./form.ts";
import { plainSpan, type Span } from "./span.ts";

const TO_DATE = "(?:ytd|year to date)";
const YEAR = "(?:{year}|(?<sameYear>last|previous|prior) year)";

/** "YTD 2025": the days of that year that correspond to this year so far. */
export const yearToDateForms: readonly Form[] = [
  form(`${TO_DATE}(?: ,)?(?: of| in| for)? ${YEAR}`, yearToDate),
  form(`${YEAR} ${TO_DATE}`, yearToDate),
  form("(?<sameYear>last|previous|prior) year to date", yearToDate),
];

/** Null for a year to come. */
function yearToDate({ year }: Slots, clock: Clock): Span | null {
  const { today, fiscalYearStartMonth = 1 } = clock;
  const current = fiscalYearOf(today, fiscalYearStartMonth);
  const asked = year === undefined ? current - 1 : fullYear(year.replace("'", ""));
  const start = fiscalYearStart(asked, fiscalYearStartMonth);
  const end =
    asked === current ? tomorrow(clock) : addDays(sameDayEarlier(today, 12 * (current - asked)), 1);
  return asked > current ? null : plainSpan("range", { start, end });
}
