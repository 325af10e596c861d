import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SourceError, type SourceLocation, UserError } from "#src/errors";
import { type ImportReport, type ImportRequest, importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { contentsOf, monthsOf } from "./store-contents.ts";

const TEAM = [{ name: "team", tags: ["team"], values: {}, rules: [], split: [] }];

let folder = "";
let store: Store;
beforeEach(() => {
  folder = temporaryFolder();
  store = new Store(":memory:", TEAM);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function load(paths: readonly string[], more: Partial<ImportRequest> = {}): Promise<ImportReport> {
  const now = new Date("2026-11-20T09:00:00Z");
  return importBills(store, { paths, again: false, now, ...more });
}

/** Writes a bill into the test's folder, a charge for each row; returns its path. */
function bill(name: string, ...rows: readonly Partial<BillRow>[]): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeBill(
    file,
    rows.map((row) => ({ ...plainRow, ...row })),
  );
  return file;
}

/** A charge of this amount, the same in every cost column. */
function costing(amount: number): Partial<BillRow> {
  const cost = String(amount);
  return { BilledCost: cost, EffectiveCost: cost, ListCost: cost };
}

/** What the months of the store are when all is in October. */
function october(charges: number, cost: number): Record<string, number[]> {
  return { "2026-10": [charges, cost, cost] };
}

describe("a source delivered again", () => {
  test("changes nothing when its files are the same", async () => {
    const file = bill("bill.csv", costing(3));
    await load([file]);
    const before = contentsOf(store);
    const report = await load([file], { now: new Date("2027-01-01T00:00:00Z") });
    expect(contentsOf(store)).toEqual(before);
    expect(report).toMatchObject({ rows: 0, deliveries: [], unchanged: [file] });
  });

  test("is replaced when a file of the same path has changed", async () => {
    await load([bill("bill.csv", costing(3), costing(4))]);
    const { deliveries } = await load([bill("bill.csv", costing(5))]);
    expect(monthsOf(store)).toEqual(october(1, 5));
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]).toMatchObject({ charges: 1, replaced: { id: 1, charges: 2 } });
    expect(deliveries[0]?.replaced?.totals[0]?.BilledCost).toBe(7);
    expect(store.deliveries.list().map(({ supersededAt }) => supersededAt !== null)).toEqual([
      true,
      false,
    ]);
  });

  test("leaves nothing of the charges that were replaced", async () => {
    await load([bill("bill.csv", costing(3), { ...costing(4), RegionId: "eu-1" })]);
    await load([bill("bill.csv", costing(5))]);
    const { charge, item, profile, rollup, finding } = contentsOf(store);
    for (const rows of [charge, item, profile, rollup, finding]) {
      for (const row of rows ?? []) expect(row).toMatchObject({ delivery_id: 2 });
    }
    expect([charge, item, profile].map((rows) => rows?.length)).toEqual([1, 1, 1]);
  });

  test("keeps the months that the new files don't hold", async () => {
    const september = {
      BillingPeriodStart: "2026-09-01T00:00:00Z",
      BillingPeriodEnd: "2026-10-01T00:00:00Z",
      ChargePeriodStart: "2026-09-05T00:00:00Z",
      ChargePeriodEnd: "2026-09-06T00:00:00Z",
    };
    await load([bill("bill.csv", costing(3), { ...costing(4), ...september })]);
    await load([bill("bill.csv", costing(5))]);
    expect(monthsOf(store)).toEqual({ "2026-09": [1, 4, 4], ...october(1, 5) });
  });
});

