import { spawn } from "node:child_process";
import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Source } from "#src/sources/source";
import { Store } from "#src/store/store";
import { syncSources } from "#src/sync/sync-sources";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";
import { NOW, SyncWorld, statuses } from "./sync-world.ts";
import type { Layout } from "./worlds.ts";
import { awsLayout, azureLayout, type BucketWorld, folderWorld, plainLayout } from "./worlds.ts";

let root = "";
let bucket: BucketWorld;
let world: SyncWorld;

async function begin(layout: Layout): Promise<SyncWorld> {
  world = new SyncWorld(bucket, layout, await bucket.fresh());
  return world;
}

const plainOctober = { month: "2026-10", files: [billFile(charges("2026-10", 2, 3))], rows: [2] };

beforeEach(() => {
  root = temporaryFolder();
  bucket = folderWorld(root);
});
afterEach(() => {
  expect(world.end()).toEqual([]);
  rmSync(root, { recursive: true });
});

describe("several sources", () => {
  test("one that fails doesn't stop the next, and is remembered with its problem", async () => {
    const { store, source, run } = await begin(plainLayout()).then((there) => ({
      store: there.store,
      source: there.source("b"),
      run: there.run(),
    }));
    await world.deliver(plainOctober);
    const broken: Source = {
      name: "a",
      kind: "focus-files",
      usage: { calls: 0, cost: 0 },
      survey: () => Promise.reject(new TypeError("AKIAIOSFODNN7EXAMPLE")),
      check: () => Promise.resolve([]),
    };
    const outcomes = await syncSources([broken, source], run);
    expect(outcomes.map(({ status }) => status)).toEqual(["failed", "synced"]);
    expect(outcomes[0]?.problem).toContain("An error of Tally's own (TypeError)");
    expect(world.bugs).toHaveLength(1);
    expect(world.months("b")).toEqual({ "2026-10": [2, 6] });
    const log = store.syncs;
    expect(log.state("a")).toMatchObject({ succeededAt: null, triedAt: NOW.toISOString() });
    expect(log.state("b")).toMatchObject({
      succeededAt: NOW.toISOString(),
      problems: [],
      calls: 2,
    });
    expect(JSON.stringify(log.states())).not.toContain("AKIA");
  });

  test("the same files, and the same account's month in other files, count once", async () => {
    await begin(plainLayout());
    await world.deliver(plainOctober);
    await world.sync({}, "first");
    const same = await world.sync({}, "second");
    expect(same.units[0]?.problem).toContain("already loaded from “first”");
    await world.deliver({ ...plainOctober, files: [billFile(charges("2026-10", 5, 1))] });
    const overlapping = await world.sync({}, "second");
    expect(overlapping.units[0]?.problem).toContain("account 111111111111 is loaded from “first”");
    expect(world.months("first")).toEqual({ "2026-10": [2, 6] });
    expect(world.months("second")).toEqual({});
    const other = charges("2026-10", 5, 1).map((charge) => ({ ...charge, account: "2222" }));
    await world.deliver({ ...plainOctober, files: [billFile(other)] });
    expect((await world.sync({}, "second")).status).toBe("synced");
    expect(world.months("second")).toEqual({ "2026-10": [5, 5] });
  });

  test("a place without bills fails with a hint", async () => {
    await begin(plainLayout());
    const outcome = await world.sync();
    expect(outcome).toMatchObject({ status: "failed", units: [] });
    expect(outcome.problem).toContain("Check its kind and location");
  });
});

