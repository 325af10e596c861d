import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UserError } from "#src/errors";
import { importBills } from "#src/ingest/import-bills";
import { checkStore } from "#src/store/check-store";
import { ChargeBuffer, DeliveryWriter } from "#src/store/delivery-writer";
import { Load, removeRest } from "#src/store/load";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { Lease } from "#src/store/sync/lease";
import { strayRows } from "../ingest/store-contents.ts";
import { temporaryFolder, writeBill } from "./random-bill.ts";
import { october, plainRow, teamDimension } from "./store-with-bill.ts";

const AT = new Date("2026-11-20T09:00:00Z");
const CHARGES = 250;

let folder = "";
let file = "";
let bill = "";
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, "tally.db");
  bill = join(folder, "bill.csv");
  store = new Store(file, []);
  store.database.pragma("busy_timeout = 200");
  writeBill(bill, [plainRow, plainRow]);
  await importBills(store, { paths: [bill], source: "aws", again: false, now: AT });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

async function beginLoad(into = store): Promise<Load> {
  const load = await Load.begin(into);
  if (load === null) throw new Error("another load is under way");
  return load;
}

/** Stages a month of 250 charges of a dollar. */
function stageMonth(load: Load, source: string): number {
  const { values, database } = load.store;
  const id = load.stage({
    source,
    billingPeriodStart: "2026-10-01",
    loadedAt: AT,
    focusVersion: "1.2",
    content: `${source} anew`,
    columns: ["A"],
    files: [{ path: "new.csv", sha256: "new" }],
  });
  const writer = new DeliveryWriter(database, id, () => 0);
  const charge = new ChargeBuffer();
  for (let at = 0; at < CHARGES; at++) {
    charge.clear();
    charge.profile[0] = values.idOf("payer");
    charge.item[11] = values.idOf("i-new");
    charge.costs.fill(1);
    charge.start = Date.parse("2026-10-05T00:00:00Z") / 1000;
    charge.end = charge.start + 86_400;
    writer.add(charge);
  }
  load.write(() => {
    values.flush();
    writer.finish();
    load.store.deliveries.complete(id, [], [], []);
  });
  return id;
}

/** All that readers tell of the bill. */
function toldBy(reader: Store) {
  const { deliveries, database } = reader;
  return {
    list: deliveries.list(),
    current: deliveries.current("aws", "2026-10-01"),
    other: deliveries.current("other", "2026-10-01"),
    content: deliveries.contentOf("aws", "2026-10-01"),
    last: [deliveries.last("aws"), deliveries.last("other")],
    holder: deliveries.otherSourceOf("new", "x"),
    total: reader.costs(makeScope([])).query(october).totals,
    freshness: reader.costs(makeScope([])).freshness([], "2026-11-20", 1),
    holds: reader.vocabulary(makeScope([])).holds("i-new"),
    view: database.prepare("SELECT count(*) AS n, sum(EffectiveCost) AS sum FROM focus").get(),
    checks: checkStore(database),
  };
}

/** As if another process of this machine had the right to load. */
function handLeaseTo(processNumber: number): void {
  const owner = JSON.stringify({ host: hostname(), process: processNumber, run: "x" });
  store.database.prepare("UPDATE sync_lease SET owner = ?").run(owner);
}

describe("what a load stages", () => {
  test("isn't there for any reader before it is swapped in, all at once", async () => {
    const reader = new Store(file, []);
    const before = toldBy(reader);
    const load = await beginLoad();
    stageMonth(load, "aws");
    stageMonth(load, "other");
    expect(toldBy(reader)).toEqual(before);
    expect(toldBy(store)).toEqual(before);
    load.swapIn(AT);
    for (const told of [toldBy(reader), toldBy(store)]) {
      expect(told.view).toEqual({ n: 2 * CHARGES, sum: 2 * CHARGES });
      expect(told.list.map(({ supersededAt }) => supersededAt === null)).toEqual([
        false,
        true,
        true,
      ]);
      expect(told).toMatchObject({ content: "aws anew", holder: expect.any(String), holds: true });
    }
    await load.end();
    expect(strayRows(store)).toEqual({});
    reader.close();
  });

  test("is removed when it isn't swapped in, and its source with it", async () => {
    const load = await beginLoad();
    const before = toldBy(store);
    stageMonth(load, "other");
    await load.end();
    expect(toldBy(store)).toEqual(before);
    expect(strayRows(store)).toEqual({});
    expect(store.database.prepare("SELECT name FROM source").pluck().all()).toEqual(["aws"]);
    expect(store.database.prepare("SELECT count(*) FROM delivery").pluck().get()).toBe(1);
  });

  test("is no first delivery while it doesn't count", async () => {
    const empty = new Store(":memory:", []);
    const load = await beginLoad(empty);
    stageMonth(load, "aws");
    expect(empty.isEmpty()).toBe(true);
    load.swapIn(AT);
    expect(empty.isEmpty()).toBe(false);
    await load.end();
    empty.close();
  });

  test("counts never, once the allocation rules have changed", async () => {
    const load = await beginLoad();
    stageMonth(load, "aws");
    new Store(file, [teamDimension()]).close();
    expect(() => load.swapIn(AT)).toThrow(UserError);
    await load.end();
    expect(toldBy(store).view).toEqual({ n: 2, sum: 2 });
    expect(strayRows(store)).toEqual({});
  });
});

