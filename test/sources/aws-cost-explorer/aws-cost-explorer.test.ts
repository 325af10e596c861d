import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AwsCostExplorer } from "#src/sources/aws-cost-explorer/aws-cost-explorer";
import { awsCostExplorerSchema } from "#src/sources/aws-cost-explorer/settings";
import type { FetchedUnit, SourceUnit } from "#src/sources/source";
import { Store } from "#src/store/store";
import type { SyncRun } from "#src/sync/sync-run";
import { syncSources } from "#src/sync/sync-sources";
import { monthsOf } from "../../ingest/store-contents.ts";
import { temporaryFolder } from "../../store/random-bill.ts";
import {
  type AwsCall,
  type AwsContext,
  AwsFault,
  answerCalls,
  awsContext,
  COST_EXPLORER,
  MEMBER,
  PAYER,
  stubCredentials,
} from "../aws/aws-world.ts";
import { amountOf, dollars, FakeCostExplorer, type LineItem } from "./fake-cost-explorer.ts";

const EC2 = "Amazon Elastic Compute Cloud - Compute";
const S3 = "Amazon Simple Storage Service";
const PLANS = "Savings Plans for AWS Compute usage";

function item(
  day: string,
  recordType: string,
  [account, region, service]: readonly [string, string, string],
  billed: number,
  effective = billed,
): LineItem {
  const amounts = { billed: dollars(billed), effective: dollars(effective) };
  return { day, recordType, account, region, service, ...amounts };
}

/** October of two accounts, with everything that a bill holds. */
const OCTOBER: readonly LineItem[] = [
  item("2026-10-01", "Usage", [MEMBER, "eu-west-1", EC2], 12.345678),
  item("2026-10-01", "Usage", [MEMBER, "us-east-1", EC2], 0.1),
  item("2026-10-01", "Usage", [PAYER, "us-east-1", S3], 0.2),
  item("2026-10-02", "Usage", [PAYER, "global", "Amazon Route 53"], 0.5),
  item("2026-10-02", "DiscountedUsage", [MEMBER, "eu-west-1", EC2], 0, 3),
  item("2026-10-02", "SavingsPlanCoveredUsage", [MEMBER, "eu-west-1", EC2], 10, 7),
  item("2026-10-02", "SavingsPlanNegation", [MEMBER, "eu-west-1", EC2], -10, 0),
  item("2026-10-02", "Enterprise Discount Program Discount", [MEMBER, "eu-west-1", EC2], -0.25),
  item("2026-10-02", "SavingsPlanRecurringFee", [PAYER, "", PLANS], 24, 2.5),
  item("2026-10-01", "RIFee", [PAYER, "eu-west-1", EC2], 93, 1),
  item("2026-10-03", "Support", [PAYER, "", "AWS Support (Business)"], 100),
  item("2026-10-31", "Tax", [PAYER, "", EC2], 19),
  item("2026-10-31", "Tax", [PAYER, "", S3], 1.9),
  item("2026-10-05", "Credit", [MEMBER, "", EC2], -5),
  item("2026-10-06", "Refund", [PAYER, "us-east-1", S3], -0.7),
  item("2026-10-07", "Something New", [PAYER, "us-east-1", S3], 0.3),
];

const SETTINGS = { kind: "aws-cost-explorer", account: PAYER };

