import { addDays } from "#src/focus/day";
import { tomorrow } from "./calendar.ts";
import { countOf, type Form, form, weakForm } from "./form.ts";
import { daySpan, plainSpan } from "./span.ts";

/** Days by their distance from today: "yesterday", "3 days ago", "a week ago". */
export const dayForms: readonly Form[] = [
  form("today", (_, { today }) => daySpan(today)),
  weakForm("(?:now|present|date)", (_, { today }) => daySpan(today)),
  form("yesterday", (_, { today }) => daySpan(addDays(today, -1))),
  form("day before yesterday", (_, { today }) => daySpan(addDays(today, -2))),
  form("{count} day ago", ({ count }, { today }) => daySpan(addDays(today, -countOf(count)))),
  form("{count} week ago", ({ count }, { today }) => daySpan(addDays(today, -7 * countOf(count)))),
  form("(?:all time|ever)", (_, clock) =>
    plainSpan("range", { start: "1970-01-01", end: tomorrow(clock) }),
  ),
];
