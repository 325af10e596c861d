import { addDays, daysIn } from "#src/focus/day";
import { bucketStart, type Granularity } from "#src/focus/granularity";

const HOURS = Array.from({ length: 24 }, (_, hour) => `T${String(hour).padStart(2, "0")}:00:00Z`);

/** All time buckets from the first to the last of those given, in order, so that one without charges is a gap. */
export function bucketsBetween(
  buckets: readonly string[],
  granularity: Granularity,
): readonly string[] {
  const sorted = buckets.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = first.slice(0, 10);
  const length = daysIn({ start, end: last.slice(0, 10) }) + 1;
  const days = Array.from({ length }, (_, at) => addDays(start, at));
  if (granularity !== "hour") return [...new Set(days.map((day) => bucketStart(day, granularity)))];
  const hours = days.flatMap((day) => HOURS.map((hour) => `${day}${hour}`));
  return hours.filter((hour) => hour >= first && hour <= last);
}