let folder = "";
let context: AwsContext;
let fake: FakeCostExplorer;
let calls: AwsCall[];
/** What goes wrong instead of an answer. */
let fault: (call: AwsCall) => AwsFault | null;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "downloads"));
  // October runs.
  context = awsContext("2026-10-31T09:00:00Z");
  fake = new FakeCostExplorer(OCTOBER);
  fault = () => null;
  stubCredentials();
  calls = answerCalls(COST_EXPLORER, (call) => fault(call) ?? fake.answer(call.input));
});
afterEach(() => {
  nock.cleanAll();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function openSource(settings: object = {}): AwsCostExplorer {
  return new AwsCostExplorer(
    "aws",
    awsCostExplorerSchema.parse({ ...SETTINGS, ...settings }),
    context,
  );
}

async function unitOf(source: AwsCostExplorer, month: string): Promise<SourceUnit> {
  const { units } = await source.survey();
  const unit = units.find(({ id }) => id === month);
  if (unit === undefined) throw new Error(`There is no ${month}.`);
  return unit;
}

async function fetchMonth(month: string, source = openSource()): Promise<FetchedUnit> {
  const unit = await unitOf(source, month);
  return unit.fetch(join(folder, "downloads"), () => undefined, join(folder, "kept"));
}

function rowsOf({ files }: FetchedUnit): Record<string, string | null>[] {
  return files.flatMap(({ path }) =>
    readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
}

/** Exact sums of rows by what they have in common, and of line items by the same. */
function sums(parts: readonly (readonly [key: string, amount: bigint])[]): Record<string, bigint> {
  const byKey: Record<string, bigint> = {};
  for (const [key, amount] of parts) byKey[key] = (byKey[key] ?? 0n) + amount;
  return Object.fromEntries(Object.entries(byKey).filter(([, amount]) => amount !== 0n));
}

function sumsOfRows(rows: readonly Record<string, string | null>[], metric: string) {
  return sums(
    rows.map((row) => [
      [
        row["ChargePeriodStart"]?.slice(0, 10),
        row["SubAccountId"],
        row["RegionId"] ?? "",
        row["ServiceName"],
      ].join("|"),
      amountOf(row[metric] ?? ""),
    ]),
  );
}

function sumsOfItems(items: readonly LineItem[], metric: "billed" | "effective") {
  return sums(
    items.map((line) => [
      [line.day, line.account, line.region, line.service.replace(" - Compute", "")].join("|"),
      line[metric],
    ]),
  );
}

describe("a month from Cost Explorer", () => {
  test("is in FOCUS columns by day, service, account and region", async () => {
    fake.accountNames = { [MEMBER]: "payments" };
    fake.estimatedFrom = "2026-10-31";
    const rows = rowsOf(await fetchMonth("2026-10"));
    expect(rows[0]).toEqual({
      BillingAccountId: PAYER,
      BillingCurrency: "USD",
      BillingPeriodStart: "2026-10-01T00:00:00Z",
      BillingPeriodEnd: "2026-11-01T00:00:00Z",
      ChargePeriodStart: "2026-10-01T00:00:00Z",
      ChargePeriodEnd: "2026-10-02T00:00:00Z",
      ProviderName: "AWS",
      x_Origin: "AWS Cost Explorer",
      x_Estimated: null,
      ServiceName: "Amazon Simple Storage Service",
      SubAccountId: PAYER,
      SubAccountName: null,
      RegionId: "us-east-1",
      RegionName: "US East (N. Virginia)",
      CommitmentDiscountCategory: null,
      CommitmentDiscountType: null,
      CommitmentDiscountStatus: null,
      ChargeCategory: "Usage",
      BilledCost: "0.2",
      EffectiveCost: "0.2",
      x_RecordTypes:
        "DiscountedUsage, Enterprise Discount Program Discount, SavingsPlanCoveredUsage, SavingsPlanNegation, Usage",
    });
    expect(rows.find((row) => row["SubAccountId"] === MEMBER)?.["SubAccountName"]).toBe("payments");
    expect(rows.filter((row) => row["x_Estimated"] === "true")).toHaveLength(2);
  });

  test.each(["billed", "effective"] as const)("adds up to what is %s", async (metric) => {
    const rows = rowsOf(await fetchMonth("2026-10"));
    const column = metric === "billed" ? "BilledCost" : "EffectiveCost";
    expect(sumsOfRows(rows, column)).toEqual(sumsOfItems(OCTOBER, metric));
  });

  test("has the category of each record type", async () => {
    const rows = rowsOf(await fetchMonth("2026-10"));
    const byCategory = Map.groupBy(rows, (row) => row["ChargeCategory"]);
    const billed = [...byCategory].map(([category, ofCategory]) => [
      category,
      Number(ofCategory.reduce((sum, row) => sum + Number(row["BilledCost"]), 0).toFixed(6)),
    ]);
    expect(Object.fromEntries(billed)).toEqual({
      Usage: 12.895678,
      Purchase: 217,
      Tax: 20.9,
      Credit: -5,
      Adjustment: -0.4,
    });
    const unknown = rows.filter((row) => row["x_RecordTypes"]?.includes("Something New"));
    expect(unknown.map((row) => row["ChargeCategory"])).toEqual(["Adjustment", "Adjustment"]);
  });

  test("splits fees for commitments from what of them went unused", async () => {
    fake.items.push(item("2026-10-01", "Fee", [PAYER, "us-east-1", S3], 500, 0));
    const rows = rowsOf(await fetchMonth("2026-10"));
    const plan = { CommitmentDiscountCategory: "Spend", CommitmentDiscountType: "Savings Plan" };
    const reservation = {
      CommitmentDiscountCategory: "Usage",
      CommitmentDiscountType: "Reserved Instance",
    };
    const paid = { ChargeCategory: "Purchase", EffectiveCost: "0", CommitmentDiscountStatus: null };
    const unused = { ChargeCategory: "Usage", BilledCost: "0", CommitmentDiscountStatus: "Unused" };
    expect(rows.filter((row) => row["CommitmentDiscountCategory"] !== null)).toMatchObject([
      { ...plan, ...paid, BilledCost: "24" },
      { ...plan, ...unused, EffectiveCost: "2.5" },
      { ...reservation, ...paid, BilledCost: "93" },
      { ...reservation, ...unused, EffectiveCost: "1" },
      { ...reservation, ...paid, BilledCost: "500" },
    ]);
    expect(sumsOfRows(rows, "EffectiveCost")).toEqual(sumsOfItems(fake.items, "effective"));
  });

  test("is loaded by a sync, with totals that are those of the bill", async () => {
    const store = new Store(join(folder, "tally.db"), []);
    const bugs: unknown[] = [];
    const run: SyncRun = {
      ...{ store, since: "2026-10", applyHeld: false, onProgress: () => undefined },
      ...{ now: () => new Date(context.clock.now()), onBug: (error) => bugs.push(error) },
    };
    const sync = async () => {
      const [outcome] = await syncSources([openSource()], run);
      return outcome?.units.map(({ unit, status }) => `${unit} ${status}`);
    };
    expect(await sync()).toEqual(["2026-10 loaded"]);
    expect(monthsOf(store, "aws")).toEqual({ "2026-10": [15, 245.395678, 141.895678] });
    expect(await sync()).toEqual(["2026-10 unchanged"]);
    expect(calls).toHaveLength(11);
    expect(bugs).toEqual([]);
    store.close();
  });

  test("that is empty has no file", async () => {
    fake = new FakeCostExplorer([]);
    expect(await fetchMonth("2026-10")).toEqual({ files: [], rows: 0 });
    expect(calls).toHaveLength(1);
  });

  test("adds up whatever is in it, page by page", async () => {
    const place = fc.tuple(
      fc.constantFrom(PAYER, MEMBER, "777788889999"),
      fc.constantFrom("", "eu-west-1", "us-east-1", "global"),
      fc.constantFrom(EC2, S3, "AWS Lambda", "A Product of the Marketplace"),
    );
    const line = fc.record({
      day: fc.constantFrom("2026-10-01", "2026-10-15", "2026-10-31"),
      recordType: fc.constantFrom("Usage", "Tax", "RIFee", "SavingsPlanNegation", "Fee", "New"),
      place,
      billed: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
      effective: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, pageSize) => {
          rmSync(join(folder, "kept"), { recursive: true, force: true });
          const items = lines.map(({ place: [account, region, service], ...rest }) => ({
            ...rest,
            ...{ account, region, service },
          }));
          fake = new FakeCostExplorer(items);
          fake.pageSize = pageSize;
          const rows = rowsOf(await fetchMonth("2026-10"));
          expect(sumsOfRows(rows, "BilledCost")).toEqual(sumsOfItems(items, "billed"));
          expect(sumsOfRows(rows, "EffectiveCost")).toEqual(sumsOfItems(items, "effective"));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("calls", () => {
  /** What each asked for: its groups, and what it was restricted to. */
  function asked(): string[] {
    return calls.map(({ input: { Granularity, GroupBy, Filter } }) =>
      [
        Granularity,
        GroupBy.map(({ Key }: { Key: string }) => Key).join("+"),
        JSON.stringify(Filter ?? {}).replaceAll('"', ""),
      ].join(" "),
    );
  }

  test("are as few as the dimension with the fewest values of each kind allows", async () => {
    const source = openSource();
    await fetchMonth("2026-10", source);
    const usage =
      "RECORD_TYPE,Values:[DiscountedUsage,Enterprise Discount Program Discount,SavingsPlanCoveredUsage,SavingsPlanNegation,Usage]";
    const account = (id: string) => `{Dimensions:{Key:LINKED_ACCOUNT,Values:[${id}]}}`;
    expect(asked()).toEqual([
      "MONTHLY RECORD_TYPE+LINKED_ACCOUNT {}",
      "MONTHLY RECORD_TYPE+REGION {}",
      "MONTHLY RECORD_TYPE+SERVICE {}",
      `DAILY REGION+SERVICE {And:[{Dimensions:{Key:${usage}}},${account(PAYER)}]}`,
      `DAILY REGION+SERVICE {And:[{Dimensions:{Key:${usage}}},${account(MEMBER)}]}`,
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[SavingsPlanRecurringFee]}}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[RIFee]}}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[Support]}}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[Tax]}}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[Credit]}}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[Refund,Something New]}}",
    ]);
    expect(calls[0]?.input).toMatchObject({
      TimePeriod: { Start: "2026-10-01", End: "2026-11-01" },
      Metrics: ["UnblendedCost", "AmortizedCost"],
    });
    expect(source.usage).toEqual({ calls: 11, cost: expect.closeTo(0.11) });
    expect(context.dollars).toBeCloseTo(99.89);
    expect(context.purses).toEqual([{ source: "aws", dollarsPerDay: 1 }]);
  });

  test("of a single account need one listing", async () => {
    fake = new FakeCostExplorer(OCTOBER.filter(({ account }) => account === PAYER));
    await fetchMonth("2026-10");
    expect(asked().slice(0, 2)).toEqual([
      "MONTHLY RECORD_TYPE+LINKED_ACCOUNT {}",
      "DAILY REGION+SERVICE {Dimensions:{Key:RECORD_TYPE,Values:[Usage]}}",
    ]);
  });

  test("ask for what has no region by leaving out the regions", async () => {
    const accounts = [PAYER, MEMBER, "777788889999"];
    const services = [EC2, S3, "AWS Lambda"];
    fake = new FakeCostExplorer(
      accounts.flatMap((account, at) =>
        ["", "eu-west-1"].map((region) =>
          item("2026-10-01", "Usage", [account, region, services[at] ?? ""], 1 + at),
        ),
      ),
    );
    const rows = rowsOf(await fetchMonth("2026-10"));
    expect(asked().at(-1)).toBe(
      "DAILY LINKED_ACCOUNT+SERVICE {And:[{Dimensions:{Key:RECORD_TYPE,Values:[Usage]}},{Not:{Dimensions:{Key:REGION,Values:[eu-west-1]}}}]}",
    );
    expect(rows.map((row) => row["RegionId"]).sort()).toEqual([
      ...["eu-west-1", "eu-west-1", "eu-west-1"],
      ...[null, null, null],
    ]);
  });

  test("that are throttled are made again, and paid again", async () => {
    fault = () => (calls.length === 2 ? new AwsFault("LimitExceededException") : null);
    const source = openSource();
    const rows = rowsOf(await fetchMonth("2026-10", source));
    expect(sumsOfRows(rows, "BilledCost")).toEqual(sumsOfItems(OCTOBER, "billed"));
    expect(context.waits).toHaveLength(1);
    expect(source.usage.calls).toBe(12);
  });

  test("with an expired token are made once more with a new one", async () => {
    fault = ({ credential }) => {
      if (credential !== "test") return null;
      vi.stubEnv("AWS_ACCESS_KEY_ID", "renewed");
      return new AwsFault("ExpiredTokenException");
    };
    expect((await fetchMonth("2026-10")).rows).toBeGreaterThan(0);
    fault = () => new AwsFault("ExpiredTokenException");
    rmSync(join(folder, "kept"), { recursive: true });
    await expect(fetchMonth("2026-10")).rejects.toThrow(
      "Reading 2026-10 from Cost Explorer: The credentials are missing, expired or wrong; renew them (400 ExpiredTokenException).",
    );
  });

  test("that are denied are said so, without AWS' words", async () => {
    fault = () => new AwsFault("AccessDeniedException");
    await expect(fetchMonth("2026-10")).rejects.toThrow(
      /^Reading 2026-10 from Cost Explorer: These credentials may not do this \(400 AccessDeniedException\)\.$/,
    );
    expect(calls).toHaveLength(1);
    expect(await openSource().check()).toEqual([
      {
        permission: "ce:GetCostAndUsage",
        problem:
          "Asking Cost Explorer: These credentials may not do this (400 AccessDeniedException).",
      },
    ]);
    fault = () => null;
    expect(await openSource().check()).toEqual([
      { permission: "ce:GetCostAndUsage", problem: null },
    ]);
  });

  test("end where the day's money does, and go on there the next day", async () => {
    fake.pageSize = 2;
    context.dollars = 0.07;
    await expect(fetchMonth("2026-10")).rejects.toThrow("is spent; it goes on tomorrow");
    expect(calls).toHaveLength(7);
    expect(readdirSync(join(folder, "kept"))).toEqual(["2026-10_2026-10-31"]);
    context.dollars = 1;
    const rows = rowsOf(await fetchMonth("2026-10"));
    expect(sumsOfRows(rows, "BilledCost")).toEqual(sumsOfItems(OCTOBER, "billed"));
    const inputs = calls.map(({ input }) => JSON.stringify(input));
    expect(new Set(inputs).size).toBe(inputs.length);
    // The same again costs nothing.
    const before = calls.length;
    await fetchMonth("2026-10");
    expect(calls).toHaveLength(before);
  });

  test("pay for months that aren't final before older ones", async () => {
    context = awsContext("2026-11-10T09:00:00Z");
    fake.items.push(
      item("2026-11-02", "Usage", [PAYER, "us-east-1", S3], 1),
      item("2026-09-02", "Usage", [PAYER, "us-east-1", S3], 1),
    );
    expect((await fetchMonth("2026-09")).rows).toBe(1);
    const months = calls.map(({ input }) => input.TimePeriod.Start.slice(0, 7));
    expect(months).toEqual([
      ...["2026-11", "2026-11"],
      ...Array.from({ length: 11 }, () => "2026-10"),
      ...["2026-09", "2026-09"],
    ]);
    expect((await fetchMonth("2026-10")).rows).toBeGreaterThan(0);
    expect((await fetchMonth("2026-11")).rows).toBe(1);
    expect(calls).toHaveLength(15);
  });

  test("keep nothing of months and versions that are over", async () => {
    fake.items.push(item("2026-11-02", "Usage", [PAYER, "us-east-1", S3], 1));
    const kept = () => readdirSync(join(folder, "kept")).sort();
    context = awsContext("2026-11-25T09:00:00Z");
    await fetchMonth("2026-10");
    expect(kept()).toEqual(["2026-10_final", "2026-11_2026-11-25"]);
    context = awsContext("2026-11-26T09:00:00Z");
    await fetchMonth("2026-11");
    expect(kept()).toEqual(["2026-10_final", "2026-11_2026-11-26"]);
    context = awsContext("2028-01-02T09:00:00Z");
    await fetchMonth("2028-01");
    expect(kept()).toEqual(["2028-01_2028-01-02"]);
  });

  test("that don't fit together are left to the next sync, from the start", async () => {
    fault = () => {
      // After the listings.
      if (calls.length === 4) fake.items.push(item("2026-10-30", "Tax", [PAYER, "", EC2], 0.05));
      return null;
    };
    await expect(fetchMonth("2026-10")).rejects.toMatchObject({ name: "NotYetError" });
    expect(existsSync(join(folder, "kept/2026-10_2026-10-31"))).toBe(false);
    const rows = rowsOf(await fetchMonth("2026-10"));
    expect(sumsOfRows(rows, "BilledCost")).toEqual(sumsOfItems(fake.items, "billed"));
  });

  test("for a page that AWS has forgotten begin from the start with the next sync", async () => {
    fake.pageSize = 2;
    fault = ({ input }) =>
      input.NextPageToken === undefined ? null : new AwsFault("InvalidNextTokenException");
    await expect(fetchMonth("2026-10")).rejects.toMatchObject({ name: "NotYetError" });
    fault = () => null;
    expect((await fetchMonth("2026-10")).rows).toBeGreaterThan(0);
  });
});

