import { addDays, type Day, mondayOf, type Period } from "#src/focus/day";
import { monthStart, singleDay, unitPeriod } from "./calendar.ts";
import type { Form, Slots } from "./form.ts";
import { type Occurrence, yearlyForms } from "./yearly.ts";

/** The days that have a name, as canonical words. */
const EVENTS: ReadonlyMap<string, (year: number) => Day> = new Map([
  ["new year day", (year) => `${year}-01-01`],
  ["good friday", (year) => addDays(easter(year), -2)],
  ["easter", easter],
  ["easter sunday", easter],
  ["easter monday", (year) => addDays(easter(year), 1)],
  ["halloween", (year) => `${year}-10-31`],
  ["thanksgiving", thanksgiving],
  ["thanksgiving day", thanksgiving],
  ["black friday", (year) => addDays(thanksgiving(year), 1)],
  ["cyber monday", (year) => addDays(thanksgiving(year), 4)],
  ["christmas eve", (year) => `${year}-12-24`],
  ["christmas", (year) => `${year}-12-25`],
  ["christmas day", (year) => `${year}-12-25`],
  ["boxing day", (year) => `${year}-12-26`],
  ["new year eve", (year) => `${year}-12-31`],
]);

const LONGEST_FIRST = [...EVENTS.keys()].sort((left, right) => right.length - left.length);
const NAME = `(?<name>${LONGEST_FIRST.join("|")})`;

/** Days that have a name, and the Monday week that holds one: "Black Friday", "Christmas week". */
export const eventForms: readonly Form[] = [
  ...yearlyForms({
    name: NAME,
    kind: "day",
    occurrence: (slots) => eventPeriod(slots, singleDay),
  }),
  ...yearlyForms({
    name: `${NAME} week`,
    kind: "week",
    occurrence: (slots) => eventPeriod(slots, (day) => unitPeriod("week", day)),
  }),
];

function eventPeriod({ name = "" }: Slots, periodOf: (day: Day) => Period): Occurrence {
  const dayIn = EVENTS.get(name);
  return (year) => (dayIn === undefined ? null : periodOf(dayIn(year)));
}

/** The fourth Thursday of November. */
function thanksgiving(year: number): Day {
  const lastOfOctober = addDays(monthStart(year, 11), -1);
  const thursdayBefore = addDays(mondayOf(addDays(lastOfOctober, -3)), 3);
  return addDays(thursdayBefore, 4 * 7);
}

/** Easter Sunday by Gauss's rule for the Gregorian calendar, with the constants of 1900 to 2099. */
function easter(year: number): Day {
  const afterMarch21 = (19 * (year % 19) + 24) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) + 6 * afterMarch21 + 5) % 7;
  const days = afterMarch21 + toSunday;
  const isTooLate = days === 35 || (days === 34 && afterMarch21 === 28 && year % 19 > 10);
  return addDays(`${year}-03-22`, isTooLate ? days - 7 : days);
}
