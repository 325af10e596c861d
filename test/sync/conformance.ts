import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { billFile, charges, type TestCharge } from "./bill.ts";
import { SyncWorld, statuses } from "./sync-world.ts";
import type { BucketWorld, Layout, TestDelivery } from "./worlds.ts";

/** Where a test stands when it is run: October with 14 charges of 2 in two files, September with 3 of 1. */
const OCTOBER = [charges("2026-10", 10, 2), charges("2026-10", 4, 2)];
const SEPTEMBER = [charges("2026-09", 3, 1)];
const TRUTH = { "2026-09": [3, 3], "2026-10": [14, 28] };

function deliveryOf(
  month: string,
  parts: readonly (readonly TestCharge[])[],
  shape: Parameters<typeof billFile>[1] = {},
): TestDelivery {
  return {
    month,
    files: parts.map((part) => billFile(part, shape)),
    rows: parts.map((part) => part.length),
  };
}

/** What every source must do, whatever bucket its deliveries lie in and however they are laid out. */
export function testSource(
  bucketOf: () => BucketWorld,
  name: string,
  layout: Layout,
  isRemote = true,
): void {
  describe(name, () => {
    let world: SyncWorld;
    let bucket: BucketWorld;

    beforeEach(async () => {
      bucket = bucketOf();
      bucket.proxy?.reset();
      world = new SyncWorld(bucket, layout, await bucket.fresh());
      await world.deliver(deliveryOf("2026-09", SEPTEMBER));
      await world.deliver(deliveryOf("2026-10", OCTOBER));
    });
    afterEach(() => {
      expect(world.bugs).toEqual([]);
      expect(world.end()).toEqual([]);
    });

    /** The first load, behind which the requests are counted anew. */
    async function loaded(): Promise<void> {
      await world.sync();
      expect(world.months()).toEqual(TRUTH);
      bucket.proxy?.reset();
    }

    test("first load", async () => {
      const outcome = await world.sync();
      expect(outcome).toMatchObject({ status: "synced", problem: null });
      expect(statuses(outcome)).toEqual({ "2026-09": "loaded", "2026-10": "loaded" });
      expect(world.months()).toEqual(TRUTH);
    });

    test("no change costs one request", async () => {
      await loaded();
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({ "2026-09": "unchanged", "2026-10": "unchanged" });
      expect(outcome.calls).toBe(1);
      if (bucket.proxy !== null) expect(bucket.proxy.requests).toHaveLength(1);
      expect(world.months()).toEqual(TRUTH);
    });

    test("restated month", async () => {
      await loaded();
      await world.deliver(
        deliveryOf("2026-10", [charges("2026-10", 10, 3), charges("2026-10", 4, 3)]),
      );
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({ "2026-09": "unchanged", "2026-10": "restated" });
      expect(world.months()).toEqual({ ...TRUTH, "2026-10": [14, 42] });
      const [delivery] = outcome.units.flatMap(({ deliveries }) => deliveries);
      expect(delivery?.replaced?.totals[0]?.BilledCost).toBe(28);
      expect(delivery?.totals[0]?.BilledCost).toBe(42);
    });

    test("appended late rows", async () => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", [...OCTOBER, charges("2026-10", 2, 5)]));
      expect(statuses(await world.sync())["2026-10"]).toBe("restated");
      expect(world.months()).toEqual({ ...TRUTH, "2026-10": [16, 38] });
    });

    test("correction in a later month", async () => {
      await loaded();
      const correction = {
        month: "2026-11",
        day: "2026-10-07",
        cost: -4,
        chargeClass: "Correction",
      };
      await world.deliver(deliveryOf("2026-11", [[...charges("2026-11", 2, 1), correction]]));
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({
        "2026-09": "unchanged",
        "2026-10": "unchanged",
        "2026-11": "loaded",
      });
      expect(world.months()).toEqual({ ...TRUTH, "2026-11": [3, -2] });
    });

    test("vanished object", async () => {
      await loaded();
      await layout.remove(world.place, "2026-10");
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({ "2026-09": "unchanged", "2026-10": "gone" });
      expect(outcome.status).toBe("synced");
      expect(world.store.syncs.state("bills")?.gone).toEqual(["2026-10"]);
      expect(world.months()).toEqual(TRUTH);
    });

    test("page boundary", async () => {
      world.pageSize = 2;
      await world.deliver(
        deliveryOf("2026-10", [...OCTOBER, charges("2026-10", 1, 7), charges("2026-10", 1, 8)]),
      );
      expect((await world.sync()).status).toBe("synced");
      expect(world.months()).toEqual({ ...TRUTH, "2026-10": [16, 43] });
      if (bucket.proxy !== null) {
        const lists = bucket.proxy.requests.filter((line) => bucket.listing.test(line));
        expect(lists.length).toBeGreaterThan(1);
      }
    });

    test("truncated gzip", async () => {
      await loaded();
      const delivery = deliveryOf("2026-10", [charges("2026-10", 2000, 3)]);
      const cut = delivery.files.map((file) => file.subarray(0, file.length - 20));
      await world.deliver({ ...delivery, files: cut });
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({ "2026-09": "unchanged", "2026-10": "failed" });
      expect(outcome.status).toBe("failed");
      expect(outcome.units[1]?.problem).toContain("part-1.csv.gz".slice(-7));
      expect(outcome.units[1]?.problem).toContain("gzip is cut off");
      expect(outcome.units[1]?.problem).not.toContain(world.folder);
      expect(world.months()).toEqual(TRUTH);
    });

    test.runIf(layout.hasManifest)("manifest count mismatch", async () => {
      await loaded();
      await world.deliver({
        ...deliveryOf("2026-10", [charges("2026-10", 3, 3)]),
        miscount: true,
      });
      const outcome = await world.sync();
      expect(statuses(outcome)).toEqual({ "2026-09": "unchanged", "2026-10": "failed" });
      expect(outcome.units[1]?.problem).toContain("manifest says");
      expect(world.months()).toEqual(TRUTH);
    });

    test("duplicate delivery", async () => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", OCTOBER));
      expect(statuses(await world.sync())["2026-10"]).toBe("unchanged");
      expect(world.months()).toEqual(TRUTH);
      expect(world.store.deliveries.list()).toHaveLength(2);
    });

    test.each([
      ["added", { added: ["x_Team"] }, "+ x_Team"],
      ["removed", { removed: ["RegionName"] }, "− RegionName"],
    ])("schema drift: column %s", async (_, shape, detail) => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", OCTOBER, shape));
      const outcome = await world.sync();
      expect(statuses(outcome)["2026-10"]).toBe("restated");
      expect(outcome.units[1]?.findings.get("columns-changed")).toBe(1);
      const details = world.store.database
        .prepare("SELECT detail FROM finding WHERE kind = 'columns-changed'")
        .pluck()
        .all();
      expect(details).toEqual([detail]);
      expect(world.months()).toEqual(TRUTH);
    });

    test("schema drift: column retyped, mandatory column removed", async () => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", OCTOBER, { retyped: { BilledCost: "two" } }));
      const retyped = await world.sync();
      expect(statuses(retyped)["2026-10"]).toBe("failed");
      expect(retyped.units[1]?.problem).toContain("BilledCost");
      await world.deliver(deliveryOf("2026-10", OCTOBER, { removed: ["ChargePeriodStart"] }));
      const removed = await world.sync();
      expect(removed.units[1]?.problem).toContain("ChargePeriodStart");
      expect(world.months()).toEqual(TRUTH);
    });

    test("currency change", async () => {
      await loaded();
      const euros = charges("2026-10", 14, 2).map((charge) => ({ ...charge, currency: "EUR" }));
      await world.deliver(deliveryOf("2026-10", [euros.slice(0, 10), euros.slice(10)]));
      const outcome = await world.sync();
      expect(outcome.units[1]?.findings.get("currencies-changed")).toBe(1);
      expect(outcome.units[1]?.deliveries[0]?.totals).toMatchObject([
        { currency: "EUR", BilledCost: 28 },
      ]);
    });

    test("a total that falls is said", async () => {
      await loaded();
      await world.deliver(
        deliveryOf("2026-10", [charges("2026-10", 10, 0.5), charges("2026-10", 4, 1)]),
      );
      const outcome = await world.sync();
      expect(outcome.units[1]?.findings.get("total-fell")).toBe(1);
      expect(world.months()).toEqual({ ...TRUTH, "2026-10": [14, 9] });
    });

    test("empty month", async () => {
      await world.deliver(deliveryOf("2026-11", [[]]));
      const outcome = await world.sync();
      expect(statuses(outcome)["2026-11"]).toBe("empty");
      expect(outcome.status).toBe("synced");
      expect(world.months()).toEqual(TRUTH);
      await world.deliver(deliveryOf("2026-11", [charges("2026-11", 1, 6)]));
      expect(statuses(await world.sync())["2026-11"]).toBe("loaded");
      expect(world.months()).toEqual({ ...TRUTH, "2026-11": [1, 6] });
    });

    test("a month that had money becomes empty only when that is decided", async () => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", [[], []]));
      const held = await world.sync();
      expect(statuses(held)["2026-10"]).toBe("held");
      expect(held.units[1]?.problem).toContain("no charges for 2026-10");
      expect(world.months()).toEqual(TRUTH);
      expect(statuses(await world.sync({ applyHeld: true }))["2026-10"]).toBe("empty");
      expect(world.months()).toEqual({ "2026-09": [3, 3] });
    });

    test("rows of another month are refused", async () => {
      await loaded();
      await world.deliver(deliveryOf("2026-10", [...OCTOBER, charges("2026-09", 1, 1)]));
      const outcome = await world.sync();
      expect(outcome.units[1]?.problem).toContain("billing period 2026-09-01");
      expect(world.months()).toEqual(TRUTH);
    });

    test("--since leaves earlier months alone", async () => {
      const outcome = await world.sync({ since: "2026-10" });
      expect(statuses(outcome)).toEqual({ "2026-10": "loaded" });
      expect(world.months()).toEqual({ "2026-10": [14, 28] });
    });

    if (isRemote) testFaults(() => ({ world, bucket }), loaded);
  });
}

