import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { defaultAllocation } from "./bench-files.ts";

// A process of its own, so that the peak memory is the import's alone: import-process.ts BILL STORE
const [bill = "", file = ""] = process.argv.slice(2);
const store = new Store(file, defaultAllocation());
const request = { paths: [bill], source: "bench", again: false, now: new Date() };
const { rows } = await importBills(store, request);
store.close();
const { maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ rows, peakKibibytes: maxRSS })}\n`);
