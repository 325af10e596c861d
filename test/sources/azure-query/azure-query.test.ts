import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AzureQuery } from "#src/sources/azure-query/azure-query";
import { azureQuerySchema } from "#src/sources/azure-query/settings";
import type { FetchedUnit } from "#src/sources/source";
import { temporaryFolder } from "../../store/random-bill.ts";
import {
  type AzureContext,
  armError,
  azureContext,
  grantTokens,
  MANAGEMENT,
  SUBSCRIPTION,
} from "../azure/azure-world.ts";

const SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const PATH = `${SCOPE}/providers/Microsoft.CostManagement/query`;
const COLUMNS = [
  { name: "Cost", type: "Number" },
  { name: "UsageDate", type: "Number" },
  { name: "ServiceName", type: "String" },
  { name: "SubscriptionId", type: "String" },
  { name: "SubscriptionName", type: "String" },
  { name: "ResourceLocation", type: "String" },
  { name: "ChargeType", type: "String" },
  { name: "PricingModel", type: "String" },
  { name: "BenefitId", type: "String" },
  { name: "BenefitName", type: "String" },
  { name: "Currency", type: "String" },
];
const RESERVATION =
  "/providers/Microsoft.Capacity/reservationOrders/9bbbbbbb/reservations/1ccccccc";

type Cell = string | number;

/** A row in the order of COLUMNS: cost, day, service, region, kind of charge, pricing, benefit. */
function row(cost: number, day: number, service: string, rest: readonly Cell[] = []): Cell[] {
  const [region = "EU West", type = "Usage", pricing = "OnDemand", benefit = ""] = rest;
  const name = benefit === "" ? "" : "prod-vm";
  return [
    ...[cost, 20261000 + day, service, SUBSCRIPTION.toUpperCase(), "prod", region],
    ...[type, pricing, benefit, name, "EUR"],
  ];
}

const ACTUAL = [
  row(19.54, 1, "Storage"),
  row(0.1, 2, "SQL Database", ["Unassigned"]),
  row(0.2, 2, "SQL Database", ["US East 2"]),
  row(1200, 3, "Virtual Machines", ["EU West", "Purchase", "Reservation", RESERVATION]),
  row(0, 3, "Virtual Machines", ["EU West", "Usage", "Reservation", RESERVATION]),
  row(-5.25, 4, "Virtual Machines", ["EU West", "Refund", "OnDemand"]),
  row(0.01, 31, "", ["", "RoundingAdjustment", ""]),
];
const AMORTISED = [
  row(0.2, 2, "SQL Database", ["US East 2"]),
  row(0.1, 2, "SQL Database", ["Unassigned"]),
  row(19.54, 1, "Storage"),
  row(30.123456789012, 3, "Virtual Machines", ["EU West", "Usage", "Reservation", RESERVATION]),
  row(9.5, 3, "", ["EU West", "UnusedReservation", "Reservation", RESERVATION]),
  row(-5.25, 4, "Virtual Machines", ["EU West", "Refund", "OnDemand"]),
  row(0.01, 31, "", ["", "RoundingAdjustment", ""]),
];

function answer(rows: readonly Cell[][], nextLink: string | null = null) {
  return {
    id: `${SCOPE}/providers/Microsoft.CostManagement/query/1`,
    properties: { nextLink, columns: COLUMNS, rows },
  };
}

let folder = "";
let context: AzureContext;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "downloads"));
  context = azureContext();
});
afterEach(() => {
  nock.cleanAll();
  rmSync(folder, { recursive: true });
});

function open(settings: object = { subscriptions: [SUBSCRIPTION] }, opened = context): AzureQuery {
  return new AzureQuery(
    "azure",
    azureQuerySchema.parse({ kind: "azure-query", ...settings }),
    opened,
  );
}

async function fetchMonth(source: AzureQuery, month = "2026-10"): Promise<FetchedUnit> {
  const { units } = await source.survey(null);
  const unit = units.find(({ id }) => id === month);
  if (unit === undefined) throw new Error(`There is no ${month}.`);
  return unit.fetch(join(folder, "downloads"), () => undefined, join(folder, "kept"));
}

