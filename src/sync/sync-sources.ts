import type { Source } from "#src/sources/source";
import { nothingDone, type SourceOutcome } from "./outcome.ts";
import { problemOf, reportBug } from "./problem.ts";
import type { SyncRun } from "./sync-run.ts";
import { syncSource } from "./sync-source.ts";

/** So many sources are asked at the same time; their loads go one after the other. */
const AT_ONCE = 3;

/**
 * Syncs sources; one's failure or slowness doesn't hold the others.
 * @param onOutcome told of each in the order of the sources, whichever is done first
 */
export async function syncSources(
  sources: readonly Source[],
  run: SyncRun,
  onOutcome: (outcome: SourceOutcome) => void = () => undefined,
): Promise<SourceOutcome[]> {
  const begun: Promise<SourceOutcome>[] = [];
  const turns = new Turns(AT_ONCE);
  for (const source of sources) begun.push(turns.run(() => syncOrFail(source, run)));
  const outcomes: SourceOutcome[] = [];
  for (const outcome of begun) {
    outcomes.push(await outcome);
    onOutcome(await outcome);
  }
  return outcomes;
}

async function syncOrFail(source: Source, run: SyncRun): Promise<SourceOutcome> {
  if (run.stop?.aborted) return nothingDone(source.name, "stopped");
  try {
    return await syncSource(source, run);
  } catch (error) {
    reportBug(run, source, error);
    return nothingDone(source.name, "failed", problemOf(error));
  }
}

/** Lets so many run at once; the others wait, first come first. */
class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