describe("loads", () => {
  test("run one at a time, and a dead one's rest is removed by the next", async () => {
    const other = new Store(file, []);
    other.database.pragma("busy_timeout = 60");
    const load = await beginLoad();
    stageMonth(load, "aws");
    expect(await Load.begin(other)).toBe(null);
    expect(Load.beginAtOnce(other)).toBe(null);
    const paths = [bill];
    const refused = importBills(other, { paths, source: "x", again: true, now: AT });
    await expect(refused).rejects.toThrow("Another import or sync is writing");
    // As after a restart: the same number of a process, another run.
    handLeaseTo(process.pid);
    const next = await beginLoad(other);
    expect(strayRows(other)).toEqual({});
    stageMonth(next, "aws");
    next.swapIn(AT);
    await next.end();
    expect(toldBy(store).view).toEqual({ n: CHARGES, sum: CHARGES });
    expect(store.database.prepare("SELECT * FROM sync_lease").all()).toEqual([]);
    other.close();
  });

  test("that another process took over end without a trace, and touch nothing of it", async () => {
    const load = await beginLoad();
    const id = stageMonth(load, "aws");
    handLeaseTo(process.ppid);
    expect(() => load.write(() => undefined)).toThrow(UserError);
    expect(() => load.swapIn(AT)).toThrow(UserError);
    await load.end();
    const stage = store.database.prepare("SELECT stage FROM delivery WHERE id = ?").pluck();
    expect(stage.get(id)).toBe("staged");
    expect(toldBy(store).view).toEqual({ n: 2, sum: 2 });
    expect(await Load.begin(store)).toBe(null);
  });

  test("that ended without giving the right back leave nothing, once anybody takes any right", async () => {
    const load = await beginLoad();
    handLeaseTo(process.pid);
    const lease = Lease.take(store.database, "aws", () => AT);
    expect(store.database.prepare("SELECT source FROM sync_lease").pluck().all()).toEqual(["aws"]);
    lease?.end();
    await load.end();
  });

  test("wait for the one under way", async () => {
    const first = await beginLoad();
    const second = Load.begin(store);
    await first.end();
    await (await second)?.end();
    expect(await second).not.toBe(null);
  });

  test("leave nothing to do, and removing it does nothing while one is under way", async () => {
    const load = await beginLoad();
    stageMonth(load, "aws");
    await removeRest(store);
    expect(strayRows(store)).toMatchObject({ charge: CHARGES });
    load.swapIn(AT);
    store.database.prepare("DELETE FROM sync_lease").run();
    await removeRest(store);
    expect(strayRows(store)).toEqual({});
    await load.end();
  });
});

describe("texts that wait to be written", () => {
  test("have their numbers already, and lose them when they are forgotten", () => {
    const { values, database } = store;
    const written = () =>
      database.prepare("SELECT count(*) FROM value WHERE text LIKE 'new %'").pluck().get();
    const ids = ["new a", "new b", "new a"].map((text) => values.idOf(text));
    expect(ids[0]).toBe(ids[2]);
    expect(values.text(ids[1] ?? 0)).toBe("new b");
    expect(values.find("new b")).toBe(ids[1]);
    expect(written()).toBe(0);
    values.forget();
    expect(values.find("new a")).toBeUndefined();
    expect(values.idOf("new c")).toBe(ids[0]);
    values.flush();
    expect(written()).toBe(1);
    expect(new Store(file, []).values.find("new c")).toBe(ids[0]);
  });

  test("are refused when another process has given their numbers away", () => {
    const other = new Store(file, []);
    store.values.idOf("mine");
    other.values.idOf("theirs");
    other.values.flush();
    expect(() => store.values.flush()).toThrow(UserError);
    other.close();
  });
});
