import type { ImportReport } from "#src/ingest/import-bills";
import type { AuditEvent } from "./entry.ts";

/** Months and sources are named up to here. */
const MOST_NAMED = 24;

/** Bills that somebody has loaded by hand. */
export function importEvent({ rows, deliveries, unchanged }: ImportReport, at: Date): AuditEvent {
  const months = deliveries.map(
    ({ source, billingPeriodStart, replaced }) =>
      `${source} ${billingPeriodStart.slice(0, 7)}: ${replaced === null ? "loaded" : "replaced"}`,
  );
  const what = {
    status: deliveries.length === 0 ? "unchanged" : "loaded",
    months: months.slice(0, MOST_NAMED),
    moreMonths: Math.max(0, months.length - MOST_NAMED),
    unchanged: unchanged.length,
    rows,
  };
  return { at, kind: "import", person: "", platform: null, channel: null, what, text: null };
}

/** Bills that were refused; what is wrong with them stands in no entry, since it quotes them. */
export function refusedImportEvent(at: Date): AuditEvent {
  const what = { status: "refused" };
  return { at, kind: "import", person: "", platform: null, channel: null, what, text: null };
}