describe("two syncs at once", () => {
  test("the second of a process says so and leaves", async () => {
    await begin(plainLayout());
    await world.deliver(plainOctober);
    const [first, second] = await Promise.all([world.sync(), world.sync()]);
    expect([first?.status, second?.status]).toEqual(["synced", "busy"]);
    expect(world.months()).toEqual({ "2026-10": [2, 6] });
    expect((await world.sync()).status).toBe("synced");
  });

  test("a lease of a living process holds until it ends; one of a dead process doesn't", async () => {
    await begin(plainLayout());
    await world.deliver(plainOctober);
    const { hostname } = await import("node:os");
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const lease = (host: string, pid: number | undefined, until: string) =>
      world.store.database
        .prepare("INSERT OR REPLACE INTO sync_lease VALUES ('bills', ?, ?)")
        .run(JSON.stringify({ host, process: pid, run: "x" }), until);
    lease(hostname(), child.pid, "2026-11-20T09:04:00.000Z");
    expect((await world.sync()).status).toBe("busy");
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect((await world.sync()).status).toBe("synced");
    lease("another-host", 1, "2026-11-20T09:04:00.000Z");
    expect((await world.sync()).status).toBe("busy");
    lease("another-host", 1, "2026-11-20T08:59:00.000Z");
    expect((await world.sync()).status).toBe("synced");
  });

  test("while another process loads, nothing is done", async () => {
    await begin(plainLayout());
    await world.deliver(plainOctober);
    const { hostname } = await import("node:os");
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const until = new Date(Date.now() + 60_000).toISOString();
    world.store.database
      .prepare("INSERT INTO sync_lease VALUES ('', ?, ?)")
      .run(JSON.stringify({ host: hostname(), process: child.pid, run: "x" }), until);
    world.store.database.pragma("busy_timeout = 50");
    expect((await world.sync()).status).toBe("busy");
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect((await world.sync()).status).toBe("synced");
  });

  test("while an import writes, nothing is done", async () => {
    await begin(plainLayout());
    await world.deliver(plainOctober);
    world.store.database.pragma("busy_timeout = 50");
    const other = new Store(join(world.folder, "tally.db"), []);
    other.database.exec("BEGIN IMMEDIATE");
    expect((await world.sync()).status).toBe("busy");
    other.database.exec("ROLLBACK");
    other.close();
    expect((await world.sync()).status).toBe("synced");
  });
});

describe("FOCUS files without a manifest", () => {
  test("a part that vanished is held, until it is decided", async () => {
    await begin(plainLayout());
    const files = [billFile(charges("2026-10", 2, 3)), billFile(charges("2026-10", 3, 5))];
    await world.deliver({ month: "2026-10", files, rows: [2, 3] });
    await world.sync();
    await world.place.remove("2026-10/part-2.csv.gz");
    const outcome = await world.sync();
    expect(statuses(outcome)).toEqual({ "2026-10": "held" });
    expect(outcome.units[0]?.problem).toContain("part-2.csv.gz vanished");
    expect(world.months()).toEqual({ "2026-10": [5, 21] });
    expect(world.store.syncs.state("bills")?.held).toHaveLength(1);
    await world.sync({ applyHeld: true });
    expect(world.months()).toEqual({ "2026-10": [2, 6] });
    expect(world.store.syncs.state("bills")?.held).toEqual([]);
  });

  test("the same content under two names counts once", async () => {
    await begin(plainLayout());
    const [file] = plainOctober.files;
    await world.place.put("2026-10/a.csv.gz", file ?? "");
    await world.place.put("2026-10/b.csv.gz", file ?? "");
    await world.sync();
    expect(world.months()).toEqual({ "2026-10": [2, 6] });
  });

  test("files that don't tell their month are refused, or read by their rows", async () => {
    await begin(plainLayout());
    const both = [...charges("2026-09", 1, 1), ...charges("2026-10", 2, 3)];
    await world.place.put("bill.csv.gz", billFile(both));
    expect((await world.sync()).problem).toContain("set “months: rows”");
    const byRows: Layout = { ...plainLayout(), settings: { months: "rows", settleMinutes: 0 } };
    const rows = new SyncWorld(bucket, byRows, world.place);
    expect(statuses(await rows.sync())).toEqual({ all: "loaded" });
    expect(rows.months()).toEqual({ "2026-09": [1, 1], "2026-10": [2, 6] });
    await world.place.put("bill.csv.gz", billFile(charges("2026-10", 1, 9)));
    const held = await rows.sync();
    expect(held.units[0]).toMatchObject({ status: "held" });
    expect(held.units[0]?.problem).toContain("no charges for 2026-09");
    expect(rows.months()).toEqual({ "2026-09": [1, 1], "2026-10": [2, 6] });
    await rows.sync({ applyHeld: true });
    expect(rows.months()).toEqual({ "2026-10": [1, 9] });
    expect(rows.end()).toEqual([]);
  });

  test("files that just changed are left to the next sync", async () => {
    await begin({ ...plainLayout(), settings: { settleMinutes: 10 } });
    await world.deliver(plainOctober);
    const outcome = await world.sync();
    expect(outcome).toMatchObject({ status: "synced" });
    expect(statuses(outcome)).toEqual({ "2026-10": "waiting" });
    const before = new Date(Date.now() - 11 * 60_000);
    const { location } = world.place.settings;
    utimesSync(join(location, "2026-10/part-1.csv.gz"), before, before);
    expect(statuses(await world.sync())).toEqual({ "2026-10": "loaded" });
  });
});

