import { addDays, type Day, mondayOf, type Period } from "#src/focus/day";
import { singleDay } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import { type Form, form, type Slots, weakForm } from "./form.ts";
import { daySpan, type Span, weekendSpan } from "./span.ts";
import { WEEKDAYS } from "./vocabulary.ts";

/** Weekdays and weekends: "last Tuesday", "on Monday", "Friday last week", "last weekend". */
export const weekdayForms: readonly Form[] = [
  form("{weekday} before(?: that)?(?= ?$| ?[,.])", weekEarlier),
  form("(?:last|past|previous|this past) {weekday}", beforeToday),
  form("(?<=(?:^| )(?:on|from|for|of) ){weekday}", beforeToday),
  form("{weekday}(?=$| [,.])", beforeToday),
  form("{weekday}(?= (?:costs?|spend|spending|bill)(?: |$))", beforeToday),
  weakForm("{weekday}", beforeToday),
  form("this {weekday}", (slots, { today }) => weekdaySpan(slots, today)),
  form("{weekday}(?: of| in)? (?<which>last|this) week", weekdayOfWeek),
  form("(?<which>last|this) week {weekday}", weekdayOfWeek),
  form("(?:last|past|previous) weekend", (_, { today }) => weekend(addDays(mondayOf(today), -2))),
  form("(?:this |(?<=(?:^| )(?:the|on) ))weekend", (_, { today }) => weekend(today)),
];

function beforeToday(slots: Slots, { today }: Clock): Span {
  return weekdaySpan(slots, addDays(today, -1));
}

/** Beside another day it is that one's weekday a week earlier. */
function weekEarlier(slots: Slots, clock: Clock): Span {
  return { ...beforeToday(slots, clock), against: { type: "same", unit: "week" } };
}

/** The latest such weekday that isn't after `asOf`. */
function weekdaySpan({ weekday }: Slots, asOf: Day): Span {
  const latest = (day: Day): Period => {
    const inThisWeek = addDays(mondayOf(day), weekdayIndex(weekday));
    return singleDay(inThisWeek > day ? addDays(inThisWeek, -7) : inThisWeek);
  };
  return { ...daySpan(latest(asOf).start), latest };
}

function weekdayOfWeek({ weekday, which }: Slots, { today }: Clock): Span {
  const monday = addDays(mondayOf(today), which === "last" ? -7 : 0);
  return daySpan(addDays(monday, weekdayIndex(weekday)));
}

function weekdayIndex(weekday: string | undefined): number {
  return WEEKDAYS.indexOf(weekday ?? "");
}

/** The weekend that has begun by `asOf`. */
function weekend(asOf: Day): Span | null {
  return weekendSpan(addDays(mondayOf(addDays(asOf, 2)), -1));
}
