import type { Source } from "#src/sources/source";
import type { SourceOutcome } from "./outcome.ts";
import { isForPeople, problemOf } from "./problem.ts";
import { type SyncRun, syncSource } from "./sync-source.ts";

/** Syncs sources one after the other; one's failure doesn't stop the others. */
export async function syncSources(
  sources: readonly Source[],
  run: SyncRun,
  onOutcome: (outcome: SourceOutcome) => void = () => undefined,
): Promise<SourceOutcome[]> {
  const outcomes: SourceOutcome[] = [];
  for (const source of sources) {
    const outcome = await syncOrFail(source, run);
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

async function syncOrFail(source: Source, run: SyncRun): Promise<SourceOutcome> {
  try {
    return await syncSource(source, run);
  } catch (error) {
    if (!isForPeople(error)) run.onBug(error, source.name);
    const { name, usage } = source;
    return {
      source: name,
      status: "failed",
      problem: problemOf(error),
      units: [],
      calls: usage.calls,
    };
  }
}
