import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { importBills } from "#src/ingest/import-bills";
import { checkStore } from "#src/store/check-store";
import { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { contentsOf, monthsOf, strayRows } from "./store-contents.ts";

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

/** Begins to import the new month in a process of its own; ends it when `moment` has come. */
async function interrupted(file: string, moment: Promise<unknown>): Promise<void> {
  const child = spawn(process.execPath, [PROCESS, bill, file], { stdio: "inherit" });
  const exit = once(child, "exit");
  await Promise.race([exit, moment]);
  child.kill("SIGKILL");
  await exit;
}

/** The same into a copy of the store as it was before, after some milliseconds; opens it then. */
async function interruptedAfter(name: string, milliseconds: number): Promise<Store> {
  const file = join(folder, name);
  cpSync(before, file);
  await interrupted(file, wait(milliseconds));
  return new Store(file, []);
}

/** The next load, which is refused itself, takes back what is staged; only texts may stay. */
async function expectAsBefore(store: Store): Promise<void> {
  const bad = join(folder, "bad.csv");
  writeBill(bad, [plainRow, { ...plainRow, BilledCost: "much" }]);
  const refused = importBills(store, { paths: [bad], again: false, now: new Date() });
  await expect(refused).rejects.toThrow(SourceError);
  const old = new Store(before, []);
  const { value, ...contents } = contentsOf(store);
  const { value: oldValue, ...oldContents } = contentsOf(old);
  old.close();
  expect(contents).toEqual(oldContents);
  expect(value).toEqual(expect.arrayContaining(oldValue ?? []));
}

/** The next load of the same bill ends well, and leaves nothing else behind. */
async function expectCompleted(store: Store): Promise<void> {
  const now = new Date("2026-11-21T09:00:00Z");
  await importBills(store, { paths: [bill], again: true, now });
  expect(monthsOf(store)).toEqual(NEW);
  expect(strayRows(store)).toEqual({});
  for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
}

describe("an import that is killed", () => {
  test("would have replaced the month", async () => {
    const started = performance.now();
    const store = await interruptedAfter("whole.db", 60_000);
    duration = performance.now() - started;
    expect(monthsOf(store)).toEqual(NEW);
    store.close();
  });

  test.each(Array.from({ length: RUNS }, (_, run) => run))(
    "leaves the old month or the new one, run %d",
    async (run) => {
      const moment = duration * (0.2 + (0.9 * (run + Math.random())) / RUNS);
      const store = await interruptedAfter(`${run}.db`, moment);
      try {
        for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
        const isNew = store.deliveries.list().length === 2;
        expect(monthsOf(store)).toEqual(isNew ? NEW : OLD);
        if (!isNew) await expectAsBefore(store);
        await expectCompleted(store);
      } finally {
        store.close();
      }
    },
  );

  test("while it removes what it replaced leaves the new month, and the rest to the next load", async () => {
    const file = join(folder, "removal.db");
    cpSync(join(folder, "whole.db"), file);
    const store = new Store(file, []);
    const leaving = store.database.prepare("SELECT 1 FROM delivery WHERE stage = 'superseded'");
    const removal = (async () => {
      while (leaving.get() === undefined) await wait(1);
    })();
    writeBill(bill, [plainRow, plainRow]);
    await interrupted(file, removal);
    expect(monthsOf(store)).toEqual({ "2026-10": [2, 2, 2] });
    expect(strayRows(store)["charge"]).toBeGreaterThan(0);
    for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
    const now = new Date("2026-11-21T09:00:00Z");
    await importBills(store, { paths: [bill], again: false, now });
    expect(strayRows(store)).toEqual({});
    expect(monthsOf(store)).toEqual({ "2026-10": [2, 2, 2] });
    store.close();
  });
});
