import type { ImportedDelivery } from "#src/ingest/import-bills";

/**
 * What sync did about a unit: loaded it the first time, or anew; nothing, as it's the same or empty; held
 * it for a person to decide; found it gone from the source; waits until the source has written it; or
 * failed. The old rows stay in all but the first two.
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

/** How the sync of one source went; "busy": another sync is at it, and nothing was done. */
export interface SourceOutcome {
  readonly source: string;
  readonly status: "synced" | "failed" | "busy";
  /** Why the source couldn't be asked. */
  readonly problem: string | null;
  readonly units: readonly UnitOutcome[];
  readonly calls: number;
}

/** An outcome without rows. */
export function withoutRows(unit: string, status: UnitStatus, problem: string | null): UnitOutcome {
  return { unit, status, problem, deliveries: [], findings: new Map() };
}
