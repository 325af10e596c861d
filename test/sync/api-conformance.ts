import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SourceOutcome } from "#src/sync/outcome";
import { type ApiCharge, type ApiFailure, ApiSync, type ApiWorld } from "./api-world.ts";
import { statuses } from "./sync-world.ts";

/** Charges on the first days of a month, of the same cost. */
function charges(month: string, count: number, cost: number): ApiCharge[] {
  return Array.from({ length: count }, (_, at) => ({
    day: `${month}-${String(at + 1).padStart(2, "0")}`,
    cost,
  }));
}

/** Where a test stands when it is run, on 3 November: October may still change, September hardly. */
const SEPTEMBER = charges("2026-09", 3, 1);
const OCTOBER = charges("2026-10", 14, 2);
const RESTATED = charges("2026-10", 14, 3);
const TRUTH = { "2026-09": 3, "2026-10": 28 };
const NEW = { ...TRUTH, "2026-10": 42 };

/**
 * What every source must do that asks an API for charges. Of the cases of sources in buckets these don't exist
 * here: objects that vanish (a month without charges is what comes closest), gzip (an answer that is cut off
 * is), checksums (answers carry none; TLS guards them) and manifests (what else a provider states, each source
 * holds against its rows by itself).
 */
export function testApiSource(worldOf: () => ApiWorld): void {
  let world: ApiWorld;
  let sync: ApiSync;

  beforeEach(async () => {
    world = worldOf();
    world.proxy.reset();
    world.setPageSize(null);
    world.drift?.("none");
    await world.put([...SEPTEMBER, ...OCTOBER]);
    sync = new ApiSync(world);
  });
  afterEach(() => {
    expect(sync.bugs).toEqual([]);
    expect(sync.end()).toEqual([]);
  });

  /** The first load, behind which it is the next morning and requests are counted anew. */
  async function loaded(): Promise<void> {
    await sync.sync();
    expect(sync.months()).toEqual(TRUTH);
    world.proxy.reset();
    sync.nextDay();
  }

  /** October costs more now. */
  async function restated(): Promise<void> {
    await loaded();
    await world.put([...SEPTEMBER, ...RESTATED]);
  }

  const october = (outcome: SourceOutcome) => statuses(outcome)["2026-10"];

  describe("charges", () => {
    test("first load", async () => {
      const outcome = await sync.sync();
      expect(outcome).toMatchObject({ status: "synced", problem: null });
      expect(statuses(outcome)).toMatchObject({ "2026-09": "loaded", "2026-10": "loaded" });
      expect(sync.months()).toEqual(TRUTH);
    });

    test("no change", async () => {
      await sync.sync();
      world.proxy.reset();
      const outcome = await sync.sync();
      expect(outcome.status).toBe("synced");
      expect(outcome.calls).toBe(world.unchangedCalls);
      expect(world.proxy.requests).toHaveLength(world.unchangedCalls);
      expect(sync.months()).toEqual(TRUTH);
    });

    test("the same charges on another day, as of a duplicate delivery", async () => {
      await loaded();
      const outcome = await sync.sync();
      expect(statuses(outcome)).toMatchObject({ "2026-09": "unchanged", "2026-10": "unchanged" });
      expect(sync.store.deliveries.list()).toHaveLength(2);
      expect(sync.months()).toEqual(TRUTH);
    });

    test("restated month", async () => {
      await restated();
      const outcome = await sync.sync();
      expect(statuses(outcome)).toMatchObject({ "2026-09": "unchanged", "2026-10": "restated" });
      expect(sync.months()).toEqual(NEW);
      const [delivery] = outcome.units.flatMap(({ deliveries }) => deliveries);
      expect(delivery?.replaced?.totals[0]?.BilledCost).toBe(28);
    });

    test("appended late rows", async () => {
      await loaded();
      await world.put([...SEPTEMBER, ...OCTOBER, { day: "2026-10-31", cost: 5 }]);
      expect(october(await sync.sync())).toBe("restated");
      expect(sync.months()).toEqual({ ...TRUTH, "2026-10": 33 });
    });

    test("correction in a later month", async () => {
      await loaded();
      await world.put([...SEPTEMBER, ...OCTOBER, { day: "2026-11-02", cost: -4 }]);
      expect(statuses(await sync.sync())).toMatchObject({
        "2026-10": "unchanged",
        "2026-11": "loaded",
      });
      expect(sync.months()).toEqual({ ...TRUTH, "2026-11": -4 });
    });

    test("page boundary", async () => {
      await sync.sync();
      const { length: atOnce } = world.proxy.requests;
      sync.nextDay();
      await world.put([...SEPTEMBER, ...RESTATED]);
      world.setPageSize(3);
      sync.pageSize = 3;
      world.proxy.reset();
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
      expect(world.proxy.requests.length).toBeGreaterThan(atOnce);
    });

    test("an empty month, filled later", async () => {
      const before = statuses(await sync.sync())["2026-11"];
      expect([undefined, "empty"]).toContain(before);
      sync.nextDay();
      await world.put([...SEPTEMBER, ...OCTOBER, ...charges("2026-11", 2, 6)]);
      expect(statuses(await sync.sync())["2026-11"]).toBe("loaded");
      expect(sync.months()).toEqual({ ...TRUTH, "2026-11": 12 });
    });

    test("a month that had money becomes empty only when that is decided, or is gone", async () => {
      await loaded();
      await world.put(SEPTEMBER);
      const outcome = await sync.sync();
      expect(["held", "gone"]).toContain(october(outcome));
      expect(sync.months()).toEqual(TRUTH);
      if (october(outcome) === "gone") return;
      expect(sync.store.syncs.state("bills")?.held).toHaveLength(1);
      expect(october(await sync.sync({ applyHeld: true }))).toBe("empty");
      expect(sync.months()).toEqual({ "2026-09": 3 });
    });

    test("a total that falls is said", async () => {
      await loaded();
      await world.put([...SEPTEMBER, ...charges("2026-10", 14, 0.5)]);
      const outcome = await sync.sync();
      const unit = outcome.units.find(({ unit: id }) => id === "2026-10");
      expect(unit?.findings.get("total-fell")).toBe(1);
      expect(sync.months()).toEqual({ ...TRUTH, "2026-10": 7 });
    });

    test("currency change", async ({ skip }) => {
      if (!world.hasCurrencies) skip("the API tells one currency only");
      await loaded();
      await world.put([...SEPTEMBER, ...OCTOBER], "EUR");
      const outcome = await sync.sync();
      const unit = outcome.units.find(({ unit: id }) => id === "2026-10");
      expect(unit?.findings.get("currencies-changed")).toBe(1);
      expect(unit?.deliveries[0]?.totals).toMatchObject([{ currency: "EUR", BilledCost: 28 }]);
    });

    test("schema drift: a column added is no matter; one removed or retyped fails the month", async ({
      skip,
    }) => {
      const { drift } = world;
      if (drift === null) return skip("the shape of answers is fixed");
      await loaded();
      for (const change of ["removed", "retyped"] as const) {
        drift(change);
        await world.put([...SEPTEMBER, ...RESTATED]);
        const outcome = await sync.sync();
        expect(outcome.status).toBe("failed");
        expect(sync.store.syncs.state("bills")?.problems).not.toEqual([]);
        expect(sync.months()).toEqual(TRUTH);
      }
      drift("added");
      await world.put([...SEPTEMBER, ...RESTATED]);
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });
  });

  describe("failures", () => {
    /** Plans a provider's failure; false where it knows none such. */
    function plan(kind: ApiFailure, times: number, headers = {}): boolean {
      const answer = world.failure(kind);
      if (answer === null) return false;
      const fault = { ...answer, headers: { ...answer.headers, ...headers } };
      world.proxy.plan(fault, world.asking, times);
      return true;
    }

    /** What the last sync said went wrong. */
    function problems(): string {
      return JSON.stringify(sync.store.syncs.state("bills")?.problems);
    }

    test("429 with a hint is waited for", async () => {
      await restated();
      plan("throttled", 1, { "retry-after": "7" });
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.waits.filter((wait) => wait >= 7000)).toHaveLength(1);
      expect(sync.months()).toEqual(NEW);
    });

    test("a hint beyond the budget gives up at once", async () => {
      await restated();
      plan("throttled", 99, { "retry-after": "7200" });
      expect((await sync.sync()).status).toBe("failed");
      expect(problems()).toContain("asks to slow down");
      expect(sync.waits.filter((wait) => wait >= 7000)).toEqual([]);
      expect(sync.months()).toEqual(TRUTH);
    });

    test("5xx, then success", async () => {
      await restated();
      plan("unavailable", 3);
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });

    test("5xx for good fails, the old rows stay, and the next sync makes up for it", async () => {
      await restated();
      plan("unavailable", 999);
      expect((await sync.sync()).status).toBe("failed");
      expect(problems()).toContain("no usable answer");
      expect(sync.months()).toEqual(TRUTH);
      world.proxy.reset();
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });

    test.each(["reset", "cut"] as const)("an answer that is %s half-way", async (fault) => {
      await restated();
      world.proxy.plan(fault, world.asking, 2);
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });

    test("no answer in time", async () => {
      await restated();
      sync.silence = 300;
      world.proxy.plan("hang", world.asking);
      world.proxy.plan("stall", world.asking);
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });

    test("expired credentials are renewed once; for good they fail the source", async () => {
      await restated();
      plan("expired", 999);
      expect((await sync.sync()).status).toBe("failed");
      expect(problems()).toContain("credentials are missing, expired or wrong");
      expect(sync.months()).toEqual(TRUTH);
      world.proxy.reset();
      plan("expired", 1);
      expect((await sync.sync()).status).toBe("synced");
      expect(sync.months()).toEqual(NEW);
    });

    test("permission missing", async () => {
      await restated();
      plan("denied", 999);
      expect((await sync.sync()).status).toBe("failed");
      expect(problems()).toContain("may not do this");
      expect(sync.months()).toEqual(TRUTH);
      const checks = await sync.source().check();
      expect(JSON.stringify(checks)).toContain("may not do this");
      world.proxy.reset();
      for (const { problem } of await sync.source().check()) expect(problem).toBe(null);
    });

    test("clock skew", async ({ skip }) => {
      await restated();
      if (!plan("skewed", 999)) return skip("calls aren't signed with the time");
      expect((await sync.sync()).status).toBe("failed");
      expect(problems()).toContain("clock of this machine is wrong");
      expect(sync.months()).toEqual(TRUTH);
    });

    test("what the provider says of an error is never passed on", async () => {
      await restated();
      plan("denied", 999);
      const outcome = await sync.sync();
      expect(world.failure("denied")?.body).toContain("s3cret");
      expect(JSON.stringify(outcome) + JSON.stringify(sync.store.syncs.states())).not.toContain(
        "s3cret",
      );
    });
  });
}
