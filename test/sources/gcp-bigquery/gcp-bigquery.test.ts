import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Store } from "#src/store/store";
import { syncSources } from "#src/sync/sync-sources";
import { errorBody } from "./fake-big-query.ts";
import { BigQueryWorld, type TestRow, truthOf } from "./world.ts";

/** Two closed months, one of them older than the window, and an open one. */
const ROWS: readonly TestRow[] = [
  { month: "2026-08", day: "2026-08-03", cost: "7.000000001" },
  { month: "2026-10", day: "2026-10-05", cost: "0.1" },
  { month: "2026-10", day: "2026-10-05", cost: "0.2" },
  { month: "2026-10", day: "2026-10-30", cost: "99999999999999.123456789" },
  { month: "2026-11", day: "2026-11-01", cost: "1.5" },
  { month: "2026-11", day: "2026-11-02", cost: "-2.25" },
  { month: "2026-11", day: "2026-11-02", cost: "0.000000003" },
];

const QUERY = /^POST .*\/queries/;
const isSurvey = (sql: string) => sql.includes("GROUP BY");

let world: BigQueryWorld;

beforeAll(() => {
  // Its interception changes how broken connections look.
  nock.restore();
});
afterAll(() => {
  nock.activate();
});

beforeEach(async () => {
  world = await BigQueryWorld.start();
  await world.append(...ROWS);
});
afterEach(async () => {
  await world.stop();
});

function refuse(status: number, reason: string, times: number, where = QUERY): void {
  world.proxy.plan({ status, body: errorBody(status, reason) }, where, times);
}

