import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UserError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import { Caller } from "#src/sources/calls/caller";
import type { SourceUnit } from "#src/sources/source";
import { Store } from "#src/store/store";
import { CallCosts } from "#src/store/sync/call-costs";
import { forgetSources } from "#src/sync/forget-sources";
import { sourcesSchema } from "#src/sync/source-config";
import { pursesIn } from "#src/sync/stored-purses";
import type { SyncRun } from "#src/sync/sync-run";
import { syncSources } from "#src/sync/sync-sources";
import { monthsOf } from "../ingest/store-contents.ts";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";
import { NOW, statuses } from "./sync-world.ts";
import { TestSource } from "./test-source.ts";

let folder = "";
let store: Store;

beforeEach(() => {
  folder = temporaryFolder();
  store = new Store(join(folder, "tally.db"), []);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function runOf(more: Partial<SyncRun> = {}): SyncRun {
  return {
    store,
    since: null,
    applyHeld: false,
    now: () => NOW,
    onProgress: () => undefined,
    onBug: (error) => expect.unreachable(String(error)),
    ...more,
  };
}

/** October of an account, and what happens when it is fetched. */
function october(
  account: string,
  options: {
    readonly rows?: number;
    readonly before?: (kept: string) => Promise<unknown>;
    readonly stated?: number;
  } = {},
): SourceUnit {
  const { rows = 5, before, stated = null } = options;
  return {
    id: "2026-10",
    billingPeriodStart: "2026-10-01",
    version: "1",
    order: null,
    parts: null,
    async fetch(place, onProgress, kept) {
      await before?.(kept);
      const path = join(place, "bill.csv.gz");
      writeFileSync(
        path,
        billFile(charges("2026-10", rows, 1).map((row) => ({ ...row, account }))),
      );
      onProgress(1, 1);
      return { files: [{ path, name: account, sha256: account, rows: stated }], rows: null };
    },
  };
}

describe("several sources at the same time", () => {
  test("a slow one holds no other; at most three are asked at once; outcomes keep their order", async () => {
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const begun: string[] = [];
    const sources = gates.map((gate, at) => {
      const before = () => {
        begun.push(`s${at}`);
        return gate.promise;
      };
      return new TestSource(`s${at}`, { units: [october(`account-${at}`, { before })] });
    });
    const told: string[] = [];
    const outcomes = syncSources(sources, runOf(), ({ source }) => told.push(source));
    await expect.poll(() => begun.toSorted().join(" ")).toBe("s0 s1 s2");
    gates[1]?.resolve();
    await expect.poll(() => begun.toSorted().join(" ")).toBe("s0 s1 s2 s3");
    expect(monthsOf(store, "s1")).toMatchObject({ "2026-10": [5, 5, 5] });
    expect(told).toEqual([]);
    for (const gate of gates) gate.resolve();
    expect((await outcomes).map(({ source }) => source)).toEqual(["s0", "s1", "s2", "s3", "s4"]);
    expect(told).toEqual(["s0", "s1", "s2", "s3", "s4"]);
    expect(readdirSync(folder).filter((name) => name.includes("downloads"))).toEqual([]);
  });

  test("a load that is taken back takes nothing of another source with it", async () => {
    // What the good one writes falls into the other's load, which ends badly after many turns.
    const wrong = new TestSource("wrong", { units: [october("one", { rows: 60_000, stated: 1 })] });
    const loading = Promise.withResolvers<void>();
    const good = new TestSource("good", {
      units: [october("two", { before: () => loading.promise })],
    });
    const onProgress: SyncRun["onProgress"] = ({ stage }) => {
      if (stage === "rows") loading.resolve();
    };
    const [first, second] = await syncSources([wrong, good], runOf({ onProgress }));
    expect(first?.units[0]?.problem).toContain("There are 60000 rows, and the manifest says 1");
    expect(second).toMatchObject({ status: "synced" });
    expect(monthsOf(store, "good")).toMatchObject({ "2026-10": [5, 5, 5] });
    expect(monthsOf(store, "wrong")).toEqual({});
    expect(store.syncs.state("good")?.succeededAt).toBe(NOW.toISOString());
    expect(store.syncs.units("good").size).toBe(1);
    expect(store.database.prepare("SELECT * FROM sync_lease").all()).toEqual([]);
  });

  test("one that is stopped keeps what is loaded, and leaves nothing behind", async () => {
    const stop = new AbortController();
    const november = { ...october("one", { before: async () => stop.abort() }), id: "2026-11" };
    const waiting = { before: () => once(stop.signal, "abort") };
    const sources = [
      new TestSource("s", { units: [october("one"), november] }),
      new TestSource("b", { units: [october("two", waiting)] }),
      new TestSource("c", { units: [october("three", waiting)] }),
      new TestSource("never begun", { units: [october("four")] }),
    ];
    const outcomes = await syncSources(sources, runOf({ stop: stop.signal }));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["stopped"]));
    expect(monthsOf(store, "s")).toMatchObject({ "2026-10": [5, 5, 5] });
    expect(store.database.prepare("SELECT name FROM source").pluck().all()).toEqual(["s"]);
    expect(store.syncs.states()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes("downloads"))).toEqual([]);
    expect(store.database.prepare("SELECT * FROM sync_lease").all()).toEqual([]);
  });
});

