import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { daysOf } from "./daily-amounts.ts";

/** A period cut into its days or its calendar months; the first and the last may be parts of months. */
export function stepsOf(period: Period, granularity: "day" | "month"): readonly Period[] {
  if (granularity === "day")
    return daysOf(period).map((day) => ({ start: day, end: addDays(day, 1) }));
  const steps: Period[] = [];
  for (let { start } = period; start < period.end; start = addMonths(start, 1)) {
    steps.push({ start, end: earlier(addMonths(start, 1), period.end) });
  }
  return steps;
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