describe("files and sources", () => {
  test("the parts in a folder add up to one source", async () => {
    bill("export/part-1.csv", costing(1), costing(2));
    bill("export/deep/part-2.csv", costing(4));
    const { deliveries } = await load([join(folder, "export")]);
    expect(deliveries).toMatchObject([{ source: join(folder, "export"), charges: 3 }]);
    expect(monthsOf(store)).toEqual(october(3, 7));
  });

  test("each path is a source of its own, unless one is named for all", async () => {
    const paths = [bill("a.csv", costing(1)), bill("b.csv", costing(2))];
    const apart = await load(paths);
    expect(apart.deliveries.map(({ source }) => source)).toEqual(paths);
    store.close();
    store = new Store(":memory:", TEAM);
    const together = await load(paths, { source: "aws" });
    expect(together.deliveries).toMatchObject([{ source: "aws", charges: 2 }]);
    expect(monthsOf(store, "aws")).toEqual(october(2, 3));
  });

  test("a named source is replaced from another path", async () => {
    await load([bill("june.csv", costing(1))], { source: "aws" });
    await load([bill("july.csv", costing(2))], { source: "aws" });
    expect(monthsOf(store)).toEqual(october(1, 2));
  });

  test("files of equal content in one source count once", async () => {
    const file = bill("export/a.csv", costing(1));
    cpSync(file, join(folder, "export/copy of a.csv"));
    const report = await load([join(folder, "export")]);
    expect(report.repeated).toEqual([join(folder, "export/copy of a.csv")]);
    expect(monthsOf(store)).toEqual(october(1, 1));
  });

  test("the same content under two paths of one import is refused", async () => {
    const file = bill("a.csv", costing(1));
    const copy = join(folder, "b.csv");
    cpSync(file, copy);
    await expect(load([file, copy])).rejects.toThrow(`${copy} is already loaded from “${file}”`);
    expect(monthsOf(store)).toEqual({});
  });

  test("what another source delivered is refused, unless it is wanted again", async () => {
    const file = bill("a.csv", costing(1));
    const copy = join(folder, "b.csv");
    cpSync(file, copy);
    await load([file]);
    const before = contentsOf(store);
    const error = await load([copy]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`${copy} is already loaded from “${file}”`);
    expect(String(error)).toMatch(/--source .* --again/s);
    expect(contentsOf(store)).toEqual(before);
    await load([copy], { again: true });
    expect(monthsOf(store)).toEqual(october(2, 2));
  });

  test("a second import at the same time is told to wait", async () => {
    const file = join(folder, "tally.db");
    const first = new Store(file, TEAM);
    const second = new Store(file, TEAM);
    second.database.pragma("busy_timeout = 0");
    first.database.exec("BEGIN IMMEDIATE");
    const paths = [bill("a.csv", costing(1))];
    const error = await importBills(second, { paths, again: false, now: new Date() }).catch(
      (caught: unknown) => caught,
    );
    first.database.exec("ROLLBACK");
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain("Another import or sync is writing");
    first.close();
    second.close();
  });
});

