import { dayNumber, dayOf, type Period } from "#src/focus/day";
import { bucketStart, type Granularity } from "#src/focus/granularity";
import type { DeliveryHead } from "./segment.ts";

/** Which bucket of a series each day of a period belongs to. */
export interface TimeSlots {
  /** Days since 1970-01-01: the first day in, and the first day out. */
  readonly start: number;
  readonly end: number;
  /** First day of each bucket, in order; `[null]` without granularity. */
  readonly buckets: readonly (string | null)[];
  /** Bucket of the day `start + index`. */
  readonly bucketOfDay: Int32Array;
  /** How many buckets the period has before the first one: it is cut to the days that there is data for. */
  readonly skipped: number;
}

/**
 * Lays a period out into buckets, so that "all time" has no empty centuries; a bucket cut by the period's edge begins
 * at the bucket's own first day.
 */
export function timeSlots(
  period: Period,
  granularity: Granularity | null,
  deliveries: readonly DeliveryHead[],
): TimeSlots {
  const [start, end] = clipped(period, deliveries);
  const bucketOfDay = new Int32Array(end - start);
  if (granularity === null) return { start, end, buckets: [null], bucketOfDay, skipped: 0 };
  const buckets: string[] = [];
  for (let index = 0; index < bucketOfDay.length; index++) {
    const bucket = bucketStart(dayOf(start + index), granularity);
    if (bucket !== buckets.at(-1)) buckets.push(bucket);
    bucketOfDay[index] = buckets.length - 1;
  }
  const [from, first] = [dayNumber(period.start), start].map((day) => numberOf(day, granularity));
  return { start, end, buckets, bucketOfDay, skipped: (first ?? 0) - (from ?? 0) };
}

/** The first day in and the first day out of a period, cut to the days that there is data for. */
function clipped({ start, end }: Period, deliveries: readonly DeliveryHead[]): [number, number] {
  const days = deliveries.flatMap((delivery) => [
    delivery.firstDay,
    delivery.lastTouchedDay,
    dayNumber(delivery.billingPeriodStart),
  ]);
  const first = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const from = days.length === 0 ? dayNumber(start) : Math.max(dayNumber(start), first);
  return [from, Math.max(from, Math.min(dayNumber(end), last + 1))];
}

/** Numbers the buckets of all time. */
function numberOf(day: number, granularity: Granularity): number {
  const [year, month] = dayOf(day).split("-").map(Number) as [number, number];
  switch (granularity) {
    case "hour":
    case "day":
      return day;
    case "week":
      // 1970 began on a Thursday.
      return Math.floor((day + 3) / 7);
    case "month":
      return year * 12 + month - 1;
    case "quarter":
      return year * 4 + Math.floor((month - 1) / 3);
    case "year":
      return year;
  }
}
