import type { SourceOutcome } from "#src/sync/outcome";
import type { AuditEvent } from "./entry.ts";

/** Months are named up to here. */
const MOST_NAMED = 24;

/** What became of the sync of a source; problems stand with the source, since they quote what it said. */
export function syncEvent(outcome: SourceOutcome, at: Date): AuditEvent {
  const { source, status, units, feeds, writeBacks, calls } = outcome;
  const changed = units.filter((unit) => unit.status !== "unchanged");
  const what = {
    source,
    status,
    months: changed.slice(0, MOST_NAMED).map((unit) => `${unit.unit}: ${unit.status}`),
    moreMonths: Math.max(0, changed.length - MOST_NAMED),
    unchanged: units.length - changed.length,
    feeds: feeds.map((feed) => `${feed.feed}: ${feed.status}`),
    told: writeBacks.map(({ writeBack, status: told }) => `${writeBack.kind}: ${told}`),
    calls,
  };
  return { at, kind: "sync", person: "", platform: null, channel: null, what, text: null };
}
