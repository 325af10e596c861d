import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { checkStore } from "#src/store/check-store";
import { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { contentsOf, monthsOf } from "./store-contents.ts";

const PROCESS = fileURLToPath(new URL("./import-process.ts", import.meta.url));
const ROWS = 50_000;
const RUNS = 9;
const OLD = { "2026-10": [3, 3, 3] };
const NEW = { "2026-10": [ROWS, 2 * ROWS, 2 * ROWS] };

let folder = "";
let bill = "";
/** A store with the month as it was before. */
let before = "";
/** How long an import takes that isn't killed, in milliseconds. */
let duration = 0;

beforeAll(async () => {
  folder = temporaryFolder();
  bill = join(folder, "bill.csv");
  before = join(folder, "before.db");
  writeBill(bill, [plainRow, plainRow, plainRow]);
  const store = new Store(before, []);
  await importBills(store, { paths: [bill], again: false, now: new Date("2026-11-10T09:00:00Z") });
  store.close();
  const row = (at: number): BillRow => ({
    ...plainRow,
    BilledCost: "2",
    EffectiveCost: "2",
    ResourceId: `i-${at % 10_000}`,
  });
  writeBill(
    bill,
    Array.from({ length: ROWS }, (_, at) => row(at)),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Imports the new month into a copy of the store, killed after some milliseconds, and opens it. */
async function interrupted(name: string, milliseconds: number): Promise<Store> {
  const file = join(folder, name);
  cpSync(before, file);
  const child = spawn(process.execPath, [PROCESS, bill, file], { stdio: "inherit" });
  const exit = once(child, "exit");
  await Promise.race([exit, wait(milliseconds)]);
  child.kill("SIGKILL");
  await exit;
  return new Store(file, []);
}

describe("an import that is killed", () => {
  test("would have replaced the month", async () => {
    const started = performance.now();
    const store = await interrupted("whole.db", 60_000);
    duration = performance.now() - started;
    expect(monthsOf(store)).toEqual(NEW);
    store.close();
  });

  test.each(Array.from({ length: RUNS }, (_, run) => run))(
    "leaves the old month or the new one, run %d",
    async (run) => {
      const moment = duration * (0.2 + (0.9 * (run + Math.random())) / RUNS);
      const store = await interrupted(`${run}.db`, moment);
      try {
        for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
        const isNew = store.deliveries.list().length === 2;
        expect(monthsOf(store)).toEqual(isNew ? NEW : OLD);
        const old = new Store(before, []);
        if (!isNew) expect(contentsOf(store)).toEqual(contentsOf(old));
        old.close();
      } finally {
        store.close();
      }
    },
  );
});
