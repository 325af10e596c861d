import type { Store } from "#src/store/store";

/** How far the sync of a source is. */
export interface SyncProgress {
  readonly source: string;
  /** A unit, or a feed. */
  readonly unit: string;
  readonly stage: "bytes" | "rows" | "items";
  readonly done: number;
  /** Null where unknown. */
  readonly total: number | null;
}

/** What a sync works with. */
export interface SyncRun {
  readonly store: Store;
  /** Only months from this one on, `2026-10`; null: all. */
  readonly since: string | null;
  /** Load also what is held. */
  readonly applyHeld: boolean;
  readonly now: () => Date;
  readonly onProgress: (progress: SyncProgress) => void;
  /** Told of errors that are Tally's own. */
  readonly onBug: (error: unknown, source: string) => void;
  /** Ends the sync at its next safe point; what is loaded by then stays. */
  readonly stop?: AbortSignal | undefined;
}

/** The sync was asked to end. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

/** @throws StoppedError once the run is to end */
export function endIfStopped({ stop }: SyncRun): void {
  if (stop?.aborted) throw new StoppedError("The sync was stopped.");
}
