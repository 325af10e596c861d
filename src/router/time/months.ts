import { addMonths } from "#src/focus/day";
import { monthStart, unitPeriod } from "./calendar.ts";
import { type Form, form } from "./form.ts";
import { calendarSpan } from "./span.ts";
import { MONTHS } from "./vocabulary.ts";
import { yearlyForms } from "./yearly.ts";

/** The number of a month's canonical word, 1..12; 0 for any other. */
export function monthNumber(month: string | undefined): number {
  return MONTHS.indexOf(month ?? "") + 1;
}

/** Named months: "October", "October 2025", "last October", "2026-04". */
export const monthForms: readonly Form[] = [
  ...yearlyForms({
    name: "(?:month of |(?:early|mid|late) )?{month}",
    kind: "month",
    occurrence: ({ month }) => {
      const number = monthNumber(month);
      return (year) => {
        const start = monthStart(year, number);
        return { start, end: addMonths(start, 1) };
      };
    },
  }),
  form("(?<name>\\d{4}-\\d\\d)", ({ name }, clock) =>
    calendarSpan("month", unitPeriod("month", `${name}-01`), clock),
  ),
];
