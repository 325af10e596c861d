import { Cron } from "croner";
import type { Day } from "#src/focus/day";
import { type Rhythm, type Times, WEEKDAYS } from "#src/schedule-book";
import { localDay } from "./local-time.ts";

/** One time at which a schedule is due. */
export interface Occurrence {
  readonly at: Date;
  /** The date on the schedule's wall clock. */
  readonly day: Day;
}

const MINUTE = 60_000;
/** Making one takes as long as a reckoning, and there are few. */
const crons = new Map<string, Cron>();

/**
 * The first time after an instant; null where there is none. Once on each of its days: a time that a clock change
 * leaves out comes right after the change, and one that comes twice counts the first time.
 */
export function nextOccurrence(times: Times, after: Date): Occurrence | null {
  return occurrence(cronOf(times).nextRun(after), times);
}

/** The last time by an instant, this one included; null where there is none. */
export function lastOccurrence(times: Times, until: Date): Occurrence | null {
  const minute = Math.floor(until.getTime() / MINUTE) * MINUTE;
  const [last] = cronOf(times).previousRuns(1, new Date(minute + 1000));
  return occurrence(last ?? null, times);
}

function occurrence(at: Date | null, { timeZone }: Times): Occurrence | null {
  return at === null ? null : { at, day: localDay(at, timeZone) };
}

function cronOf({ rhythm, time, timeZone }: Times): Cron {
  const [hour, minute] = time.split(":").map(Number);
  const pattern = `${minute} ${hour} ${daysOf(rhythm)}`;
  const key = `${pattern} ${timeZone}`;
  const known = crons.get(key);
  if (known !== undefined) return known;
  // Paused, it only reckons.
  const cron = new Cron(pattern, { paused: true, timezone: timeZone, mode: "5-part" });
  crons.set(key, cron);
  return cron;
}

/** Day of month, month and weekday, as cron has them. */
function daysOf(rhythm: Rhythm): string {
  switch (rhythm.every) {
    case "day":
      return "* * *";
    case "working day":
      return "* * 1-5";
    case "week":
      return `* * ${WEEKDAYS.indexOf(rhythm.weekday) + 1}`;
    case "month":
      return `${rhythm.day === "last" ? "L" : rhythm.day} * *`;
  }
}
