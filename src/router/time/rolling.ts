import { addDays } from "#src/focus/day";
import { addUnits, type CalendarUnit, unitStart } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { countOf, type Form, form, type Slots } from "./form.ts";
import { calendarSpan, plainSpan, type Relative, type Span } from "./span.ts";

type Ends = "rolling" | "whole";
type UnitsBefore = Extract<Relative, { type: "before" }>;

const LOOKING_BACK =
  "(?:last|past|trailing|rolling|recent|latest|(?<which>previous|prior|preceding))";
const WHOLE = "(?:complete|full|whole|calendar)";
const UNIT = "(?<unit>hour|day|week|fortnight|month|quarter|half|year)";

/** Complete units before today: "last 30 days", "past 3 months", "past month", "trailing 12 months". */
export const rollingForms: readonly Form[] = [
  form(`${LOOKING_BACK} {count} ${UNIT}`, (slots, clock) => lookBack(slots, clock, "rolling")),
  form(`${LOOKING_BACK} {count} ${WHOLE} ${UNIT}`, (slots, clock) =>
    lookBack(slots, clock, "whole"),
  ),
  form(`${LOOKING_BACK} ${WHOLE} {count} ${UNIT}`, (slots, clock) =>
    lookBack(slots, clock, "whole"),
  ),
  form("(?:past|trailing|rolling) (?<unit>day|week|fortnight|quarter|half|year)", (slots, clock) =>
    lookBack(slots, clock, "rolling"),
  ),
  form(`{count} ${UNIT}(?= (?:trend|history|trailing|lookback))`, (slots, clock) =>
    lookBack(slots, clock, "rolling"),
  ),
  form("last (?<unit>fortnight)", (slots, clock) => lookBack(slots, clock, "rolling")),
  form("(?:past|trailing|rolling) month", (_, clock) =>
    lookBack({ count: "30", unit: "day" }, clock, "rolling"),
  ),
];

/** Units that are counted in days; a day is the smallest there is. */
const DAYS_IN: ReadonlyMap<string, number> = new Map([
  ["hour", 1 / 24],
  ["day", 1],
  ["week", 7],
  ["fortnight", 14],
]);

function lookBack({ count, unit = "day", which }: Slots, clock: Clock, ends: Ends): Span | null {
  const before = unitsOf(countOf(count), unit, ends);
  const span = spanBack(before, clock);
  return span === null || which === undefined ? span : { ...span, against: before };
}

/** Weeks are rolling days and years 12 months, unless whole ones are asked for. */
function unitsOf(count: number, unit: string, ends: Ends): UnitsBefore {
  const days = DAYS_IN.get(unit);
  if (days !== undefined && !(unit === "week" && ends === "whole"))
    return { type: "before", unit: "day", count: Math.ceil(count * days) };
  if (unit === "year" && ends === "rolling")
    return { type: "before", unit: "month", count: 12 * count };
  return { type: "before", unit: unit as CalendarUnit, count };
}

function spanBack({ unit, count }: UnitsBefore, clock: Clock): Span | null {
  if (unit === "day")
    return plainSpan("rolling", { start: addDays(clock.today, -count), end: clock.today });
  const end = unitStart(unit, clock.today, clock.fiscalYearStartMonth);
  const start = addUnits(end, unit, -count);
  return start < end ? calendarSpan(unit, { start, end }, clock) : null;
}