describe("Data Exports of AWS", () => {
  const overwriting = awsLayout(true);

  test("a chunk newer than its manifest belongs to a refresh under way", async () => {
    await begin(overwriting);
    await world.deliver(plainOctober);
    const { location } = world.place.settings;
    const chunk = join(location, "data/BILLING_PERIOD=2026-10/focus-00001.csv.gz");
    const later = new Date(Date.now() + 60_000);
    utimesSync(chunk, later, later);
    const outcome = await world.sync();
    expect(statuses(outcome)).toEqual({ "2026-10": "waiting" });
    expect(outcome.status).toBe("synced");
    utimesSync(chunk, new Date(), new Date());
    expect(statuses(await world.sync())).toEqual({ "2026-10": "loaded" });
  });

  test("a month spelled in two cases counts once, as in the newer manifest", async () => {
    await begin(overwriting);
    await world.deliver(plainOctober);
    const { location } = world.place.settings;
    const old = new Date("2026-11-01T00:00:00Z");
    utimesSync(join(location, "metadata/BILLING_PERIOD=2026-10/focus-Manifest.json"), old, old);
    const partition = "billing_period=2026-10";
    await world.place.put(
      `data/${partition}/run-2/focus-00001.csv.gz`,
      billFile(charges("2026-10", 4, 2)),
    );
    const dataFiles = [`s3://any/focus/data/${partition}/run-2/focus-00001.csv.gz`];
    const manifest = JSON.stringify({ executionId: "run-2", dataFiles });
    await world.place.put(`metadata/${partition}/focus-Manifest.json`, manifest);
    await world.sync();
    expect(world.months()).toEqual({ "2026-10": [4, 8] });
  });

  test("a manifest that names a file that isn't there, or none of ours, fails its month", async () => {
    await begin(awsLayout(false));
    await world.deliver(plainOctober);
    const manifest = (uri: string) =>
      world.place.put(
        "metadata/billing_period=2026-09/focus-Manifest.json",
        JSON.stringify({ dataFiles: [uri] }),
      );
    await manifest("s3://b/focus/data/billing_period=2026-09/x/focus-00001.csv.gz");
    const missing = await world.sync();
    expect(statuses(missing)).toEqual({ "2026-09": "failed", "2026-10": "loaded" });
    expect(missing.units[0]?.problem).toContain("isn't there");
    await manifest("s3://b/elsewhere.csv.gz");
    expect((await world.sync()).units[0]?.problem).toContain("no file below data/");
    await world.place.put("metadata/billing_period=2026-09/focus-Manifest.json", "{");
    expect((await world.sync()).units[0]?.problem).toContain("isn't valid JSON");
    await world.place.put("metadata/billing_period=2026-09/other-Manifest.json", "{}");
    expect((await world.sync()).problem).toContain("Several exports lie here: focus, other");
  });
});

describe("exports of Azure", () => {
  test("a run of part of a month, or of no manifest's shape, fails by itself", async () => {
    await begin(azureLayout());
    await world.deliver(plainOctober);
    const manifest = {
      exportConfig: { exportName: "daily", type: "FocusCost" },
      runInfo: {
        submittedTime: "2026-11-20T12:00:00Z",
        startDate: "2026-09-10T00:00:00",
        endDate: "2026-09-20T00:00:00",
      },
      blobs: [],
    };
    await world.place.put("part/manifest.json", JSON.stringify(manifest));
    await world.place.put("other/manifest.json", "{}");
    const outcome = await world.sync();
    expect(statuses(outcome)).toEqual({
      "2026-10": "loaded",
      "other/manifest.json": "failed",
      "part/manifest.json": "failed",
    });
    expect(JSON.stringify(outcome)).toContain("instead of one month from its first day on");
    expect(world.months()).toEqual({ "2026-10": [2, 6] });
  });

  test("exports of other types are passed over; two FOCUS exports are refused", async () => {
    await begin(azureLayout());
    await world.deliver(plainOctober);
    const manifest = (type: string) =>
      world.place.put(
        "other/manifest.json",
        JSON.stringify({
          exportConfig: { exportName: "other", type },
          runInfo: {
            submittedTime: "2026-11-20T12:00:00Z",
            startDate: "2026-09-01T00:00:00",
            endDate: "2026-09-30T00:00:00",
          },
          blobs: [],
        }),
      );
    await manifest("ActualCost");
    expect(statuses(await world.sync())).toEqual({ "2026-10": "loaded" });
    await manifest("FocusCost");
    expect((await world.sync()).problem).toContain("Several exports lie here: daily, other");
  });
});
