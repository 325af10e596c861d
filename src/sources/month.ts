import type { Day } from "#src/focus/day";

const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/;

/** The first day of a month written `2026-10`, or null where the text is no month. */
export function firstDayOf(month: string): Day | null {
  return MONTH.test(month) ? `${month}-01` : null;
}

/** The month of a day: `2026-10`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}
