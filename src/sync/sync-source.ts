import type { Source } from "#src/sources/source";
import { waitForOthers } from "#src/store/load";
import { Lease } from "#src/store/sync/lease";
import {
  type FeedOutcome,
  nothingDone,
  type SourceOutcome,
  type UnitOutcome,
  type WriteBackOutcome,
} from "./outcome.ts";
import { type BillsOutcome, syncBills } from "./sync-bills.ts";
import { syncFeeds } from "./sync-feeds.ts";
import { StoppedError, type SyncRun } from "./sync-run.ts";
import { tellProvider } from "./tell-provider.ts";
import { unitProblems } from "./unit-problems.ts";

/**
 * Syncs one source: its bills, then what its provider is to be told, then its feeds. Never throws for what the
 * source does.
 */
export async function syncSource(source: Source, run: SyncRun): Promise<SourceOutcome> {
  const { store, now } = run;
  const isFree = await waitForOthers(store.database);
  const lease = isFree ? Lease.take(store.database, source.name, now) : null;
  if (lease === null) return nothingDone(source.name, "busy");
  const before = source.usage;
  try {
    const bills = await syncBills(source, run);
    const writeBacks = await tellProvider(source, run);
    const feeds = await syncFeeds(source, run);
    return finish(source, { bills, writeBacks, feeds }, before, run);
  } catch (error) {
    if (error instanceof StoppedError) return nothingDone(source.name, "stopped");
    throw error;
  } finally {
    lease.end();
  }
}

interface Parts {
  readonly bills: BillsOutcome;
  readonly writeBacks: readonly WriteBackOutcome[];
  readonly feeds: readonly FeedOutcome[];
}

function finish(
  source: Source,
  { bills, writeBacks, feeds }: Parts,
  before: Source["usage"],
  { store, now }: SyncRun,
): SourceOutcome {
  const { name, kind, usage, survey, caveat = null } = source;
  const { units, problem, memory } = bills;
  const problems = [...(problem === null ? [] : [problem]), ...problemsOf(units, "failed")];
  const feedProblems = [...problemsOfFeeds(feeds), ...givenUp(writeBacks)];
  const calls = usage.calls - before.calls;
  store.syncs.keepResult({
    source: name,
    kind,
    problems,
    feedProblems,
    hasBills: survey !== undefined,
    caveat,
    held: problemsOf(units, "held"),
    gone: units.filter(({ status }) => status === "gone").map(({ unit }) => unit),
    memory,
    calls,
    callCost: usage.cost - before.cost,
    now: now(),
  });
  const status = problems.length + feedProblems.length > 0 ? "failed" : "synced";
  return { source: name, status, problem, units, writeBacks, feeds, calls };
}

/** `2026-10: …` for each trouble that units of a status have. */
function problemsOf(units: readonly UnitOutcome[], status: UnitOutcome["status"]): string[] {
  return unitProblems(units, status).map(({ of, problem }) => `${of}: ${problem}`);
}

/** `AWS Budgets: …`, except where only today's money is spent. */
function problemsOfFeeds(feeds: readonly FeedOutcome[]): string[] {
  return feeds
    .filter(({ status }) => status !== "waiting")
    .flatMap(({ feed, problems }) => problems.map((problem) => `${feed}: ${problem}`));
}

function givenUp(writeBacks: readonly WriteBackOutcome[]): string[] {
  return writeBacks
    .filter(({ status }) => status === "failed")
    .map(
      ({ writeBack, problem }) => `the ${writeBack.kind} ${writeBack.id} isn't told: ${problem}`,
    );
}