describe("the folder that a source keeps", () => {
  test("stays between syncs, and goes with the source or its kind", async () => {
    const kept: string[] = [];
    const before = async (place: string) => {
      kept.push(place);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "page"), "dear");
    };
    const unit = october("one", { before });
    const run = (kind: string, version: string) =>
      syncSources([new TestSource("s", { kind, units: [{ ...unit, version }] })], runOf());
    await run("focus-files", "1");
    await run("focus-files", "2");
    const [place = ""] = kept;
    expect(kept).toEqual([place, place]);
    expect(place.startsWith(`${store.file}-kept`)).toBe(true);
    const settings = sourcesSchema.parse({ s: { kind: "focus-files", location: "./bills" } });
    await forgetSources(store, settings, NOW);
    expect(existsSync(join(place, "page"))).toBe(true);
    await run("aws-export", "3");
    expect(kept[2]).not.toBe(place);
    await forgetSources(store, settings, NOW);
    expect(readdirSync(`${store.file}-kept`)).toHaveLength(1);
    await forgetSources(store, {}, NOW);
    expect(existsSync(`${store.file}-kept`)).toBe(false);
  });
});

describe("what calls may cost", () => {
  const clock = { now: () => Date.now(), wait: async () => undefined, random: () => 0 };
  let now = NOW;

  /** How many calls of a cent a source can make. */
  async function calls(of: Store, dollarsPerDay: number, most = 1000): Promise<number> {
    const purse = pursesIn(of, () => now)("aws", dollarsPerDay);
    const caller = new Caller(clock, { callsPerSecond: 100_000 }, purse);
    for (let made = 0; made < most; made++) {
      try {
        await caller.call("Asking", async () => undefined, { price: 0.01 });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        expect(error.failure).toBe("capped");
        return made;
      }
    }
    return most;
  }

  test("is kept over restarts, for each UTC day", async () => {
    now = new Date("2026-11-20T23:59:00Z");
    expect(await calls(store, 0.1, 4)).toBe(4);
    store.close();
    store = new Store(join(folder, "tally.db"), []);
    expect(await calls(store, 0.1)).toBe(6);
    expect(await calls(store, 0.1)).toBe(0);
    now = new Date("2026-11-21T00:00:00Z");
    expect(await calls(store, 1)).toBe(100);
    expect(new CallCosts(store.database).spent("aws", "2026-11-20")).toBeCloseTo(0.1);
    expect(new CallCosts(store.database).spent("other", "2026-11-20")).toBe(0);
  });

  test("is shared by all processes on the store", async () => {
    now = NOW;
    const other = new Store(join(folder, "tally.db"), []);
    const made = await Promise.all([calls(store, 0.3), calls(other, 0.3)]);
    expect(made[0] + made[1]).toBe(30);
    other.close();
  });

  test("nothing is called while it can't be counted", async () => {
    const other = new Store(join(folder, "tally.db"), []);
    store.database.pragma("busy_timeout = 50");
    other.database.exec("BEGIN IMMEDIATE");
    await expect(calls(store, 1, 1)).rejects.toThrow(UserError);
    other.database.exec("ROLLBACK");
    expect(await calls(store, 1, 1)).toBe(1);
    other.close();
  });

  test("a price above a whole day's money is refused", async () => {
    expect(await calls(store, 0.005)).toBe(0);
    expect(new CallCosts(store.database).spent("aws", "2026-11-20")).toBe(0);
  });

  test("what was spent while a load is under way isn't forgotten with it", async () => {
    now = NOW;
    const spent = Promise.withResolvers<number>();
    let asked = false;
    const onProgress: SyncRun["onProgress"] = ({ stage }) => {
      if (stage !== "rows" || asked) return;
      asked = true;
      calls(store, 0.05).then(spent.resolve, spent.reject);
    };
    const wrong = new TestSource("wrong", { units: [october("one", { rows: 60_000, stated: 1 })] });
    const [outcome] = await syncSources([wrong], runOf({ onProgress }));
    expect(statuses(outcome ?? expect.unreachable())).toEqual({ "2026-10": "failed" });
    expect(await spent.promise).toBe(5);
    expect(await calls(store, 0.05)).toBe(0);
  });
});
