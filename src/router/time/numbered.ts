import { addDays, addMonths, mondayOf, type Period } from "#src/focus/day";
import { monthStart, yearOf } from "./calendar.ts";
import { type Form, type Slots, THROUGH } from "./form.ts";
import { type Occurrence, yearlyForms } from "./yearly.ts";

/** "last week 5 services", "per month 10 rows": there the number counts something else. */
export const NUMBERED =
  "(?<!(?:^| )(?:last|past|this|previous|prior|current|next|per|by|each|every|a|one|\\d+) )";

/** "week 5 of October" counts from the month's first day. */
const OF_A_YEAR =
  "(?! in {anyMonth}(?: |$)| of (?!(?:20\\d\\d|'\\d\\d|(?:this|last|previous|prior|current) year)(?: |$)))";

const WEEK = `${NUMBERED}(?:(?:(?:calendar |iso )?week|kw|cw) (?:(?:number|no(?: [.])?) )?|(?<=(?:^| )(?:in|for|of|during|since|from|to|vs) )w)`;

/** Weeks and months by number: "week 42", "KW 42 2025", "weeks 40 to 42", "month 5 of 2026". */
export const numberedForms: readonly Form[] = [
  ...yearlyForms({
    name: `${WEEK}{week}(?: of the year)?${OF_A_YEAR}`,
    kind: "week",
    thisYear: ({ today }) => isoYear(today),
    occurrence: weekOfYear,
  }),
  ...yearlyForms({
    name: `${WEEK}{week} (?:${THROUGH}|(?<name>and)) (?:week )?{lastWeek}`,
    kind: "range",
    thisYear: ({ today }) => isoYear(today),
    occurrence: weeksOfYear,
  }),
  ...yearlyForms({
    name: `${NUMBERED}month (?:number )?(?<count>0?[1-9]|1[0-2])${OF_A_YEAR}`,
    kind: "month",
    occurrence: monthOfYear,
  }),
];

/** A week of the ISO calendar, whose years have the weeks whose Thursday is theirs; null for week 53 of most. */
export function isoWeek(year: number, week: number): Period | null {
  const start = addDays(mondayOf(`${year}-01-04`), 7 * (week - 1));
  return isoYear(start) === year ? { start, end: addDays(start, 7) } : null;
}

function isoYear(day: string): number {
  return yearOf(addDays(mondayOf(day), 3));
}

function weekOfYear({ week }: Slots): Occurrence {
  return (year) => isoWeek(year, Number(week));
}

/** "weeks 40 and 41" are neighbours; others are no single period. */
function weeksOfYear({ week, lastWeek, name }: Slots): Occurrence {
  const weeks = Number(lastWeek) - Number(week);
  return (year) => {
    const first = isoWeek(year, Number(week));
    const last = isoWeek(year, Number(lastWeek));
    if (first === null || last === null || weeks < 1 || (name === "and" && weeks > 1)) return null;
    return { start: first.start, end: last.end };
  };
}

function monthOfYear({ count }: Slots): Occurrence {
  return (year) => {
    const start = monthStart(year, Number(count));
    return { start, end: addMonths(start, 1) };
  };
}
