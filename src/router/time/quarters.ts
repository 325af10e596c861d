import { addMonths } from "#src/focus/day";
import { fiscalYearOf, fiscalYearStart } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { countOf, type Form, type Slots } from "./form.ts";
import { NUMBERED } from "./numbered.ts";
import { ORDINALS } from "./vocabulary.ts";
import { type Occurrence, yearlyForms } from "./yearly.ts";

const FISCAL = "(?:fy |(?:fiscal|financial) year |fiscal )?";

/** Named quarters and halves of a (fiscal) year: "Q3", "third quarter of 2025", "H1 2026". */
export const quarterForms: readonly Form[] = [
  ...yearlyForms({
    name: `(?:fiscal )?(?:q|${NUMBERED}quarter )(?<count>[1-4])`,
    kind: "quarter",
    yearPrefix: FISCAL,
    thisYear,
    occurrence: ({ count }, clock) => partOfYear(3, countOf(count), clock),
  }),
  ...yearlyForms({
    name: "(?:fiscal )?(?<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) quarter",
    kind: "quarter",
    yearPrefix: FISCAL,
    thisYear,
    occurrence: ({ ordinal }, clock) => partOfYear(3, ordinalOf(ordinal), clock),
  }),
  ...yearlyForms({
    name: "(?:fiscal )?h(?<count>[12])",
    kind: "half",
    yearPrefix: FISCAL,
    thisYear,
    occurrence: ({ count }, clock) => partOfYear(6, countOf(count), clock),
  }),
];

function thisYear({ today, fiscalYearStartMonth = 1 }: Clock): number {
  return fiscalYearOf(today, fiscalYearStartMonth);
}

function partOfYear(months: number, part: number, { fiscalYearStartMonth = 1 }: Clock): Occurrence {
  return (year) => {
    const start = addMonths(fiscalYearStart(year, fiscalYearStartMonth), months * (part - 1));
    return { start, end: addMonths(start, months) };
  };
}

function ordinalOf(ordinal: Slots["ordinal"]): number {
  return ORDINALS.get(ordinal ?? "") ?? 1;
}
