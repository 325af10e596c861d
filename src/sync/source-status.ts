import { addDays, type Day, daysIn, type Period } from "#src/focus/day";
import { plainQuery } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import type { SourceFreshness } from "#src/store/freshness";
import { FeedLog, type FeedSummary } from "#src/store/providers/feed-log";
import { type UntoldWriteBack, WriteBackLog } from "#src/store/providers/write-back-log";
import type { Store } from "#src/store/store";
import { CallCosts } from "#src/store/sync/call-costs";
import type { SyncState } from "#src/store/sync/sync-log";

/** Coverage, and what wasn't told to a provider, is told for so many days before today. */
const COVERED_DAYS = 31;

/** How a source stands. */
export interface SourceStatus {
  readonly source: string;
  /** Null for a source that isn't in tally.yaml. */
  readonly kind: string | null;
  /** Instants; null: never. */
  readonly lastTry: string | null;
  readonly lastSuccess: string | null;
  /** What failed of the bills in the last sync, and beside them. */
  readonly problems: readonly string[];
  readonly feedProblems: readonly string[];
  /** What its charges lack; null where nothing. */
  readonly caveat: string | null;
  readonly held: readonly string[];
  /** Units that the source has no more; what was loaded of them stays. */
  readonly gone: readonly string[];
  /** The last day with charges, and how many days ago it was; null without any. */
  readonly lastDay: Day | null;
  readonly daysBehind: number | null;
  /** The days before today that are looked at, from the source's first day on, and those without usage. */
  readonly period: Period;
  readonly missingDays: readonly Day[];
  /** What it lists beside its bills. */
  readonly feeds: readonly Omit<FeedSummary, "source">[];
  /** What was asked in these days and its provider isn't told, or not yet. */
  readonly untold: readonly Omit<UntoldWriteBack, "source">[];
  /** Calls ever made, and what they cost in US dollars; those that cost something, on this UTC day. */
  readonly calls: number;
  readonly callCost: number;
  readonly callCostToday: number;
}

/** How the configured sources stand, and those that were synced once. */
export function sourceStatuses(
  store: Store,
  kinds: ReadonlyMap<string, string>,
  costs: Costs,
  today: Day,
): SourceStatus[] {
  const states = store.syncs.states();
  const names = [...new Set([...kinds.keys(), ...states.map(({ source }) => source)])].sort();
  const period = { start: addDays(today, -COVERED_DAYS), end: today };
  const covered = coveredDays(costs, names, period);
  const { sources } = costs.freshness([], today, 0);
  const feeds = new FeedLog(store.database).summaries();
  const untold = new WriteBackLog(store.database).untold(period.start);
  const callCosts = new CallCosts(store.database);
  return names.map((source): SourceStatus => {
    const reach = sources.find((other) => other.source === source);
    return {
      source,
      kind: kinds.get(source) ?? null,
      ...syncOf(states.find((other) => other.source === source)),
      ...coverageOf(reach, covered.get(source) ?? new Set(), period),
      feeds: of(source, feeds),
      untold: of(source, untold),
      callCostToday: callCosts.spent(source, today),
    };
  });
}

/** What belongs to a source, without its name. */
function of<T extends { readonly source: string }>(source: string, all: readonly T[]) {
  return all.filter((one) => one.source === source).map(({ source: _, ...rest }) => rest);
}

function syncOf(state: SyncState | undefined) {
  return {
    lastTry: state?.triedAt ?? null,
    lastSuccess: state?.succeededAt ?? null,
    problems: state?.problems ?? [],
    feedProblems: state?.feedProblems ?? [],
    caveat: state?.caveat ?? null,
    held: state?.held ?? [],
    gone: state?.gone ?? [],
    calls: state?.calls ?? 0,
    callCost: state?.callCost ?? 0,
  };
}

function coverageOf(
  reach: SourceFreshness | undefined,
  covered: ReadonlySet<Day>,
  { start, end }: Period,
) {
  if (reach === undefined) {
    return { lastDay: null, daysBehind: null, period: { start: end, end }, missingDays: [] };
  }
  const { firstDay, lastDay } = reach;
  const period = { start: firstDay > start ? firstDay : start, end };
  return {
    lastDay,
    daysBehind: daysIn({ start: lastDay, end }),
    period,
    missingDays: daysOf(period).filter((day) => !covered.has(day)),
  };
}

/** The days on which each source has usage. */
function coveredDays(
  costs: Costs,
  sources: readonly string[],
  period: Period,
): ReadonlyMap<string, ReadonlySet<Day>> {
  const { rows } = costs.query({
    ...plainQuery(period, [
      { dimension: "x_Source", operator: "in", values: sources },
      // Fees of a month would cover each of its days.
      { dimension: "ChargeCategory", operator: "in", values: ["Usage"] },
    ]),
    metric: "BilledCost",
    groupBy: ["x_Source"],
    granularity: "day",
  });
  const withCharges = rows.filter(({ value }) => value !== null);
  const bySource = Map.groupBy(withCharges, ({ keys }) => keys[0] ?? "");
  return new Map(
    [...bySource].map(([source, ofSource]) => [
      source,
      new Set(ofSource.flatMap(({ bucket }) => bucket ?? [])),
    ]),
  );
}

function daysOf({ start, end }: Period): Day[] {
  const count = Math.max(0, daysIn({ start, end }));
  return Array.from({ length: count }, (_, at) => addDays(start, at));
}
