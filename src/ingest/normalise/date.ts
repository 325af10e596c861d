import { readNull } from "./null.ts";
import type { Quirk } from "./quirks.ts";
import { type Reading, read, unreadable } from "./reading.ts";

const SECONDS_PER_HOUR = 3_600;

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](.+))?$/i;
const ISO_TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?: ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?))?$/i;
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/**
 * A date and time as written, before any check of the calendar; `second` is absent where not
 * written.
 */
interface WrittenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number | undefined;
  /** Seconds by which the zone is ahead of UTC. */
  readonly offset: number;
  readonly quirk?: Quirk;
}

/**
 * Whole seconds since 1970-01-01T00:00:00Z of an instant in any shape that providers write: ISO
 * with `T` or a space, with or without seconds, fraction and zone; a date alone; `4/1/25`, month
 * first. Without a zone it is UTC.
 */
export function readDateTime(raw: string): Reading<number> {
  return readInstant(raw, false);
}

/**
 * As `readDateTime`, for the end of a period, which is exclusive: an end written as the last second
 * or minute of an hour (`T23:59:59.999Z`) is the next full hour. Hours from 24 to 47 are those of
 * the following day.
 */
export function readPeriodEnd(raw: string): Reading<number> {
  return readInstant(raw, true);
}

function readInstant(raw: string, isEnd: boolean): Reading<number> {
  const empty = readNull(raw);
  if (empty !== undefined) return empty;
  const text = raw.trim();
  const time = writtenIso(text) ?? writtenMonthFirst(text);
  if (time === undefined) {
    return unreadable(
      "A date and time such as 2026-05-01T00:00:00Z is needed; " +
        "2026-05-01 and 5/1/2026, month first, will do.",
    );
  }
  if (!isOnCalendar(time, isEnd ? 47 : 23)) {
    return unreadable("There is no such date or time; dates with slashes are read month first.");
  }
  if (isEnd && isLastMomentOfHour(time)) {
    return read(secondsOf({ ...time, minute: 60, second: 0 }), "inclusive-end");
  }
  const spaces = text === raw ? undefined : "outer-space";
  return read(secondsOf(time), time.hour > 23 ? "hour-past-midnight" : (time.quirk ?? spaces));
}

function writtenIso(text: string): WrittenTime | undefined {
  const date = ISO_DATE.exec(text);
  if (date === null) return undefined;
  const day = { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) };
  if (date[4] === undefined) {
    return { ...day, hour: 0, minute: 0, second: 0, offset: 0, quirk: "date-only" };
  }
  const time = ISO_TIME.exec(date[4]);
  if (time === null) return undefined;
  const [, hour, minute, second, zone] = time;
  const offset = offsetOf(zone);
  const clock = { hour: Number(hour), minute: Number(minute), second: numberOf(second), offset };
  if (zone === undefined) return { ...day, ...clock, quirk: "date-without-zone" };
  return offset === 0 ? { ...day, ...clock } : { ...day, ...clock, quirk: "date-with-offset" };
}

function writtenMonthFirst(text: string): WrittenTime | undefined {
  const match = MONTH_FIRST.exec(text);
  if (match === null) return undefined;
  const [, month, day, year = "", hour, minute, second] = match;
  return {
    year: year.length === 2 ? 2000 + Number(year) : Number(year),
    month: Number(month),
    day: Number(day),
    hour: numberOf(hour) ?? 0,
    minute: numberOf(minute) ?? 0,
    second: numberOf(second),
    offset: 0,
    quirk: "date-month-first",
  };
}

/** Seconds ahead of UTC of `+02:00`, `-0730` or `+00`; 0 for a zone in letters and for none. */
function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? "");
  if (match === null) return 0;
  const seconds = Number(match[2]) * SECONDS_PER_HOUR + Number(match[3] ?? 0) * 60;
  return match[1] === "-" ? -seconds : seconds;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function isLastMomentOfHour({ minute, second = 59 }: WrittenTime): boolean {
  return minute === 59 && second === 59;
}

/** Years before 1970 are placeholders, such as 0001-01-01. */
function isOnCalendar(time: WrittenTime, lastHour: number): boolean {
  const { year, month, day, hour, minute, second = 0, offset } = time;
  const isClockTime = hour <= lastHour && minute <= 59 && second <= 59;
  const isZone = Math.abs(offset) <= 14 * SECONDS_PER_HOUR;
  // Day 0 of a month is the last day of the month before.
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
  return year >= 1970 && isDay && isClockTime && isZone;
}

function secondsOf({ year, month, day, hour, minute, second = 0, offset }: WrittenTime): number {
  const midnight = Date.UTC(year, month - 1, day) / 1000;
  return midnight + hour * SECONDS_PER_HOUR + minute * 60 + second - offset;
}
