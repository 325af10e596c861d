import { mkdir } from "node:fs/promises";
import { SourceError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import {
  type FetchedFile,
  type FetchedUnit,
  NotYetError,
  type Source,
  type SourceUnit,
} from "#src/sources/source";
import { removeRest } from "#src/store/load";
import type { KnownUnit } from "#src/store/sync/sync-log";
import { holdReason } from "./hold.ts";
import { loadUnit } from "./load-unit.ts";
import { type UnitOutcome, withoutRows } from "./outcome.ts";
import { isCapped, problemOf, reportBug } from "./problem.ts";
import { clearDownloads, downloadsOf, keptOf } from "./source-folders.ts";
import { endIfStopped, type SyncProgress, type SyncRun } from "./sync-run.ts";

/** A unit that changes while it is read is looked up again this often. */
const LOOK_UPS = 3;

/** What became of a source's bills. */
export interface BillsOutcome {
  readonly units: readonly UnitOutcome[];
  /** Why the source couldn't be asked. */
  readonly problem: string | null;
  /** The source's own, for the next survey. */
  readonly memory: string | null;
}

/** Loads each unit that changed by itself. @throws StoppedError; never for what the source does */
export async function syncBills(source: Source, run: SyncRun): Promise<BillsOutcome> {
  if (source.survey === undefined) return { units: [], problem: null, memory: null };
  // What a sync that was killed has left.
  await clearDownloads(run.store, source);
  await removeRest(run.store);
  const sync = new BillSync(source, run);
  try {
    await sync.run();
    return { units: sync.outcomes, problem: null, memory: sync.memory };
  } catch (error) {
    endIfStopped(run);
    reportBug(run, source, error);
    return { units: sync.outcomes, problem: problemOf(error), memory: sync.memory };
  }
}

class BillSync {
  readonly #source: Source;
  readonly #run: SyncRun;
  readonly outcomes: UnitOutcome[] = [];
  memory: string | null;

  constructor(source: Source, run: SyncRun) {
    this.#source = source;
    this.#run = run;
    const state = run.store.syncs.state(source.name);
    this.memory = state?.kind === source.kind ? state.memory : null;
  }

  async run(): Promise<void> {
    const known = this.#run.store.syncs.units(this.#source.name);
    const found = await this.#survey();
    if (found.length === 0 && known.size === 0 && this.#run.since === null) {
      const problem =
        "There are no bills in it yet. Check its kind and location in tally.yaml; a new export takes up to a day to begin.";
      throw new SourceError(problem, { file: this.#source.name });
    }
    for (const unit of found) {
      endIfStopped(this.#run);
      this.outcomes.push(await this.#syncUnit(unit, known.get(unit.id)));
    }
    for (const { unit, billingPeriods } of known.values()) {
      const [month = null] = billingPeriods;
      const isThere = month === null || found.some(({ id }) => id === unit);
      if (!isThere && this.#isWanted(month)) this.outcomes.push(withoutRows(unit, "gone", null));
    }
  }

  /** The units that are asked for, oldest first. */
  async #survey(): Promise<readonly SourceUnit[]> {
    const survey = await this.#source.survey?.(this.memory);
    this.memory = survey?.memory ?? null;
    return (survey?.units ?? [])
      .filter(({ billingPeriodStart }) => this.#isWanted(billingPeriodStart))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #isWanted(billingPeriodStart: string | null): boolean {
    const { since } = this.#run;
    return since === null || billingPeriodStart === null || billingPeriodStart.slice(0, 7) >= since;
  }

  async #syncUnit(found: SourceUnit, known: KnownUnit | undefined): Promise<UnitOutcome> {
    let unit: SourceUnit | undefined = found;
    for (let lookUps = 1; unit !== undefined; lookUps++) {
      const outcome = await this.#tryUnit(unit, known, lookUps < LOOK_UPS);
      if (outcome !== "changed") return outcome;
      unit = (await this.#survey()).find(({ id }) => id === found.id);
    }
    return withoutRows(found.id, "waiting", "it was removed while it was read");
  }

  async #tryUnit(
    unit: SourceUnit,
    known: KnownUnit | undefined,
    mayTryAgain: boolean,
  ): Promise<UnitOutcome | "changed"> {
    if (known?.version === unit.version) return withoutRows(unit.id, "unchanged", null);
    const held = this.#run.applyHeld ? null : holdReason(unit, known);
    if (held !== null) return withoutRows(unit.id, "held", held);
    let files: readonly FetchedFile[] = [];
    try {
      const fetched = await this.#fetch(unit);
      files = fetched.files;
      return await this.#load(unit, known, fetched);
    } catch (error) {
      endIfStopped(this.#run);
      if (mayTryAgain && isChange(error)) return "changed";
      return this.#failed(unit, error, files);
    } finally {
      await clearDownloads(this.#run.store, this.#source);
    }
  }

  async #fetch(unit: SourceUnit) {
    const { store } = this.#run;
    const folder = downloadsOf(store, this.#source);
    await mkdir(folder, { recursive: true });
    const onBytes = (done: number, total: number | null) =>
      this.#progress(unit.id, "bytes", done, total);
    return await unit.fetch(folder, onBytes, keptOf(store, this.#source));
  }

  /** One load at a time. */
  #load(unit: SourceUnit, known: KnownUnit | undefined, fetched: FetchedUnit) {
    const { store, applyHeld, now } = this.#run;
    const source = this.#source.name;
    const onRows = (rows: number, share: number | null) =>
      this.#progress(unit.id, "rows", rows, share ? Math.round(rows / share) : null);
    return store.loads.run(() => {
      endIfStopped(this.#run);
      return loadUnit({ store, source, unit, known, fetched, applyHeld, now: now(), onRows });
    });
  }

  #failed(unit: SourceUnit, error: unknown, files: readonly FetchedFile[]): UnitOutcome {
    // Nothing else would go better, and each try may cost money.
    if (error instanceof CallError && error.failure === "unauthenticated") throw error;
    reportBug(this.#run, this.#source, error);
    const isWaiting = error instanceof NotYetError || isCapped(error);
    return withoutRows(unit.id, isWaiting ? "waiting" : "failed", problemOf(error, files));
  }

  #progress(unit: string, stage: SyncProgress["stage"], done: number, total: number | null): void {
    endIfStopped(this.#run);
    this.#run.onProgress({ source: this.#source.name, unit, stage, done, total });
  }
}

/** Another delivery came while this one was read. */
function isChange(error: unknown): boolean {
  return error instanceof CallError && ["changed", "missing"].includes(error.failure);
}
