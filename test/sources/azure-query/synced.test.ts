import { rmSync } from "node:fs";
import { join } from "node:path";
import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AzureQuery } from "#src/sources/azure-query/azure-query";
import { azureQuerySchema } from "#src/sources/azure-query/settings";
import { Store } from "#src/store/store";
import { syncSources } from "#src/sync/sync-sources";
import { monthsOf } from "../../ingest/store-contents.ts";
import { temporaryFolder } from "../../store/random-bill.ts";
import { statuses } from "../../sync/sync-world.ts";
import { azureContext, SUBSCRIPTION } from "../azure/azure-world.ts";
import { type FakeCost, FakeQueryApi } from "./fake-query-api.ts";

const azure = new FakeQueryApi();

beforeAll(() => {
  // Its interception changes how broken connections look.
  nock.restore();
});
afterAll(() => nock.activate());

let folder = "";
let store: Store;
let waits: readonly number[] = [];
let bugs: unknown[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  store = new Store(join(folder, "tally.db"), []);
  bugs = [];
  azure.costs = [...costs("2026-09", 3, 1), ...costs("2026-10", 10, 2.5)];
  azure.faults = [];
  azure.queries = 0;
  await azure.start();
});
afterEach(async () => {
  await azure.stop();
  expect(bugs).toEqual([]);
  store.close();
  rmSync(folder, { recursive: true });
});

/** As many costs on different days; amortised they are a tenth more. */
function costs(month: string, count: number, actual: number): FakeCost[] {
  return Array.from({ length: count }, (_, at) => ({
    day: `${month}-${String(at + 1).padStart(2, "0")}`,
    service: at % 2 === 0 ? "Storage" : "Virtual Machines",
    actual,
    amortised: actual * 1.1,
  }));
}

async function sync(now = "2026-11-25T09:00:00Z", silence = 10_000) {
  const context = azureContext(now, { silence });
  waits = context.waits;
  const environment = { ...context.environment, AZURE_AUTHORITY_HOST: azure.address };
  const settings = azureQuerySchema.parse({
    kind: "azure-query",
    subscriptions: [SUBSCRIPTION],
    months: 3,
    endpoint: azure.address,
  });
  const source = new AzureQuery("azure", settings, { ...context, environment });
  const [outcome] = await syncSources([source], {
    store,
    since: null,
    applyHeld: false,
    now: () => new Date(now),
    onProgress: () => undefined,
    onBug: (error) => bugs.push(error),
  });
  if (outcome === undefined) throw new Error("There was a source.");
  return outcome;
}

const TRUTH = { "2026-09": [3, 3, 3.3], "2026-10": [10, 25, 27.5] };

describe("a sync of costs by the Query API", () => {
  test("loads each month with Azure's own totals, page by page, and asks no more that day", async () => {
    const first = await sync();
    expect(first).toMatchObject({ status: "synced", problem: null });
    expect(statuses(first)).toEqual({
      "2026-09": "loaded",
      "2026-10": "loaded",
      "2026-11": "empty",
    });
    expect(monthsOf(store)).toEqual(TRUTH);
    // One page and three of four rows each, twice; and twice nothing.
    expect(azure.queries).toBe(2 + 6 + 2);
    const second = await sync("2026-11-25T23:00:00Z");
    expect(statuses(second)["2026-11"]).toBe("unchanged");
    expect(azure.queries).toBe(10);
  });

  test("asks the next day for what isn't final only, and takes what changed", async () => {
    await sync("2026-11-05T09:00:00Z");
    azure.costs = [
      ...costs("2026-09", 3, 9),
      ...costs("2026-10", 10, 3),
      ...costs("2026-11", 2, 4),
    ];
    const outcome = await sync("2026-11-06T09:00:00Z");
    expect(statuses(outcome)).toEqual({
      "2026-09": "unchanged",
      "2026-10": "restated",
      "2026-11": "loaded",
    });
    expect(monthsOf(store)).toEqual({
      "2026-09": [3, 3, 3.3],
      "2026-10": [10, 30, 33],
      "2026-11": [2, 8, 8.8],
    });
  });

  test("loads nothing anew where the costs are the same", async () => {
    await sync("2026-11-05T09:00:00Z");
    azure.costs.reverse();
    const outcome = await sync("2026-11-06T09:00:00Z");
    expect(statuses(outcome)["2026-10"]).toBe("unchanged");
    expect(store.deliveries.list()).toHaveLength(2);
  });

  test("keeps a month that becomes empty until somebody decides", async () => {
    await sync("2026-11-05T09:00:00Z");
    azure.costs = costs("2026-09", 3, 1);
    const outcome = await sync("2026-11-06T09:00:00Z");
    expect(statuses(outcome)["2026-10"]).toBe("held");
    expect(monthsOf(store)).toEqual(TRUTH);
  });

  test("goes on after a connection that breaks, or falls silent, in an answer", async () => {
    azure.faults = ["reset", "stall", "reset"];
    const outcome = await sync(undefined, 300);
    expect(outcome).toMatchObject({ status: "synced", problem: null });
    expect(monthsOf(store)).toEqual(TRUTH);
    expect(azure.queries).toBe(13);
    expect(waits.length).toBeGreaterThanOrEqual(3);
  });

  test("fails where Azure does for good, and the old costs stay", async () => {
    await sync("2026-11-05T09:00:00Z");
    azure.costs = costs("2026-10", 10, 3);
    azure.faults = Array.from({ length: 99 }, () => ({ status: 503, code: "ServiceUnavailable" }));
    const outcome = await sync("2026-11-06T09:00:00Z");
    expect(statuses(outcome)).toEqual({
      "2026-09": "unchanged",
      "2026-10": "failed",
      "2026-11": "failed",
    });
    expect(outcome.units[1]?.problem).toContain("It gives no usable answer (503");
    expect(monthsOf(store)).toEqual(TRUTH);
  });
});
