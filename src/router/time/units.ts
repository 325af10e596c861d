import { addDays } from "#src/focus/day";
import { type CalendarUnit, unitPeriod } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { countOf, type Form, form, type Slots } from "./form.ts";
import { calendarSpan, daySpan, type Span, soFar } from "./span.ts";

/** A unit as it is said: "month", "fiscal year", "full week", "billing period", "FY". */
const SAID_UNIT =
  "(?:(?:(?:full|complete|whole|billing) )?(?:(?<scope>calendar|fiscal|financial) )?" +
  "(?<unit>day|week|month|quarter|half|year)|billing (?<unit>period|cycle)|(?<unit>fy))";

const TO_DATE = "(?:so far|to date)";

/** The calendar unit that runs, the one before, and those further back. */
export const unitForms: readonly Form[] = [
  form(`(?:this|current|this current|running|ongoing) ${SAID_UNIT}(?: ${TO_DATE})?`, thisUnit),
  form(`${SAID_UNIT} ${TO_DATE}`, thisUnit),
  form(`so far(?: in)? (?:this|current|the|the current) ${SAID_UNIT}`, thisUnit),
  form("(?<unit>mtd|qtd|ytd|wtd|fytd)", thisUnit),
  form(`last ${SAID_UNIT}`, (slots, clock) => unitsAgo(slots, clock, 1)),
  form(`(?:previous|prior|preceding) ${SAID_UNIT}`, previousUnit),
  form(`${SAID_UNIT} before last`, (slots, clock) => unitsAgo(slots, clock, 2)),
  form("{count} (?<unit>month|quarter|half|year) ago", (slots, clock) =>
    unitsAgo(slots, clock, countOf(slots.count)),
  ),
];

const UNIT_MEANT: Readonly<Record<string, CalendarUnit>> = {
  week: "week",
  month: "month",
  quarter: "quarter",
  half: "half",
  year: "year",
  period: "month",
  cycle: "month",
  fy: "year",
  wtd: "week",
  mtd: "month",
  qtd: "quarter",
  ytd: "year",
  fytd: "year",
};

/** The calendar unit that a word means; a day is none. */
function unitMeant(unit: string | undefined): CalendarUnit | "day" {
  return UNIT_MEANT[unit ?? ""] ?? "day";
}

function thisUnit(slots: Slots, clock: Clock): Span {
  return soFar(unitsAgo(slots, clock, 0), clock);
}

function unitsAgo(slots: Slots, clock: Clock, count: number): Span {
  const unit = unitMeant(slots.unit);
  if (unit === "day") return daySpan(addDays(clock.today, -count));
  const yearStart = slots.scope === "calendar" ? 1 : clock.fiscalYearStartMonth;
  const period = unitPeriod(unit, clock.today, { offset: -count, yearStart });
  const span = calendarSpan(unit, period, clock);
  const lastYear = unit === "year" && count === 1;
  return lastYear ? { ...span, against: { type: "same", unit } } : span;
}

/** "the previous month" beside another period is the one before it. */
function previousUnit(slots: Slots, clock: Clock): Span {
  const span = unitsAgo(slots, clock, 1);
  const unit = unitMeant(slots.unit);
  return unit === "year" ? span : { ...span, against: { type: "before", unit, count: 1 } };
}
