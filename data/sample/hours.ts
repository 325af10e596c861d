import type { Day } from "#src/focus/day";
import type { ChargePeriod } from "./charges.ts";
import { roundQuantity } from "./rounding.ts";

const HOURS_PER_DAY = 24;
/** People start their machines at seven (UTC). */
const FIRST_HOUR = 7;

/** A day's use of one machine by the hour; the parts add up to the quantity. */
export function* hourlyUse(
  { day, hours }: { readonly day: Day; readonly hours: number },
  quantity: number,
): Generator<{ readonly period: ChargePeriod; readonly quantity: number }> {
  const perHour = Math.max(1, quantity / hours);
  let left = quantity;
  for (let step = 0; step < hours && left > 0; step++) {
    const part = roundQuantity(Math.min(perHour, left));
    left = roundQuantity(left - part);
    yield { period: hourOf(day, startHour(step, hours)), quantity: part };
  }
}

/** The hours in the order in which they fill up: the working day, then the evening, then the night. */
function startHour(step: number, hours: number): number {
  return hours === HOURS_PER_DAY ? (FIRST_HOUR + step) % HOURS_PER_DAY : step;
}

function hourOf(day: Day, hour: number): ChargePeriod {
  const start = new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
  const end = new Date(start.getTime() + 3_600_000);
  return { start: instantText(start), end: instantText(end) };
}

function instantText(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}
