import { FeedLog } from "#src/store/providers/feed-log";
import { WriteBackLog } from "#src/store/providers/write-back-log";
import type { Store } from "#src/store/store";
import { isBusy } from "#src/store/sync/lease";
import type { SourcesConfig } from "./source-config.ts";
import { clearKeptOfOthers } from "./source-folders.ts";

const NOT_CONFIGURED = "Its source isn't in tally.yaml any more.";

/**
 * Lets go of what stood beside the bills of sources that aren't configured any more: nobody lists their items or
 * tells them anything. Their charges stay.
 */
export async function forgetSources(store: Store, sources: SourcesConfig, now: Date) {
  const configured = Object.entries(sources).map(([name, { kind }]) => ({ name, kind }));
  await clearKeptOfOthers(store, configured);
  const feeds = new FeedLog(store.database);
  const writeBacks = new WriteBackLog(store.database);
  try {
    for (const name of feeds.sources().filter((source) => !Object.hasOwn(sources, source))) {
      feeds.keepOnly(name, [], now);
      for (const { id } of writeBacks.waiting(name)) {
        writeBacks.settle(id, "failed", NOT_CONFIGURED, now);
      }
    }
  } catch (error) {
    // While another process writes for long, it is left to the next sync.
    if (!isBusy(error)) throw error;
  }
}