describe("the months", () => {
  async function versions(now: string): Promise<Record<string, string>> {
    context = awsContext(now);
    const { units } = await openSource().survey();
    return Object.fromEntries(units.map(({ id, version }) => [id, version]));
  }

  test("are the running one and thirteen before it, without a call", async () => {
    const months = Object.keys(await versions("2026-11-25T09:00:00Z"));
    expect([months.length, months[0], months.at(-1)]).toEqual([14, "2026-11", "2025-10"]);
    expect(calls).toEqual([]);
  });

  test("are read once a day until the 15th of the next one, then never", async () => {
    expect(await versions("2026-11-14T23:59:59Z")).toMatchObject({
      "2026-11": "2026-11-14",
      "2026-10": "2026-11-14",
      "2026-09": "final",
    });
    expect(await versions("2026-11-15T00:00:00Z")).toMatchObject({
      "2026-11": "2026-11-15",
      "2026-10": "final",
    });
    expect(await versions("2027-01-03T09:00:00Z")).toMatchObject({
      "2027-01": "2027-01-03",
      "2026-12": "2027-01-03",
      "2026-11": "final",
    });
  });

  test("are those of AWS' clock, once it is known to be another", async () => {
    nock.cleanAll();
    const ahead = new Date(Date.now() + 3 * 86_400_000).toUTCString();
    answerCalls(COST_EXPLORER, ({ input }) => fake.answer(input), { date: ahead });
    const source = openSource();
    expect((await unitOf(source, "2026-10")).version).toBe("2026-10-31");
    await expect(fetchMonth("2026-10", source)).rejects.toMatchObject({ failure: "changed" });
    expect((await unitOf(source, "2026-10")).version).toBe("2026-11-03");
    expect((await fetchMonth("2026-10", source)).rows).toBeGreaterThan(0);
  });
});

