import type { ImportedDelivery } from "#src/ingest/import-bills";
import type { WriteBack, WriteBackStatus } from "#src/provider-items";

/**
 * What sync did about a unit: loaded it the first time, or anew; nothing, as it's the same or empty; held
 * it for a person to decide; found it gone from the source; waits until the source has written it, or its
 * calls may cost something again; or failed. The old rows stay in all but the first two.
 */
export type UnitStatus =
  | "loaded"
  | "restated"
  | "unchanged"
  | "empty"
  | "held"
  | "gone"
  | "waiting"
  | "failed";

export interface UnitOutcome {
  /** "2026-10" */
  readonly unit: string;
  readonly status: UnitStatus;
  /** Why it is held, waits or failed. */
  readonly problem: string | null;
  readonly deliveries: readonly ImportedDelivery[];
  /** Charges by kind of finding. */
  readonly findings: ReadonlyMap<string, number>;
}

/** How the reading of a feed went; one that isn't due has no outcome. What was kept before stays in what failed. */
export interface FeedOutcome {
  /** "AWS Budgets" */
  readonly feed: string;
  readonly status: "read" | "waiting" | "failed";
  /** What couldn't be read or taken, or why nothing could; a feed that is read may have some too. */
  readonly problems: readonly string[];
  readonly items: number;
  /** Items that weren't listed before, and those that aren't any more. */
  readonly added: number;
  readonly gone: number;
}

/** How the telling of a provider went; what waits longer has no outcome. */
export interface WriteBackOutcome {
  readonly writeBack: WriteBack;
  readonly status: WriteBackStatus;
  /** Why it isn't told. */
  readonly problem: string | null;
}

/** How the sync of one source went; "busy": another sync is at it; "stopped": it was ended before it was done. */
export interface SourceOutcome {
  readonly source: string;
  readonly status: "synced" | "failed" | "busy" | "stopped";
  /** Why the source couldn't be asked for its bills. */
  readonly problem: string | null;
  readonly units: readonly UnitOutcome[];
  readonly writeBacks: readonly WriteBackOutcome[];
  readonly feeds: readonly FeedOutcome[];
  readonly calls: number;
}

/** An outcome without rows. */
export function withoutRows(unit: string, status: UnitStatus, problem: string | null): UnitOutcome {
  return { unit, status, problem, deliveries: [], findings: new Map() };
}

/** The outcome of a source that nothing was done about. */
export function nothingDone(
  source: string,
  status: SourceOutcome["status"],
  problem: string | null = null,
): SourceOutcome {
  return { source, status, problem, units: [], writeBacks: [], feeds: [], calls: 0 };
}
