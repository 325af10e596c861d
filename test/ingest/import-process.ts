import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";

// An import in a process of its own, which a test can kill: import-process.ts BILL STORE
const [bill = "", file = ""] = process.argv.slice(2);
const store = new Store(file, []);
await importBills(store, { paths: [bill], again: false, now: new Date("2026-11-20T09:00:00Z") });
store.close();
