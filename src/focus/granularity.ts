import { addMonths, type Day, mondayOf } from "./day.ts";

/** The width of a time series' buckets; weeks begin on Monday, quarters and years are calendar ones. */
export type Granularity = "hour" | "day" | "week" | "month" | "quarter" | "year";

/** The first day of the bucket that holds `day`; for hours that is the day itself. */
export function bucketStart(day: Day, granularity: Granularity): Day {
  switch (granularity) {
    case "hour":
    case "day":
      return day;
    case "week":
      return mondayOf(day);
    case "month":
      return addMonths(day, 0);
    case "quarter":
      return addMonths(day, -((Number(day.slice(5, 7)) - 1) % 3));
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}