function rowsOf({ files }: FetchedUnit): Record<string, unknown>[] {
  return files.flatMap(({ path }) =>
    readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
}

/** Answers the actual costs, then the amortised ones. */
function answerMonth(actual: readonly Cell[][], amortised: readonly Cell[][]): nock.Scope {
  return nock(MANAGEMENT)
    .post(PATH, /"type":"ActualCost"/)
    .query(true)
    .reply(200, answer(actual))
    .post(PATH, /"type":"AmortizedCost"/)
    .query(true)
    .reply(200, answer(amortised));
}

/** Matches any body, and keeps it. */
function seen(bodies: unknown[]): (body: unknown) => boolean {
  return (body) => bodies.push(body) > 0;
}

describe("months by the Query API", () => {
  async function versionsOn(now: string, settings?: object): Promise<Record<string, string>> {
    const { units } = await open(settings, azureContext(now)).survey(null);
    return Object.fromEntries(
      units.map(({ id, version }) => [id, version.slice(0, version.indexOf(" "))]),
    );
  }

  test("are new each day until the next month's seventh, and then final", async () => {
    const settings = { subscriptions: [SUBSCRIPTION], months: 3 };
    expect(await versionsOn("2026-11-06T23:59:59Z", settings)).toEqual({
      "2026-09": "final",
      "2026-10": "2026-11-06",
      "2026-11": "2026-11-06",
    });
    expect(await versionsOn("2026-11-07T00:00:00Z", settings)).toEqual({
      "2026-09": "final",
      "2026-10": "final",
      "2026-11": "2026-11-07",
    });
  });

  test("are thirteen, and those that were read stay in sight", async () => {
    const source = open();
    const { units, memory } = await source.survey(null);
    expect(units).toHaveLength(13);
    expect(units[0]).toMatchObject({ id: "2025-11", billingPeriodStart: "2025-11-01" });
    const later = open(undefined, azureContext("2027-01-10T00:00:00Z"));
    expect((await later.survey(memory)).units[0]?.id).toBe("2025-11");
    expect((await later.survey(null)).units[0]?.id).toBe("2026-01");
    const muchLater = open(undefined, azureContext("2029-01-10T00:00:00Z"));
    expect((await muchLater.survey(memory)).units[0]?.id).toBe("2026-01");
    expect((await muchLater.survey("nonsense")).units).toHaveLength(13);
    expect(source.usage.calls).toBe(0);
  });

  test("are all read anew for other subscriptions", async () => {
    const [one] = (await open().survey(null)).units;
    const other = { subscriptions: [SUBSCRIPTION, "0bbbbbbb-1111-2222-3333-444444444444"] };
    const [two] = (await open(other).survey(null)).units;
    expect(one?.version).toMatch(/^final /);
    expect(two?.version).toMatch(/^final /);
    expect(one?.version).not.toBe(two?.version);
  });
});

describe("costs by the Query API", () => {
  test("are asked for by day, as billed and as amortised", async () => {
    const scopes = grantTokens();
    const bodies: unknown[] = [];
    nock(MANAGEMENT, { reqheaders: { authorization: "Bearer t1" } })
      .post(PATH, seen(bodies))
      .query({ "api-version": "2025-03-01" })
      .times(2)
      .reply(200, answer([]));
    await fetchMonth(open());
    expect(scopes).toEqual(["https://management.azure.com/.default"]);
    const grouping = ["ServiceName", "SubscriptionId", "SubscriptionName", "ResourceLocation"];
    const body = {
      type: "ActualCost",
      timeframe: "Custom",
      timePeriod: { from: "2026-10-01", to: "2026-10-31" },
      dataset: {
        granularity: "Daily",
        aggregation: { totalCost: { name: "Cost", function: "Sum" } },
        grouping: [...grouping, "ChargeType", "PricingModel", "BenefitId", "BenefitName"].map(
          (name) => ({ type: "Dimension", name }),
        ),
      },
    };
    expect(bodies).toEqual([body, { ...body, type: "AmortizedCost" }]);
  });

  test("are asked for up to today in the running month", async () => {
    grantTokens();
    const bodies: unknown[] = [];
    nock(MANAGEMENT).post(PATH, seen(bodies)).query(true).times(2).reply(204);
    await fetchMonth(open(), "2026-11");
    const timePeriod = { from: "2026-11-01", to: "2026-11-25" };
    expect(bodies).toMatchObject([{ timePeriod }, { timePeriod }]);
  });

  test("become FOCUS rows whose totals are Azure's", async () => {
    grantTokens();
    answerMonth(ACTUAL, AMORTISED);
    const fetched = await fetchMonth(open());
    const rows = rowsOf(fetched);
    expect(fetched.files).toMatchObject([
      { name: `Cost Management query of ${SCOPE} for 2026-10`, rows: 8 },
    ]);
    const sum = (column: string) => rows.reduce((total, cells) => total + Number(cells[column]), 0);
    expect(sum("BilledCost")).toBeCloseTo(19.54 + 0.1 + 0.2 + 1200 - 5.25 + 0.01, 10);
    expect(sum("EffectiveCost")).toBeCloseTo(
      0.2 + 0.1 + 19.54 + 30.123456789012 + 9.5 - 5.25 + 0.01,
      10,
    );
    expect(rows.find(({ ServiceName }) => ServiceName === "Storage Accounts")).toEqual({
      BilledCost: 19.54,
      EffectiveCost: 19.54,
      BillingCurrency: "EUR",
      BillingAccountId: null,
      BillingPeriodStart: "2026-10-01T00:00:00Z",
      BillingPeriodEnd: "2026-11-01T00:00:00Z",
      ChargePeriodStart: "2026-10-01T00:00:00Z",
      ChargePeriodEnd: "2026-10-02T00:00:00Z",
      ChargeCategory: "Usage",
      ChargeClass: null,
      PricingCategory: "Standard",
      RegionId: "westeurope",
      RegionName: "West Europe",
      SubAccountId: SCOPE,
      SubAccountName: "prod",
      ServiceName: "Storage Accounts",
      ProviderName: "Microsoft",
      InvoiceIssuerName: "Microsoft",
      x_Origin: "Azure Cost Management query",
    });
  });

  test("of commitments are billed when bought and effective when used", async () => {
    grantTokens();
    answerMonth(ACTUAL, AMORTISED);
    const rows = rowsOf(await fetchMonth(open()));
    const ofReservation = rows.filter((cells) => cells["CommitmentDiscountId"] === RESERVATION);
    expect(
      ofReservation.map((cells) => [
        ...[cells["ChargeCategory"], cells["CommitmentDiscountStatus"]],
        ...[cells["BilledCost"], cells["EffectiveCost"], cells["CommitmentDiscountType"]],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["Purchase", null, 1200, 0, "Reservation"],
        ["Usage", "Used", 0, 30.123456789012, "Reservation"],
        ["Usage", "Unused", 0, 9.5, "Reservation"],
      ]),
    );
    expect(ofReservation).toHaveLength(3);
    expect(rows).toContainEqual(
      expect.objectContaining({
        ChargeCategory: "Purchase",
        ChargeClass: "Correction",
        BilledCost: -5.25,
      }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ ChargeCategory: "Adjustment", ServiceName: null, RegionId: null }),
    );
  });

  test("are the same file whatever order Azure has them in", async () => {
    grantTokens();
    answerMonth(ACTUAL, AMORTISED);
    const first = await fetchMonth(open());
    answerMonth(ACTUAL.toReversed(), AMORTISED.toReversed());
    const second = await fetchMonth(open());
    expect(second.files[0]?.sha256).toBe(first.files[0]?.sha256);
  });

  test("that Azure tells apart by something it doesn't show stay apart", async () => {
    grantTokens();
    answerMonth([row(1, 1, "Storage"), row(2, 1, "Storage")], [row(3, 1, "Storage")]);
    const rows = rowsOf(await fetchMonth(open()));
    expect(rows.map((cells) => [cells["BilledCost"], cells["EffectiveCost"]])).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });

  test("come page by page, each asked for with the whole question and at Azure's own address", async () => {
    grantTokens();
    const bodies: unknown[] = [];
    const next = `https://elsewhere.example${PATH}?api-version=2025-03-01&$skiptoken=2`;
    nock(MANAGEMENT)
      .post(PATH, seen(bodies))
      .query({ "api-version": "2025-03-01" })
      .reply(200, answer([row(1, 1, "Storage")], next))
      .post(PATH, seen(bodies))
      .query({ "api-version": "2025-03-01", $skiptoken: "2" })
      .reply(200, answer([row(2, 2, "Storage")], ""))
      .post(PATH)
      .query(true)
      .reply(200, answer([]));
    const rows = rowsOf(await fetchMonth(open()));
    expect(rows.map(({ BilledCost }) => BilledCost)).toEqual([1, 2]);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  test("whose pages go round in a circle are refused", async () => {
    grantTokens();
    nock(MANAGEMENT)
      .persist()
      .post(PATH)
      .query(true)
      .reply(200, answer([], `${MANAGEMENT}${PATH}?api-version=2025-03-01`));
    await expect(fetchMonth(open())).rejects.toThrow("lead back to one that was read");
  });

  test("of an empty month are no files", async () => {
    grantTokens();
    nock(MANAGEMENT).post(PATH).query(true).times(2).reply(204);
    expect(await fetchMonth(open())).toEqual({ files: [], rows: null });
  });

  test("of several subscriptions are a file each", async () => {
    grantTokens();
    const other = "0bbbbbbb-1111-2222-3333-444444444444";
    answerMonth([row(1, 1, "Storage")], [row(1, 1, "Storage")]);
    nock(MANAGEMENT)
      .post(`/subscriptions/${other}/providers/Microsoft.CostManagement/query`)
      .query(true)
      .times(2)
      .reply(200, answer([row(2, 1, "Storage")]));
    const { files } = await fetchMonth(open({ subscriptions: [SUBSCRIPTION, other] }));
    expect(files.map(({ name, rows }) => [name.includes(other), rows])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  test("of a billing account name it as exports do", async () => {
    grantTokens();
    const account = "/providers/Microsoft.Billing/billingAccounts/8611537";
    nock(MANAGEMENT)
      .post(`${account}/billingProfiles/P/providers/Microsoft.CostManagement/query`)
      .query(true)
      .times(2)
      .reply(200, answer([row(2, 1, "Storage")]));
    const source = open({ scope: `${account}/billingProfiles/P` });
    expect(rowsOf(await fetchMonth(source))[0]).toMatchObject({
      BillingAccountId: `${account}/billingProfiles/P`,
    });
    answerMonth([row(1, 1, "Storage")], []);
    const named = open({ subscriptions: [SUBSCRIPTION], billingAccount: account });
    expect(rowsOf(await fetchMonth(named))[0]).toMatchObject({ BillingAccountId: account });
  });

  test("are asked for by two dimensions where Azure refuses more, and then at once", async () => {
    grantTokens();
    const columns = COLUMNS.filter(({ name }) =>
      ["Cost", "UsageDate", "ServiceName", "ChargeType", "Currency"].includes(name),
    );
    const refusals = nock(MANAGEMENT)
      .post(PATH, /BenefitId/)
      .query(true)
      .reply(400, armError("BadRequest"));
    nock(MANAGEMENT)
      .post(PATH, ({ dataset }) => dataset.grouping.length === 2)
      .query(true)
      .times(4)
      .reply(200, {
        properties: { columns, rows: [[7, 20261001, "Storage", "Usage", "EUR"]], nextLink: null },
      });
    const source = open();
    for (let month = 0; month < 2; month++) {
      expect(rowsOf(await fetchMonth(source))[0]).toMatchObject({
        BilledCost: 7,
        EffectiveCost: 7,
        SubAccountId: SCOPE,
        RegionId: null,
        PricingCategory: null,
      });
    }
    expect(refusals.isDone()).toBe(true);
    expect(source.usage.calls).toBe(5);
  });

  test("of another month than asked are refused", async () => {
    grantTokens();
    const cells = row(1, 1, "Storage");
    cells[1] = 20251001;
    answerMonth([cells], []);
    await expect(fetchMonth(open())).rejects.toThrow(
      "Azure was asked for 2026-10 and answered for 2025-10-01. Check the clock",
    );
  });

  test.each([
    ["no columns", { properties: { rows: [] } }, "properties.columns is missing or wrong"],
    ["short rows", { properties: { columns: COLUMNS, rows: [[1]] } }, "1 cells for 11 columns"],
    [
      "no cost",
      { properties: { columns: [{ name: "UsageDate" }], rows: [[20261001]] } },
      "has no Cost",
    ],
    ["no day", { properties: { columns: [{ name: "Cost" }], rows: [[1]] } }, "no UsageDate"],
  ])("in another shape are refused: %s", async (_, body, problem) => {
    grantTokens();
    nock(MANAGEMENT).post(PATH).query(true).times(2).reply(200, body);
    await expect(fetchMonth(open())).rejects.toThrow(problem);
  });
});

describe("where Azure doesn't answer", () => {
  const ANSWER = answer([row(1, 1, "Storage")]);

  test("429: the longest of its hints is waited for", async () => {
    grantTokens();
    nock(MANAGEMENT)
      .post(PATH)
      .query(true)
      .reply(429, armError("429"), {
        "retry-after": "1",
        "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after": "3",
        "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after": "37",
        "x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after": "20",
        "x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests": "DefaultQuota:0",
      })
      .post(PATH)
      .query(true)
      .times(2)
      .reply(200, ANSWER);
    await fetchMonth(open());
    expect(context.waits.filter((wait) => wait > 0)).toEqual([37_000]);
  });

  test("429 without end: given up, in words", async () => {
    grantTokens();
    nock(MANAGEMENT).persist().post(PATH).query(true).reply(429, armError("429"));
    await expect(fetchMonth(open())).rejects.toThrow(
      `Querying the costs of ${SCOPE} from 2026-10-01 on: It asks to slow down (429).`,
    );
  });

  test("5xx, then success", async () => {
    grantTokens();
    nock(MANAGEMENT)
      .post(PATH)
      .query(true)
      .reply(503, armError("ServiceUnavailable"))
      .post(PATH)
      .query(true)
      .reply(500)
      .post(PATH)
      .query(true)
      .times(2)
      .reply(200, ANSWER);
    const source = open();
    expect(rowsOf(await fetchMonth(source))).toHaveLength(1);
    expect(source.usage).toEqual({ calls: 4, cost: 0 });
  });

  test("an expired token is renewed once", async () => {
    const scopes = grantTokens();
    nock(MANAGEMENT, { reqheaders: { authorization: "Bearer t1" } })
      .post(PATH)
      .query(true)
      .reply(401, armError("ExpiredAuthenticationToken"));
    nock(MANAGEMENT, { reqheaders: { authorization: "Bearer t2" } })
      .post(PATH)
      .query(true)
      .times(2)
      .reply(200, ANSWER);
    await fetchMonth(open());
    expect(scopes).toHaveLength(2);
  });

  test("credentials that Entra refuses are named, without the secret", async () => {
    nock("https://login.microsoftonline.com")
      .persist()
      .post("/tenant/oauth2/v2.0/token")
      .reply(401, { error: "invalid_client", error_description: "s3cret" });
    const failed = fetchMonth(open());
    await expect(failed).rejects.toThrow("The credentials are missing, expired or wrong");
    await expect(failed).rejects.not.toThrow("s3cret");
  });

  test("403: the permission that is missing is named", async () => {
    grantTokens();
    nock(MANAGEMENT).persist().post(PATH).query(true).reply(403, armError("RBACAccessDenied"));
    const other = "0bbbbbbb-1111-2222-3333-444444444444";
    nock(MANAGEMENT)
      .post(`/subscriptions/${other}/providers/Microsoft.CostManagement/query`)
      .query(true)
      .reply(200, { properties: { columns: [{ name: "Cost" }], rows: [] } });
    await expect(fetchMonth(open())).rejects.toThrow("These credentials may not do this (403");
    expect(await open({ subscriptions: [SUBSCRIPTION, other] }).check()).toEqual([
      {
        permission: `Microsoft.CostManagement/query/action on ${SCOPE}`,
        problem: expect.stringContaining("may not do this (403 RBACAccessDenied)"),
      },
      {
        permission: `Microsoft.CostManagement/query/action on /subscriptions/${other}`,
        problem: null,
      },
    ]);
  });
});

describe("the tenant's quota", () => {
  test("is kept in the source's folder, for the next process", async () => {
    grantTokens();
    nock(MANAGEMENT).persist().post(PATH).query(true).reply(204);
    for (let month = 1; month <= 6; month++) await fetchMonth(open(), `2026-0${month}`);
    expect(readdirSync(join(folder, "kept"))).toEqual(["query-quota.json"]);
    expect(context.waits.filter((wait) => wait > 0)).toEqual([]);
    const next = azureContext();
    await fetchMonth(open(undefined, next), "2026-07");
    expect(next.waits.filter((wait) => wait > 0)).toEqual([10_000]);
  });

  test("that is used up leaves the month to the next sync", async () => {
    grantTokens();
    nock(MANAGEMENT).persist().post(PATH).query(true).reply(204, "", {
      "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed": "1",
      "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining": "QueriesPerHour:0,QueriesPerMin:59",
    });
    await expect(fetchMonth(open())).rejects.toThrow(/quota of cost queries .* used up/);
  });
});

describe("settings of azure-query", () => {
  test.each([
    [{}, "name either subscriptions or a scope"],
    [{ subscriptions: [SUBSCRIPTION], scope: SCOPE }, "name either subscriptions or a scope"],
    [{ subscriptions: ["prod"] }, "write the subscription's id"],
    [{ scope: "/subscriptions/x?y" }, "write /subscriptions/ID"],
    [{ scope: SCOPE, months: 40 }, "<=36"],
    [{ scope: SCOPE, secret: "x" }, "secret"],
  ])("%j are refused", (settings, problem) => {
    const parsed = azureQuerySchema.safeParse({ kind: "azure-query", ...settings });
    expect(JSON.stringify(parsed.error?.issues)).toContain(problem);
  });
});
