import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { StoredConversations } from "#src/store/conversations";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { october, plainRow } from "../store/store-with-bill.ts";
import { strayRows } from "./store-contents.ts";

const PROCESS = fileURLToPath(new URL("./import-process.ts", import.meta.url));
const ROWS = 200_000;
const RESOURCES = 50_000;
/** In milliseconds: a conversation is kept this often, and its write fails when it waits longer. */
const EVERY = 20;
const PATIENCE = 2_000;

let folder = "";
let bill = "";
let file = "";

/** A month of charges that each cost so much. */
function writeMonth(cost: number): void {
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    ...plainRow,
    BilledCost: String(cost),
    EffectiveCost: String(cost),
    ResourceId: `i-${cost}-${at % RESOURCES}`,
  }));
  writeBill(bill, rows);
}

beforeAll(async () => {
  folder = temporaryFolder();
  bill = join(folder, "bill.csv");
  file = join(folder, "tally.db");
  writeMonth(1);
  const store = new Store(file, []);
  await importBills(store, { paths: [bill], again: false, now: new Date("2026-11-10T09:00:00Z") });
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Imports the bill in a process of its own, and does something again and again while that runs. */
async function whileImporting(act: (turn: number) => void, every: number): Promise<void> {
  const child = spawn(process.execPath, [PROCESS, bill, file], { stdio: "inherit" });
  let isRunning = true;
  const exit = once(child, "exit").then(() => {
    isRunning = false;
  });
  for (let turn = 0; isRunning; turn++) {
    act(turn);
    await wait(every);
  }
  await exit;
  expect(child.exitCode).toBe(0);
}

/** What a person would see of the month, by several ways. */
function sumsIn(store: Store): number[] {
  const query = { ...october, groupBy: ["ResourceId"] };
  const { totals, rows } = store.costs(makeScope([])).query(query);
  const inView = store.database.prepare<[], number>("SELECT sum(EffectiveCost) FROM focus").pluck();
  return [
    totals[0]?.value ?? 0,
    rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
    inView.get() ?? 0,
    store.deliveries.current(bill, "2026-10-01")?.totals[0]?.EffectiveCost ?? 0,
  ];
}

describe("while another process replaces a month of 200,000 charges", () => {
  test("conversations are kept, none of them waits long, and the log stays small", async () => {
    writeMonth(2);
    const store = new Store(file, []);
    store.database.pragma(`busy_timeout = ${PATIENCE}`);
    const conversations = new StoredConversations(store.database);
    const state = { turn: null, open: null };
    const waits: number[] = [];
    let logBytes = 0;
    await whileImporting((turn) => {
      const begun = performance.now();
      conversations.keep(`thread ${turn % 10}`, "ann@example.com", state, new Date());
      waits.push(performance.now() - begun);
      logBytes = Math.max(logBytes, statSync(`${file}-wal`).size);
    }, EVERY);
    expect(sumsIn(store)).toEqual([2 * ROWS, 2 * ROWS, 2 * ROWS, 2 * ROWS]);
    expect(strayRows(store)).toEqual({});
    store.close();
    waits.sort((a, b) => a - b);
    const [median, most] = [0.5, 1].map((share) => waits[Math.ceil(share * waits.length) - 1] ?? 0);
    process.stdout.write(
      `${waits.length} writes beside the load: median ${median?.toFixed(1)} ms, longest ${most?.toFixed(1)} ms; log up to ${(logBytes / 1e6).toFixed(1)} MB\n`,
    );
  });

  test("readers see the old month or the new one, whether they were there before or not", async () => {
    writeMonth(3);
    const store = new Store(file, []);
    const seen = new Set(sumsIn(store));
    await whileImporting(() => {
      const another = new Store(file, []);
      for (const sum of [...sumsIn(store), ...sumsIn(another)]) seen.add(sum);
      another.close();
    }, 1);
    for (const sum of sumsIn(store)) seen.add(sum);
    store.close();
    expect(seen).toEqual(new Set([2 * ROWS, 3 * ROWS]));
  });
});
