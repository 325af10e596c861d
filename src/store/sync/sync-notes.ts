import { addDays, type Day, dayOfInstant } from "#src/focus/day";
import type { SyncState } from "./sync-log.ts";

/** A source that is synced is late when its last success lies more days back than this. */
const LATE_AFTER_DAYS = 2;

/** What is to be said with answers about a source that failed, is late, holds something back, or tells little. */
export interface SyncNote {
  readonly source: string;
  readonly text: string;
  /** Charges from this day on may be missing or old; null: any may. */
  readonly from: Day | null;
}

/** What is to be said about the syncs of these sources; nothing where all is well. */
export function syncNotes(states: readonly SyncState[], today: Day): SyncNote[] {
  return states.flatMap((state): SyncNote[] => {
    const { source, succeededAt, held, caveat } = state;
    if (!state.hasBills) return [];
    const success = succeededAt === null ? null : dayOfInstant(new Date(succeededAt));
    const notes: SyncNote[] = [];
    const text = failureText(state, success, today);
    if (text !== null) notes.push({ source, text, from: success });
    if (held.length > 0) {
      notes.push({
        source,
        text: `A delivery of ${source} is held until somebody decides about it; its charges of before are shown.`,
        from: null,
      });
    }
    if (caveat !== null) notes.push({ source, text: caveat, from: null });
    return notes;
  });
}

function failureText(
  { source, problems, triedAt }: SyncState,
  success: Day | null,
  today: Day,
): string | null {
  const last =
    success === null ? "none succeeded yet" : `the last that succeeded was on ${success}`;
  if (problems.length > 0) {
    return `The sync of ${source} on ${dayOfInstant(new Date(triedAt))} failed; ${last}.`;
  }
  const isLate = success !== null && success < addDays(today, -LATE_AFTER_DAYS);
  return isLate ? `${source} was last synced on ${success}.` : null;
}