describe("a FOCUS table in BigQuery", () => {
  test("is loaded whole at first, to the last digit", async () => {
    const { loaded, queries } = await world.sync();
    expect(loaded).toEqual(["2026-08", "2026-10", "2026-11"]);
    expect(queries.map(isSurvey)).toEqual([true, false, false, false]);
    expect(world.totals()).toEqual(truthOf(ROWS));
    expect(world.rows.get("2026-10")?.[2]).toMatchObject({
      BilledCost: "99999999999999.123456789",
      BillingPeriodStart: "2026-10-01T00:00:00Z",
      ChargePeriodStart: "2026-10-30T05:00:00Z",
      ChargeDescription: "E2 core, “hours”",
      Tags: '{"env":"prod","team":"a \\"b\\""}',
      x_Credits: '[{"name":"SUD","amount":-0.000000001}]',
    });
  });

  test("costs one query, and reads nothing, where nothing changed", async () => {
    await world.sync();
    world.proxy.reset();
    const { loaded, queries } = await world.sync();
    expect(loaded).toEqual([]);
    expect(queries).toHaveLength(1);
    expect(world.proxy.requests).toHaveLength(1);
  });

  test("has only the days read again that late rows came to", async () => {
    await world.sync();
    const late = { month: "2026-11", day: "2026-11-02", cost: "4" };
    await world.append(late);
    const { loaded, queries } = await world.sync();
    expect(loaded).toEqual(["2026-11"]);
    expect(queries.map(isSurvey)).toEqual([true, false]);
    const parameters = JSON.stringify(world.fake.posted.at(-1)?.["queryParameters"]);
    expect(parameters).toContain('"arrayValues":[{"value":"2026-11-02"}]');
    expect(world.totals()).toEqual(truthOf([...ROWS, late]));
    expect(world.kept().map((name) => name.slice(0, 18))).toEqual([
      "2026-11/2026-11-01",
      "2026-11/2026-11-02",
    ]);
  });

  test("has a closed month read whole after a correction, though its days lie before the window", async () => {
    await world.sync();
    const correction = { month: "2026-10", day: "2026-10-02", cost: "-0.3" };
    await world.append(correction);
    const { loaded, queries } = await world.sync();
    expect(loaded).toEqual(["2026-10"]);
    expect(queries).toHaveLength(2);
    const parameters = JSON.stringify(world.fake.posted.at(-1)?.["queryParameters"]);
    for (const day of ["2026-10-02", "2026-10-05", "2026-10-30"]) expect(parameters).toContain(day);
    expect(world.totals()).toEqual(truthOf([...ROWS, correction]));
  });

  test("keeps a correction in the invoice month that it is billed in", async () => {
    await world.sync();
    const corrections = ["2026-07-09", "2026-10-30"].map((day) => ({
      month: "2026-11",
      day,
      cost: "-1",
    }));
    await world.append(...corrections);
    expect((await world.sync()).loaded).toEqual(["2026-11"]);
    expect(world.totals()).toEqual(truthOf([...ROWS, ...corrections]));
    world.memory = null;
    for (const unit of (await world.source.survey(null)).units) await world.load(unit);
    expect(world.totals()).toEqual(truthOf([...ROWS, ...corrections]));
  });

  test("tells rows that were replaced at the same cost by their time of export", async () => {
    await world.sync();
    await world.fake.run(
      "UPDATE focus SET ChargeDescription = 'other', x_ExportTime = '2026-11-19' WHERE BilledCost = 1.5",
    );
    expect((await world.sync()).loaded).toEqual(["2026-11"]);
    expect(world.rows.get("2026-11")?.[0]?.["ChargeDescription"]).toBe("other");
  });

  test("is read page by page", async () => {
    world.pageSize = 2;
    const many = Array.from({ length: 7 }, (_, at) => ({
      month: "2026-11",
      day: `2026-11-0${(at % 3) + 1}`,
      cost: `0.${at + 1}`,
    }));
    await world.append(...many);
    world.open();
    await world.sync();
    expect(world.totals()).toEqual(truthOf([...ROWS, ...many]));
    expect(world.proxy.requests.filter((line) => line.includes("pageToken"))).not.toEqual([]);
  });

  test("is waited for while a query runs", async () => {
    world.fake.polls = 2;
    await world.sync();
    expect(world.totals()).toEqual(truthOf(ROWS));
    expect(world.proxy.requests.filter((line) => line.includes("timeoutMs=10000"))).toHaveLength(8);
  });

  test("has what a query scans counted at $6.25 a TiB", async () => {
    world.fake.bytes = 2 ** 40;
    await world.sync();
    expect(world.source.usage.cost).toBe(4 * 6.25);
    world.fake.bytes = 1;
    await world.sync();
    expect(world.source.usage.cost).toBeCloseTo(25 + (6.25 * 10) / 2 ** 20, 9);
  });

  test("is asked with a limit, by parameters, and once though it is asked twice", async () => {
    world.proxy.plan("reset", QUERY);
    await world.sync();
    const [first, second] = world.fake.posted;
    expect(second).toEqual(first);
    expect(first).toMatchObject({ maximumBytesBilled: "100000000000", useLegacySql: false });
    expect(world.fake.queries.filter(isSurvey)).toHaveLength(1);
    for (const { query } of world.fake.posted) expect(query).not.toMatch(/20\d\d-/);
  });

  test("has no months while it is empty", async () => {
    await world.fake.run("DELETE FROM focus");
    expect((await world.source.survey(null)).units).toEqual([]);
  });

  test("loses a month of the window whose rows are gone, but not an older one", async () => {
    await world.sync();
    await world.fake.run("DELETE FROM focus WHERE BilledCost <> 1.5");
    const { units } = await world.source.survey(world.memory);
    expect(units.map(({ id }) => id)).toEqual(["2026-08", "2026-11"]);
  });

  test("does without a time of export, and learns of columns that go", async () => {
    await world.sync();
    await world.fake.run("ALTER TABLE focus DROP COLUMN x_ExportTime");
    const { loaded } = await world.sync();
    expect(loaded).toEqual(["2026-10", "2026-11"]);
    expect(world.totals()).toEqual(truthOf(ROWS));
    world.proxy.reset();
    expect((await world.sync()).loaded).toEqual([]);
    expect(world.proxy.requests).toHaveLength(1);
  });

  test("may be a view with dates and with costs that are doubles", async () => {
    await world.fake.run(`CREATE TABLE other AS SELECT * REPLACE (
      CAST(BillingPeriodStart AS DATE) AS BillingPeriodStart,
      CAST(BilledCost AS DOUBLE) AS BilledCost) FROM focus WHERE BilledCost < 10`);
    await world.fake.run("DROP TABLE focus");
    await world.fake.run("ALTER TABLE other RENAME TO focus");
    await world.sync();
    expect(world.totals()).toEqual(truthOf(ROWS.filter(({ cost }) => Number(cost) < 10)));
    expect(world.rows.get("2026-11")?.[0]?.["BillingPeriodStart"]).toBe("2026-11-01");
  });

  test("is refused where it holds no FOCUS rows", async () => {
    await world.fake.run("ALTER TABLE focus RENAME COLUMN BilledCost TO cost");
    await expect(world.sync()).rejects.toThrow("no column BilledCost");
  });

  test("is looked up again where a day changes between survey and reading", async () => {
    const { units } = await world.source.survey(null);
    await world.append({ month: "2026-11", day: "2026-11-02", cost: "1" });
    const [, , november] = units;
    await expect(world.load(november as (typeof units)[number])).rejects.toMatchObject({
      failure: "changed",
      message: expect.stringContaining("2026-11-02 has 3 rows, and had 2"),
    });
    // What was as surveyed is kept, whole; of the rest nothing is left.
    expect(world.kept()).toHaveLength(1);
    await world.sync();
    expect(world.totals()["2026-11"]?.[0]).toBe(4);
  });

  test("is looked up again where that was so long ago that it isn't looked at any more", async () => {
    const { units, memory } = await world.source.survey(null);
    const late = { month: "2026-08", day: "2026-08-03", cost: "1" };
    await world.append(late);
    world.memory = memory;
    const [august] = units;
    await expect(world.load(august as (typeof units)[number])).rejects.toMatchObject({
      failure: "changed",
    });
    await world.sync();
    expect(world.totals()).toEqual(truthOf([...ROWS, late]));
  });

  test("is synced", async () => {
    const store = new Store(join(world.folder, "tally.db"), []);
    const bugs: unknown[] = [];
    const sync = async () => {
      const run = { store, since: null, applyHeld: false, now: () => new Date(world.now) };
      const reports = { onProgress: () => undefined, onBug: (bug: unknown) => bugs.push(bug) };
      const [outcome] = await syncSources([world.source], { ...run, ...reports });
      return outcome;
    };
    const billed = (month: string) =>
      store.deliveries.current("google", `${month}-01`)?.totals[0]?.BilledCost;
    expect(await sync()).toMatchObject({ status: "synced", problem: null });
    for (const [month, [, sum]] of Object.entries(truthOf(ROWS))) {
      expect(billed(month)).toBe(Number(sum) / 1e9);
    }
    const late = { month: "2026-11", day: "2026-11-02", cost: "4" };
    await world.append(late);
    const outcome = await sync();
    expect(outcome?.units.map(({ status }) => status)).toEqual([
      "unchanged",
      "unchanged",
      "restated",
    ]);
    // One that counts, and one that reads the one day.
    expect(outcome?.calls).toBe(2);
    expect(billed("2026-11")).toBe(Number(truthOf([...ROWS, late])["2026-11"]?.[1]) / 1e9);
    expect((await sync())?.calls).toBe(1);
    expect(bugs).toEqual([]);
    store.close();
  });
});