/** What may go wrong on the way. */
function testFaults(
  now: () => { readonly world: SyncWorld; readonly bucket: BucketWorld },
  loaded: () => Promise<void>,
): void {
  /** October is delivered anew, so that the next sync reads something. */
  async function restated() {
    const { world, bucket } = now();
    const { proxy } = bucket;
    if (proxy === null) throw new Error("A remote bucket has a proxy.");
    await loaded();
    await world.deliver(
      deliveryOf("2026-10", [charges("2026-10", 10, 3), charges("2026-10", 4, 3)]),
    );
    proxy.reset();
    return { world, bucket, proxy };
  }
  const NEW = { ...TRUTH, "2026-10": [14, 42] };

  test("429 with a hint is waited for", async () => {
    const { world, bucket, proxy } = await restated();
    const answer = bucket.errorAnswer(429, "TooManyRequests");
    proxy.plan({ ...answer, headers: { ...answer.headers, "retry-after": "7" } }, bucket.listing);
    const outcome = await world.sync();
    expect(outcome.status).toBe("synced");
    expect(world.waits.filter((wait) => wait >= 7000)).toHaveLength(1);
    expect(world.months()).toEqual(NEW);
  });

  test("a hint beyond the budget gives up at once", async () => {
    const { world, bucket, proxy } = await restated();
    const answer = bucket.errorAnswer(429, "TooManyRequests");
    proxy.plan(
      { ...answer, headers: { ...answer.headers, "retry-after": "7200" } },
      bucket.listing,
    );
    const outcome = await world.sync();
    expect(outcome.problem).toContain("asks to slow down");
    expect(proxy.requests).toHaveLength(1);
    expect(world.months()).toEqual(TRUTH);
  });

  test("5xx, then success", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(503, "ServiceUnavailable"), bucket.listing, 2);
    proxy.plan(bucket.errorAnswer(500, "InternalError"), bucket.reading, 2);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("5xx for good fails, and the old rows stay", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(503, "ServiceUnavailable"), /^GET/, 99);
    const outcome = await world.sync();
    expect(outcome).toMatchObject({ status: "failed", calls: 5 });
    expect(outcome.problem).toContain("no usable answer");
    expect(world.months()).toEqual(TRUTH);
  });

  test("connection reset mid-body", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan("reset", bucket.listing);
    proxy.plan("reset", /^GET .*\.csv\.gz/, 2);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("wrong checksum", async () => {
    const { world, proxy } = await restated();
    proxy.plan("corrupt", /^GET .*\.csv\.gz/, 5);
    const outcome = await world.sync();
    expect(outcome.units[1]?.problem).toContain("isn't what is stored");
    expect(world.months()).toEqual(TRUTH);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("no answer in time", async () => {
    const { world, bucket, proxy } = await restated();
    world.silence = 300;
    proxy.plan("hang", bucket.listing);
    proxy.plan("stall", /^GET .*\.csv\.gz/);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("expired credentials", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(401, "ExpiredToken"), /^GET/, 99);
    const outcome = await world.sync();
    expect(outcome.problem).toContain("credentials are missing, expired or wrong");
    expect(world.months()).toEqual(TRUTH);
    proxy.reset();
    // Renewed ones are taken in the same run.
    proxy.plan(bucket.errorAnswer(401, "ExpiredToken"), bucket.reading);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("permission missing", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(403, "AccessDenied"), /^GET .*\.(csv\.gz|json)/, 99);
    const outcome = await world.sync();
    expect(outcome.status).toBe("failed");
    expect(JSON.stringify(outcome)).toContain("may not do this (403");
    expect(world.months()).toEqual(TRUTH);
    const checks = await world.source().check();
    expect(checks[0]).toMatchObject({ problem: null });
    expect(checks[1]?.problem).toContain("may not do this");
    proxy.reset();
    proxy.plan(bucket.errorAnswer(403, "AccessDenied"), bucket.listing, 99);
    const [list, read] = await world.source().check();
    expect(list?.problem).toContain("may not do this");
    expect(read?.problem).toContain("not tried");
  });

  test("clock skew", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(403, "RequestTimeTooSkewed"), /^GET/, 99);
    const outcome = await world.sync();
    expect(outcome.problem).toContain("clock of this machine is wrong");
    expect(world.months()).toEqual(TRUTH);
  });

  test("a file replaced while it is read is looked up again", async () => {
    const { world, bucket, proxy } = await restated();
    proxy.plan(bucket.errorAnswer(412, "PreconditionFailed"), /^GET .*\.csv\.gz/);
    expect((await world.sync()).status).toBe("synced");
    expect(world.months()).toEqual(NEW);
  });

  test("all permissions there", async () => {
    const { world } = now();
    const checks = await world.source().check();
    expect(checks.every(({ problem }) => problem === null)).toBe(true);
  });
}
