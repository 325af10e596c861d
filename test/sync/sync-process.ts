import { openSource } from "#src/sources/open-source";
import { Store } from "#src/store/store";
import { syncSources } from "#src/sync/sync-sources";
import { listingSource } from "./test-source.ts";

// A sync in a process of its own, which a test can kill: sync-process.ts FOLDER STORE
const [location = "", file = ""] = process.argv.slice(2);
const store = new Store(file, []);
const clock = { now: () => Date.now(), wait: async () => undefined, random: () => 0.5 };
const source = openSource(
  "bills",
  { kind: "aws-export", location, anonymous: false },
  { environment: {}, clock },
);
process.stdout.write("begun\n");
await syncSources([source, listingSource(2)], {
  store,
  since: null,
  applyHeld: false,
  now: () => new Date("2026-11-20T09:00:00Z"),
  onProgress: () => undefined,
  onBug: (error) => {
    throw error;
  },
});
store.close();