describe("kept days", () => {
  async function spoil(change: (content: Buffer) => Buffer): Promise<void> {
    await world.sync();
    const [name = ""] = world.kept();
    const path = join(world.folder, "kept", name);
    writeFileSync(path, change(readFileSync(path)));
    await world.append({ month: "2026-11", day: "2026-11-03", cost: "1" });
  }

  test.each([
    ["cut off", (content: Buffer) => content.subarray(0, content.length - 9)],
    ["of other content", () => Buffer.from("BilledCost\n1\n2\n")],
    ["empty", () => Buffer.alloc(0)],
  ])("that are %s are read anew", async (_, change) => {
    await spoil(change);
    await world.sync();
    expect(world.totals()["2026-11"]).toEqual([4, 250_000_003n]);
    const parameters = JSON.stringify(world.fake.posted.at(-1)?.["queryParameters"]);
    expect(parameters).toContain('[{"value":"2026-11-01"},{"value":"2026-11-03"}]');
    // Without the two rows of the day between them, which is kept.
    expect(world.fake.results.at(-1)).toBe(2);
  });

  test("are there whole or not at all", async () => {
    world.pageSize = 1;
    world.open();
    world.proxy.plan({ status: 503 }, /^GET .*pageToken=1/, 99);
    const { units } = await world.source.survey(null).catch(() => ({ units: [] }));
    expect(units).toEqual([]);
    world.proxy.reset();
    const survey = await world.source.survey(null);
    world.proxy.plan({ status: 503 }, /^GET .*pageToken=2/, 99);
    const november = survey.units.find(({ id }) => id === "2026-11");
    await expect(world.load(november as (typeof units)[number])).rejects.toThrow(
      "no usable answer",
    );
    expect(world.kept()).toEqual([]);
  });

  test("go with their month", async () => {
    await world.sync();
    world.now = "2026-12-08T09:00:00Z";
    await world.append({ month: "2026-12", day: "2026-12-01", cost: "1" });
    await world.sync();
    expect(world.kept().map((name) => name.slice(0, 18))).toEqual(["2026-12/2026-12-01"]);
  });
});