describe("a file that can't be taken", () => {
  /** A good bill with the given cells in its second row. */
  const withSecondRow = (cells: Partial<BillRow>) => bill("bad.csv", costing(1), cells);
  const withText = (text: string | Uint8Array, name = "bad.csv") => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const header = Object.keys(plainRow).join(",");
  const cut = () => {
    const amounts = Array.from({ length: 500 }, () => costing(Math.random()));
    const whole = gzipSync(readFileSync(bill("whole.csv", ...amounts)));
    return whole.subarray(0, whole.length - 30);
  };
  const cases: Record<string, readonly [() => string, Omit<SourceLocation, "file">, string]> = {
    "missing columns": [
      () => withText("BilledCost,ServiceName\n1,EC2\n"),
      { row: 0 },
      "The header lacks EffectiveCost, BillingPeriodStart, ChargePeriodStart, ChargeCategory",
    ],
    "a column twice": [
      () => withText(`${header},billed_cost\n`),
      { row: 0 },
      'The column BilledCost is there more than once, as "BilledCost" and "billed_cost"',
    ],
    "a bad amount": [
      () => withSecondRow({ EffectiveCost: "1,234.50" }),
      { row: 2, column: "EffectiveCost", value: "1,234.50" },
      "A plain decimal number",
    ],
    "a bad date": [
      () => withSecondRow({ ChargePeriodStart: "2026-02-30" }),
      { row: 2, column: "ChargePeriodStart", value: "2026-02-30" },
      "There is no such date",
    ],
    "an end before the start": [
      () => withSecondRow({ ChargePeriodEnd: "2026-10-05T00:00:00Z" }),
      { row: 2, column: "ChargePeriodEnd", value: "2026-10-05T00:00:00Z" },
      "ChargePeriodEnd is not after ChargePeriodStart",
    ],
    "an unknown currency": [
      () => withSecondRow({ BillingCurrency: "Dollar" }),
      { row: 2, column: "BillingCurrency", value: "Dollar" },
      "ISO 4217",
    ],
    "an unknown charge category": [
      () => withSecondRow({ ChargeCategory: "Consumption" }),
      { row: 2, column: "ChargeCategory", value: "Consumption" },
      "ChargeCategory is one of",
    ],
    "no billed cost": [
      () => withSecondRow({ BilledCost: "" }),
      { row: 2, column: "BilledCost" },
      "BilledCost is empty",
    ],
    "no effective cost but the word": [
      () => withSecondRow({ EffectiveCost: "null" }),
      { row: 2, column: "EffectiveCost" },
      "EffectiveCost is empty",
    ],
    "no charge period": [
      () => withSecondRow({ ChargePeriodStart: "" }),
      { row: 2, column: "ChargePeriodStart" },
      "ChargePeriodStart is empty",
    ],
    "no billing period": [
      () => withSecondRow({ BillingPeriodStart: " " }),
      { row: 2, column: "BillingPeriodStart" },
      "BillingPeriodStart is empty",
    ],
    "no currency": [
      () => withSecondRow({ BillingCurrency: "" }),
      { row: 2, column: "BillingCurrency" },
      "BillingCurrency is empty",
    ],
    "a row too short": [
      () => withText(`${header}\n${Object.values(plainRow).join(",")}\n1,2\n`),
      { row: 2 },
      "This row has 2 cells",
    ],
    "a gzip cut off": [() => withText(cut(), "bad.csv.gz"), {}, "The gzip is cut off"],
  };

  test.each(Object.entries(cases))("%s: is refused, and the store is as before", async (_, one) => {
    const [write, location, problem] = one;
    const good = bill("good.csv", costing(1), { ...costing(2), ServiceName: "S3", Tags: "team=x" });
    await load([good], { source: "aws" });
    const before = contentsOf(store);
    const file = write();
    const again = bill("good.csv", costing(9), { ...costing(8), ServiceName: "new" });
    const error = await load([again, file], { source: "aws" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).message).toContain(problem);
    expect((error as SourceError).message).toContain(file);
    expect((error as SourceError).location).toEqual({ file, ...location });
    expect(contentsOf(store)).toEqual(before);
  });

  test("a source without any charge is refused", async () => {
    const file = withText(`${header}\n`);
    await expect(load([file])).rejects.toThrow(`${file}: There are no charges in it`);
    expect(store.isEmpty()).toBe(true);
  });

  // The store keeps in mind what numbers meant that were rolled back.
  test("leaves no trace in what is imported afterwards", async () => {
    const tagged = (team: string): Partial<BillRow> => ({ Tags: JSON.stringify({ team }) });
    const bad = bill("bad.csv", tagged("one"), tagged("two"), { BilledCost: "x" });
    await expect(load([bad])).rejects.toThrow(SourceError);
    await load([bill("good.csv", { ...tagged("three"), ServiceName: "S3" }, tagged("four"))]);
    const teams = store.database
      .prepare("SELECT Tags, x_Allocation FROM focus ORDER BY x_ChargeId")
      .raw()
      .all();
    expect(teams).toEqual([
      ['{"team":"three"}', '{"team":"three"}'],
      ['{"team":"four"}', '{"team":"four"}'],
    ]);
  });
});
