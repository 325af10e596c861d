import type { CalendarDay } from "./calendar-day.ts";
import { plannedFactor } from "./shapes.ts";
import type { Stream } from "./stream.ts";

/** The pricing units that a stream uses on an ordinary day: without chance and events. */
export function plannedQuantity({ perDay, mostPerDay, shape }: Stream, day: CalendarDay): number {
  return Math.min(mostPerDay, perDay * plannedFactor(shape, day));
}

/** The contracted cost of ordinary days, of what runs all the time, in the currency of the streams' bill. */
export function plannedCost(streams: readonly Stream[], days: readonly CalendarDay[]): number {
  let cost = 0;
  for (const stream of streams) {
    const { onlyDuring, goneFrom } = stream.options;
    if (onlyDuring !== undefined || goneFrom !== undefined) continue;
    for (const day of days) cost += plannedQuantity(stream, day) * stream.contractedPrice;
  }
  return cost;
}