describe("BigQuery", () => {
  test.each(["rateLimitExceeded", "jobRateLimitExceeded"])(
    "that says 403 %s is asked again",
    async (reason) => {
      refuse(403, reason, 2);
      await world.sync();
      expect(world.waits.filter((wait) => wait > 0)).toHaveLength(2);
      expect(world.totals()).toEqual(truthOf(ROWS));
    },
  );

  test("that says 503 backendError is asked again", async () => {
    refuse(503, "backendError", 2);
    await world.sync();
    expect(world.totals()).toEqual(truthOf(ROWS));
  });

  test.each([
    [403, "quotaExceeded", "it goes on tomorrow"],
    [400, "bytesBilledLimitExceeded", "maxGigabytes"],
    [403, "accessDenied", "may not do this"],
  ])("that says %i %s isn't asked again", async (status, reason, words) => {
    refuse(status, reason, 99);
    await expect(world.sync()).rejects.toThrow(words);
    expect(world.fake.posted).toEqual([]);
    expect(world.waits).toEqual([]);
  });

  test("is asked again after a reset in the middle of an answer", async () => {
    await world.sync();
    await world.append({ month: "2026-11", day: "2026-11-02", cost: "1" });
    world.proxy.plan("reset", QUERY, 3);
    await world.sync();
    expect(world.totals()["2026-11"]?.[0]).toBe(4);
  });
});

describe("a check names what is missing", () => {
  const problems = async () => (await world.source.check()).map(({ problem }) => problem);

  test("nothing", async () => {
    const checks = await world.source.check();
    expect(checks.map(({ permission }) => permission.split(" ")[0])).toEqual([
      "bigquery.tables.get",
      "bigquery.jobs.create",
      "bigquery.tables.getData",
    ]);
    expect(checks.every(({ problem }) => problem === null)).toBe(true);
    expect(world.fake.queries).toEqual([]);
    expect(world.source.usage.cost).toBe(0);
  });

  test("the columns", async () => {
    refuse(403, "accessDenied", 99, /^GET .*\/tables\//);
    const denied = expect.stringContaining("may not do this (403 accessDenied)");
    expect(await problems()).toEqual([denied, null, "not tried, as its columns aren't known"]);
  });

  test("jobs", async () => {
    refuse(403, "accessDenied", 99);
    const denied = expect.stringContaining("may not do this (403 accessDenied)");
    expect(await problems()).toEqual([null, denied, "not tried, as no query can be run"]);
  });

  test("the rows", async () => {
    world.fake.denied = /FROM/;
    expect(await problems()).toEqual([
      null,
      null,
      expect.stringContaining("may not do this (403 accessDenied)"),
    ]);
  });

  test("a column", async () => {
    await world.fake.run("ALTER TABLE focus RENAME COLUMN ChargePeriodStart TO x");
    expect((await problems())[0]).toContain("no column ChargePeriodStart");
  });
});
