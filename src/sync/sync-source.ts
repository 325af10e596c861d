import { createHash } from "node:crypto";
import { mkdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import { type FetchedFile, NotYetError, type Source, type SourceUnit } from "#src/sources/source";
import type { Store } from "#src/store/store";
import { Lease } from "#src/store/sync/lease";
import type { KnownUnit } from "#src/store/sync/sync-log";
import { holdReason } from "./hold.ts";
import { loadUnit } from "./load-unit.ts";
import { type SourceOutcome, type UnitOutcome, withoutRows } from "./outcome.ts";
import { isForPeople, problemOf } from "./problem.ts";

/** How far the sync of a source is. */
export interface SyncProgress {
  readonly source: string;
  readonly unit: string;
  readonly stage: "bytes" | "rows";
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
}

/** A unit that changes while it is read is looked up again this often. */
const LOOK_UPS = 3;

/** Syncs one source: each unit that changed is loaded by itself. Never throws for what the source does. */
export async function syncSource(source: Source, run: SyncRun): Promise<SourceOutcome> {
  const { store, now } = run;
  const lease = Lease.take(store.database, source.name, now);
  if (lease === null) {
    return { source: source.name, status: "busy", problem: null, units: [], calls: 0 };
  }
  const sync = new SourceSync(source, run);
  try {
    return await sync.run();
  } finally {
    await sync.clear();
    lease.end();
  }
}

class SourceSync {
  readonly #source: Source;
  readonly #run: SyncRun;
  readonly #downloads: string;
  readonly #folder: string;
  readonly #before: Source["usage"];
  readonly #outcomes: UnitOutcome[] = [];
  #memory: string | null;

  constructor(source: Source, run: SyncRun) {
    this.#source = source;
    this.#run = run;
    this.#downloads = `${run.store.file}-downloads`;
    const digest = createHash("sha256").update(source.name).digest("hex");
    this.#folder = join(this.#downloads, digest.slice(0, 16));
    this.#before = source.usage;
    const state = run.store.syncs.state(source.name);
    this.#memory = state?.kind === source.kind ? state.memory : null;
  }

  async run(): Promise<SourceOutcome> {
    // What a sync that was killed has left.
    await this.clear();
    try {
      await this.#syncUnits();
      return this.#finish(null);
    } catch (error) {
      this.#report(error);
      return this.#finish(problemOf(error));
    }
  }

  /** Removes what was downloaded. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await rmdir(this.#downloads).catch(() => undefined);
  }

  async #syncUnits(): Promise<void> {
    const known = this.#run.store.syncs.units(this.#source.name);
    if (this.#source.survey === undefined) return;
    const found = await this.#survey();
    if (found.length === 0 && known.size === 0 && this.#run.since === null) {
      const problem =
        "There are no bills in it yet. Check its kind and location in tally.yaml; a new export takes up to a day to begin.";
      throw new SourceError(problem, { file: this.#source.name });
    }
    for (const unit of found) {
      this.#outcomes.push(await this.#syncUnit(unit, known.get(unit.id)));
    }
    for (const { unit, billingPeriods } of known.values()) {
      const [month = null] = billingPeriods;
      const isThere = month === null || found.some(({ id }) => id === unit);
      if (!isThere && this.#isWanted(month)) this.#outcomes.push(withoutRows(unit, "gone", null));
    }
  }

  /** The units that are asked for, oldest first. */
  async #survey(): Promise<readonly SourceUnit[]> {
    const { units, memory } = (await this.#source.survey?.(this.#memory)) ?? {
      units: [],
      memory: null,
    };
    this.#memory = memory;
    return units
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
      await mkdir(this.#folder, { recursive: true });
      const fetched = await unit.fetch(this.#folder, (done, total) =>
        this.#progress(unit.id, "bytes", done, total),
      );
      files = fetched.files;
      const { store, applyHeld, now } = this.#run;
      const source = this.#source.name;
      const onRows = (rows: number, share: number | null) =>
        this.#progress(unit.id, "rows", rows, share ? Math.round(rows / share) : null);
      const request = { store, source, unit, known, fetched, applyHeld, now: now(), onRows };
      return await loadUnit(request);
    } catch (error) {
      if (mayTryAgain && isChange(error)) return "changed";
      return this.#failed(unit, error, files);
    } finally {
      await this.clear();
    }
  }

  #failed(unit: SourceUnit, error: unknown, files: readonly FetchedFile[]): UnitOutcome {
    this.#report(error);
    const status = error instanceof NotYetError ? "waiting" : "failed";
    return withoutRows(unit.id, status, problemOf(error, files));
  }

  #finish(problem: string | null): SourceOutcome {
    const { name: source, kind, usage } = this.#source;
    const units = this.#outcomes;
    const problems = [...(problem === null ? [] : [problem]), ...problemsOf(units, "failed")];
    const calls = usage.calls - this.#before.calls;
    this.#run.store.syncs.keepResult({
      source,
      kind,
      problems,
      held: problemsOf(units, "held"),
      gone: units.filter(({ status }) => status === "gone").map(({ unit }) => unit),
      memory: this.#memory,
      calls,
      callCost: usage.cost - this.#before.cost,
      now: this.#run.now(),
    });
    return { source, status: problems.length > 0 ? "failed" : "synced", problem, units, calls };
  }

  #progress(unit: string, stage: SyncProgress["stage"], done: number, total: number | null): void {
    this.#run.onProgress({ source: this.#source.name, unit, stage, done, total });
  }

  #report(error: unknown): void {
    if (!isForPeople(error)) this.#run.onBug(error, this.#source.name);
  }
}

/** `2026-10: …` for each unit of a status. */
function problemsOf(units: readonly UnitOutcome[], status: UnitOutcome["status"]): string[] {
  return units
    .filter((unit) => unit.status === status)
    .map(({ unit, problem }) => `${unit}: ${problem}`);
}

/** Another delivery came while this one was read. */
function isChange(error: unknown): boolean {
  return error instanceof CallError && ["changed", "missing"].includes(error.failure);
}