describe("credentials", () => {
  test("are those of the profile", async () => {
    const file = join(folder, "credentials");
    writeFileSync(
      file,
      "[billing]\naws_access_key_id = ofBilling\naws_secret_access_key = secret\n",
    );
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", file);
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    await openSource({ profile: "billing" }).check();
    expect(calls.map(({ credential }) => credential)).toEqual(["ofBilling"]);
  });

  test("that are nowhere are said to be missing, without a call", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "");
    const [check] = await openSource().check();
    expect(check?.problem).toContain("The credentials are missing, expired or wrong");
    expect(calls).toEqual([]);
  });

  test("of another partition ask its own API", async () => {
    const there = answerCalls("https://ce.cn-northwest-1.amazonaws.com.cn", () => ({}));
    expect(await openSource({ region: "cn-northwest-1" }).check()).toMatchObject([
      { problem: null },
    ]);
    expect(there).toHaveLength(1);
  });
});

test("the ready policy allows what is checked", async () => {
  const checks = await openSource().check();
  const file = join(import.meta.dirname, "../../../docs/sources/aws-cost-explorer-policy.json");
  const { Statement } = JSON.parse(readFileSync(file, "utf8"));
  expect(Statement.flatMap(({ Action }: { Action: string }) => Action)).toEqual(
    checks.map(({ permission }) => permission),
  );
});

test("settings say what is wrong with them", () => {
  expect(awsCostExplorerSchema.parse(SETTINGS)).toEqual({
    ...SETTINGS,
    region: "us-east-1",
    dollarsPerDay: 1,
  });
  const wrong = awsCostExplorerSchema.safeParse({ ...SETTINGS, account: 111122223333 });
  expect(wrong.error?.issues[0]?.path).toEqual(["account"]);
  const short = awsCostExplorerSchema.safeParse({ ...SETTINGS, account: "1111" });
  expect(short.error?.issues[0]?.message).toBe("write the 12 digits of the account, in quotes");
  expect(awsCostExplorerSchema.safeParse({ ...SETTINGS, location: "s3://x" }).success).toBe(false);
});
