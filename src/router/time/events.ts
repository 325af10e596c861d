import { addDays, type Day, mondayOf } from "#src/focus/day";
import { monthStart, singleDay } from "./calendar.ts";
import type { Form, Slots } from "./form.ts";
import { yearlyForms } from "./yearly.ts";

const NAME = "(?<name>black friday|cyber monday|thanksgiving(?: day)?|christmas(?: day| eve)?)";

/** Days that have a name, and the Monday week that holds one: "Black Friday", "Christmas week". */
export const eventForms: readonly Form[] = [
  ...yearlyForms({
    name: NAME,
    kind: "day",
    occurrence: (slots) => (year) => singleDay(eventDay(slots, year)),
  }),
  ...yearlyForms({
    name: `${NAME} week`,
    kind: "week",
    occurrence: (slots) => (year) => {
      const monday = mondayOf(eventDay(slots, year));
      return { start: monday, end: addDays(monday, 7) };
    },
  }),
];

function eventDay({ name = "" }: Slots, year: number): Day {
  if (name === "black friday") return addDays(thanksgiving(year), 1);
  if (name === "cyber monday") return addDays(thanksgiving(year), 4);
  if (name.startsWith("thanksgiving")) return thanksgiving(year);
  return `${year}-12-${name === "christmas eve" ? 24 : 25}`;
}

/** The fourth Thursday of November. */
function thanksgiving(year: number): Day {
  const lastOfOctober = addDays(monthStart(year, 11), -1);
  const thursdayBefore = addDays(mondayOf(addDays(lastOfOctober, -3)), 3);
  return addDays(thursdayBefore, 4 * 7);
}
