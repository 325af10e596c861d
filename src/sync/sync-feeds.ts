import type { z } from "zod";
import { type ProviderItem, type ProviderItemKind, providerItemSchemas } from "#src/provider-items";
import type { Feed, FeedReading, Source } from "#src/sources/source";
import { FeedLog, type FeedState } from "#src/store/providers/feed-log";
import type { FeedOutcome } from "./outcome.ts";
import { isCapped, problemOf, reportBug } from "./problem.ts";
import { endIfStopped, type SyncRun } from "./sync-run.ts";

const HOUR = 3_600_000;
/** Items that can't be taken are named up to here; more are counted. */
const ITEMS_NAMED = 5;

/**
 * Reads each feed of a source that is due; each is kept whole, in one transaction, or as it was before.
 * @throws StoppedError; never for what the source does
 */
export async function syncFeeds(source: Source, run: SyncRun): Promise<FeedOutcome[]> {
  const { feeds = [], name } = source;
  const log = new FeedLog(run.store.database);
  const names = feeds.map((feed) => feed.name);
  log.keepOnly(name, names, run.now());
  const outcomes: FeedOutcome[] = [];
  for (const feed of feeds) {
    endIfStopped(run);
    const state = log.state(name, feed.name);
    if (isDue(feed, state, run.now())) outcomes.push(await syncFeed(source, feed, state, run));
  }
  return outcomes;
}

function isDue({ everyHours }: Feed, state: FeedState | null, now: Date): boolean {
  return state === null || now.getTime() >= Date.parse(state.readAt) + everyHours * HOUR;
}

async function syncFeed(
  source: Source,
  feed: Feed,
  state: FeedState | null,
  run: SyncRun,
): Promise<FeedOutcome> {
  const progress = (done: number) =>
    run.onProgress({ source: source.name, unit: feed.name, stage: "items", done, total: null });
  try {
    progress(0);
    const reading = await feed.read(state?.memory ?? null);
    progress(reading.items.length);
    return keep(source.name, feed, reading, run);
  } catch (error) {
    endIfStopped(run);
    reportBug(run, source, error);
    const status = isCapped(error) ? "waiting" : "failed";
    const problems = [problemOf(error)];
    return { feed: feed.name, status, problems, items: 0, added: 0, gone: 0 };
  }
}

function keep(
  source: string,
  feed: Feed,
  { items, memory, problems: unread = [] }: FeedReading,
  { store, now }: SyncRun,
): FeedOutcome {
  const { name, kind, isHistory } = feed;
  const checked = items.map((item) => checkItem(kind, item));
  const taken = checked.flatMap(({ item }) => item ?? []);
  const wrong = checked.flatMap(({ problem }) => problem ?? []);
  const ids = checked.flatMap(({ id }) => id ?? []);
  // What isn't listed may be in a part that couldn't be read, or be what couldn't be understood.
  const isWhole = unread.length === 0 && ids.length === items.length;
  const listed = isWhole && !isHistory ? new Set(ids) : null;
  const reading = { source, feed: name, kind, items: taken, listed, memory, now: now() };
  const log = new FeedLog(store.database);
  const changes = log.keep(reading);
  const problems = [...unread, ...named(wrong)];
  return { feed: name, status: "read", problems, items: taken.length, ...changes };
}

interface CheckedItem {
  readonly id: string | null;
  readonly item: ProviderItem | null;
  readonly problem: string | null;
}

function checkItem(kind: ProviderItemKind, item: ProviderItem): CheckedItem {
  const { success, data, error } = providerItemSchemas[kind].safeParse(item);
  if (success) return { id: data.id, item: data, problem: null };
  const id = item.id || null;
  const which = id === null ? "without an id" : `“${id}”`;
  return { id, item: null, problem: `The ${kind} ${which} can't be taken: ${issuesOf(error)}.` };
}

function issuesOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

function named(problems: readonly string[]): string[] {
  const more = problems.length - ITEMS_NAMED;
  if (more <= 0) return [...problems];
  return [...problems.slice(0, ITEMS_NAMED), `${more} items more can't be taken.`];
}
