import { addDays, type Day, dayNumber, dayOf } from "#src/focus/day";
import type { DeliveryHead } from "./cube/segment.ts";
import type { SyncNote } from "./sync/sync-notes.ts";

/** A source that has had no rows for longer is named, and doesn't hold the others back. */
const SILENT_AFTER_DAYS = 7;

/** How far a source's data reach. */
export interface SourceFreshness {
  readonly source: string;
  readonly firstDay: Day;
  /** The last day with any charge. */
  readonly lastDay: Day;
  /** The last day that is complete. */
  readonly completeThrough: Day;
  readonly isSilent: boolean;
}

/** How far the data asked about reach. */
export interface Freshness {
  readonly sources: readonly SourceFreshness[];
  /** The earliest last complete day among the sources that aren't silent; null without data. */
  readonly dataThrough: Day | null;
  readonly firstDay: Day | null;
  /** What is to be said about syncs that failed or are late. */
  readonly syncNotes: readonly SyncNote[];
}

/**
 * A day is complete when it began at least `lagDays` days before today and its source has charges on it or
 * later (CONVENTIONS, partial data).
 */
export function freshnessOf(
  deliveries: readonly DeliveryHead[],
  today: Day,
  lagDays: number,
): Omit<Freshness, "syncNotes"> {
  const lastComplete = addDays(today, -lagDays);
  const bySource = Map.groupBy(deliveries, ({ source }) => source);
  const sources = [...bySource].map(([source, ofSource]): SourceFreshness => {
    const firstDay = dayOf(Math.min(...ofSource.map((delivery) => delivery.firstDay)));
    // A fee for the days to come may be dated after today; that's no usage yet.
    const days = ofSource.map((delivery) => Math.min(delivery.lastDay, dayNumber(today)));
    const lastDay = dayOf(Math.max(...days));
    const completeThrough = lastDay < lastComplete ? lastDay : lastComplete;
    const isSilent = lastDay < addDays(today, -SILENT_AFTER_DAYS);
    return { source, firstDay, lastDay, completeThrough, isSilent };
  });
  return {
    sources,
    dataThrough: dataThrough(sources),
    firstDay: least(sources.map((s) => s.firstDay)),
  };
}

function dataThrough(sources: readonly SourceFreshness[]): Day | null {
  const speaking = sources.filter(({ isSilent }) => !isSilent);
  if (speaking.length > 0) return least(speaking.map(({ completeThrough }) => completeThrough));
  return sources.reduce<Day | null>(
    (latest, { completeThrough }) =>
      latest === null || completeThrough > latest ? completeThrough : latest,
    null,
  );
}

function least(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null);
}
