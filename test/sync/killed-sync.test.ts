import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkStore } from "#src/store/check-store";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { syncSources } from "#src/sync/sync-sources";
import { strayRows } from "../ingest/store-contents.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";
import { NOW, SyncWorld } from "./sync-world.ts";
import { listingSource } from "./test-source.ts";
import { awsLayout, folderWorld, type Place } from "./worlds.ts";

const PROCESS = fileURLToPath(new URL("./sync-process.ts", import.meta.url));
const MONTHS = ["2026-08", "2026-09", "2026-10"];
const ROWS = 2_000;
// biome-ignore lint/style/noProcessEnv: TALLY_KILLS=50 asks the tests for more, not Tally.
const RUNS = Number(process.env["TALLY_KILLS"] ?? 15);

const OLD = Object.fromEntries(MONTHS.map((month) => [month, [2, 2]]));
const NEW = Object.fromEntries(MONTHS.map((month) => [month, [2 * ROWS, 6 * ROWS]]));

let folder = "";
let place: Place;
let world: SyncWorld;
/** A store with the months as they were before. */
let before = "";
/** How long a sync takes that isn't killed, in milliseconds. */
let duration = 0;

beforeAll(async () => {
  folder = temporaryFolder();
  const bucket = folderWorld(folder);
  const layout = awsLayout(false);
  place = await bucket.fresh();
  world = new SyncWorld(bucket, layout, place);
  const deliver = (month: string, count: number, cost: number) => {
    const files = [
      billFile(charges(month, count, cost)),
      billFile(charges(month, count, cost + 1e-9)),
    ];
    return layout.deliver(place, { month, files, rows: [count, count] });
  };
  for (const month of MONTHS) await deliver(month, 1, 1);
  await world.sync();
  await syncSources([listingSource(1)], world.run());
  before = join(folder, "before.db");
  world.store.database.exec(`VACUUM INTO '${before}'`);
  for (const month of MONTHS) await deliver(month, ROWS, 3);
});
afterAll(() => {
  world.end();
  rmSync(folder, { recursive: true });
});

/** Syncs a place in a process of its own, killed at a moment after it has begun; how long it ran. */
async function killedAt(
  location: string,
  file: string,
  moment: () => Promise<unknown>,
): Promise<number> {
  const child = spawn(process.execPath, [PROCESS, location, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  await once(child.stdout, "data");
  const begun = performance.now();
  await Promise.race([exit, moment()]);
  child.kill("SIGKILL");
  await exit;
  return performance.now() - begun;
}

/** The same into a copy of the store, killed after some milliseconds. */
async function killed(file: string, milliseconds: number): Promise<number> {
  cpSync(before, file);
  return killedAt(place.settings.location, file, () => wait(milliseconds));
}

/** What the budgets of the feed have spent: one amount, as all are of one reading. */
function spentIn(store: Store): number[] {
  const items = new StoredProviderItems(store.database, makeScope([])).items("budget");
  expect(items).toHaveLength(500);
  return [...new Set(items.map(({ item }) => item.actual ?? Number.NaN))];
}

function monthsIn(store: Store): Record<string, number[]> {
  const rows = store.database
    .prepare<[], { month: string; charges: number; billed: number }>(
      `SELECT substr(BillingPeriodStart, 1, 7) AS month, count(*) AS charges,
         round(sum(BilledCost), 3) AS billed FROM focus GROUP BY month ORDER BY month`,
    )
    .all();
  return Object.fromEntries(rows.map((row) => [row.month, [row.charges, row.billed]]));
}

describe("a sync that is killed", () => {
  test("would have restated all months", async () => {
    const file = join(folder, "whole.db");
    duration = await killed(file, 60_000);
    const store = new Store(file, []);
    expect(monthsIn(store)).toEqual(NEW);
    expect(spentIn(store)).toEqual([2]);
    store.close();
  });

  test.each(Array.from({ length: RUNS }, (_, run) => run))(
    "leaves each month old or new, and the next sync completes it, run %d",
    async (run) => {
      const file = join(folder, `${run}.db`);
      await killed(file, (duration * (run + Math.random())) / RUNS);
      const store = new Store(file, []);
      try {
        for (const [month, state] of Object.entries(monthsIn(store))) {
          expect([OLD[month], NEW[month]]).toContainEqual(state);
        }
        expect([[1], [2]]).toContainEqual(spentIn(store));
        const sources = [world.source(), listingSource(2)];
        const outcomes = await syncSources(sources, { ...world.run(), store });
        expect(outcomes.map(({ status }) => status)).toEqual(["synced", "synced"]);
        expect(spentIn(store)).toEqual([2]);
        expect(monthsIn(store)).toEqual(NEW);
        for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
        expect(strayRows(store)).toEqual({});
        expect(store.deliveries.list()).toHaveLength(2 * MONTHS.length);
        expect(
          store.deliveries.list().every(({ loadedAt }) => loadedAt === NOW.toISOString()),
        ).toBe(true);
        expect(existsSync(`${file}-downloads`)).toBe(false);
        expect(store.database.prepare("SELECT * FROM sync_lease").all()).toEqual([]);
      } finally {
        store.close();
      }
    },
  );

  test("while it removes a month that it has replaced leaves the new one, and the rest to the next sync", async () => {
    const root = temporaryFolder();
    const bucket = folderWorld(root);
    const layout = awsLayout(false);
    const large = new SyncWorld(bucket, layout, await bucket.fresh());
    const deliver = (count: number) =>
      large.deliver({
        month: "2026-10",
        files: [billFile(charges("2026-10", count, 1))],
        rows: [count],
      });
    try {
      const { store } = large;
      await deliver(150_000);
      await large.sync();
      await deliver(2);
      const leaving = store.database.prepare("SELECT 1 FROM delivery WHERE stage = 'superseded'");
      await killedAt(large.place.settings.location, store.file, async () => {
        while (leaving.get() === undefined) await wait(1);
      });
      expect(large.months()).toEqual({ "2026-10": [2, 2] });
      expect(strayRows(store)["charge"]).toBeGreaterThan(0);
      for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
      const { units } = await large.sync();
      expect(units.map(({ status }) => status)).toEqual(["unchanged"]);
      expect(strayRows(store)).toEqual({});
      expect(large.months()).toEqual({ "2026-10": [2, 2] });
    } finally {
      large.end();
      rmSync(root, { recursive: true });
    }
  });
});
