import { dayNumber } from "#src/focus/day";
import type { ChannelSettings, QuietHours } from "#src/schedule-config";
import { type LocalTime, localTime } from "./local-time.ts";

const QUARTER = 900_000;
/** No quiet time is longer: a weekend with the nights around it. */
const LONGEST = (4 * 86_400_000) / QUARTER;

/** Whether alerts have to wait in a channel. */
export function isQuiet(
  { quietHours, timeZone }: Pick<ChannelSettings, "quietHours" | "timeZone">,
  now: Date,
): boolean {
  return quietHours !== null && isWithin(quietHours, localTime(now, timeZone));
}

/** The first quarter of an hour from `now` on in which alerts may be told. */
export function quietUntil(
  settings: Pick<ChannelSettings, "quietHours" | "timeZone">,
  now: Date,
): Date {
  let quarter = now.getTime();
  for (let count = 0; count < LONGEST && isQuiet(settings, new Date(quarter)); count += 1) {
    quarter = (Math.floor(quarter / QUARTER) + 1) * QUARTER;
  }
  return new Date(quarter);
}

function isWithin({ from, until, weekends }: QuietHours, { day, time }: LocalTime): boolean {
  if (weekends && isWeekend(day)) return true;
  return from <= until ? from <= time && time < until : from <= time || time < until;
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: string): boolean {
  return (dayNumber(day) + 3) % 7 >= 5;
}
