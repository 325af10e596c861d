import { dayNumber, dayOf, type Period } from "#src/focus/day";
import { bucketStart, type Granularity } from "#src/focus/granularity";

/** Which bucket of a series each day of a period belongs to. */
export interface TimeSlots {
  /** Days since 1970-01-01: the first day in, and the first day out. */
  readonly start: number;
  readonly end: number;
  /** First day of each bucket, in order; `[null]` without granularity. */
  readonly buckets: readonly (string | null)[];
  /** Bucket of the day `start + index`. */
  readonly bucketOfDay: Int32Array;
}

/** Lays a period out into buckets; a bucket cut by the period's edge begins at the bucket's own first day. */
export function timeSlots(period: Period, granularity: Granularity | null): TimeSlots {
  const start = dayNumber(period.start);
  const end = Math.max(start, dayNumber(period.end));
  const bucketOfDay = new Int32Array(end - start);
  if (granularity === null) return { start, end, buckets: [null], bucketOfDay };
  const buckets: string[] = [];
  for (let index = 0; index < bucketOfDay.length; index++) {
    const bucket = bucketStart(dayOf(start + index), granularity);
    if (bucket !== buckets.at(-1)) buckets.push(bucket);
    bucketOfDay[index] = buckets.length - 1;
  }
  return { start, end, buckets, bucketOfDay };
}
