import { type Reading, read } from "./reading.ts";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;

/** Midnight as UTC and as Los Angeles (winter, summer) have it, in hours of the UTC day. */
const MIDNIGHT_HOURS: readonly number[] = [0, 7, 8];

/**
 * The exclusive end of a billing period, in seconds since 1970-01-01 (UTC). Google's FOCUS view
 * writes the month's last day as the end; a period from the first day of a month to midnight of its
 * last is such a one.
 */
export function exclusiveBillingEnd(start: number, end: number): Reading<number> {
  const first = dateOf(start);
  const last = dateOf(end);
  const beginsMonth = first.getUTCDate() === 1;
  const isSameMonth = first.toISOString().slice(0, 7) === last.toISOString().slice(0, 7);
  const isLastDay = dateOf(end + SECONDS_PER_DAY).getUTCDate() === 1;
  const isMidnight = MIDNIGHT_HOURS.includes((end % SECONDS_PER_DAY) / SECONDS_PER_HOUR);
  const isInclusive = beginsMonth && isSameMonth && isLastDay && isMidnight;
  return isInclusive ? read(end + SECONDS_PER_DAY, "inclusive-end") : read(end);
}

/** The end for a billing period that states none: the first day of the next month, in seconds. */
export function missingBillingEnd(start: number): Reading<number> {
  const first = dateOf(start);
  const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  return read(next / 1000, "billing-end-missing");
}

/** The end for a charge that states none: a day after its start, in seconds. */
export function missingChargeEnd(start: number): Reading<number> {
  return read(start + SECONDS_PER_DAY, "charge-end-missing");
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1000);
}
