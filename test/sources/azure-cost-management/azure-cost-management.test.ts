import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type ProviderItemKind,
  providerItemSchemas,
  type RecommendationWriteBack,
} from "#src/provider-items";
import { AzureCostManagement } from "#src/sources/azure-cost-management/azure-cost-management";
import { azureCostManagementSchema } from "#src/sources/azure-cost-management/settings";
import { CallError } from "#src/sources/calls/call-error";
import type { FeedReading } from "#src/sources/source";
import {
  type AzureContext,
  armError,
  azureContext,
  grantTokens,
  MANAGEMENT,
  SUBSCRIPTION,
} from "../azure/azure-world.ts";

const SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const OTHER = "0bbbbbbb-1111-2222-3333-444444444444";
const BILLING = "/providers/Microsoft.Billing/billingAccounts/8611537";
const BUDGETS = `${SCOPE}/providers/Microsoft.Consumption/budgets`;
const ADVISOR = `${SCOPE}/providers/Microsoft.Advisor`;
const MACHINE = `${SCOPE}/resourceGroups/Prod/providers/Microsoft.Compute/virtualMachines/Web-1`;
const ADVICE = `${MACHINE}/providers/Microsoft.Advisor/recommendations/2e7c72b2`;

let context: AzureContext;

beforeEach(() => {
  context = azureContext();
  grantTokens();
});
afterEach(() => nock.cleanAll());

function open(settings: object = { subscriptions: [SUBSCRIPTION] }): AzureCostManagement {
  const parsed = azureCostManagementSchema.parse({ kind: "azure-cost-management", ...settings });
  return new AzureCostManagement("azure", parsed, context);
}

/** Reads a feed; each item must be what the store takes. */
async function read<Kind extends ProviderItemKind>(
  kind: Kind,
  source = open(),
  memory: string | null = null,
): Promise<FeedReading<Kind>> {
  const feed = source.feeds.find((candidate) => candidate.kind === kind);
  if (feed === undefined) throw new Error(`There is no feed of ${kind}.`);
  const reading = await feed.read(memory);
  for (const item of reading.items) providerItemSchemas[kind].parse(item);
  return reading as FeedReading<Kind>;
}

/** Serves lists without further pages. */
function list(path: string, value: readonly unknown[]): void {
  nock(MANAGEMENT).get(path).query(true).reply(200, { value, nextLink: null });
}

function budget(name: string, properties: object) {
  return {
    id: `${BUDGETS}/${name}`,
    name,
    type: "Microsoft.Consumption/budgets",
    eTag: '"1d"',
    properties: {
      category: "Cost",
      amount: 100,
      timeGrain: "Monthly",
      timePeriod: { startDate: "2026-01-01T00:00:00Z", endDate: "2028-01-01T00:00:00Z" },
      currentSpend: { amount: 80.5, unit: "EUR" },
      ...properties,
    },
  };
}

describe("budgets of Azure", () => {
  test("with what is spent, what is forecast, and when somebody is told", async () => {
    list(BUDGETS, [
      budget("Web", {
        forecastSpend: { amount: 120.25, unit: "EUR" },
        notifications: {
          Forecasted_GreaterThan_100_Percent: {
            enabled: true,
            operator: "GreaterThan",
            threshold: 100,
            thresholdType: "Forecasted",
          },
          Actual_GreaterThan_80_Percent: {
            enabled: true,
            operator: "GreaterThan",
            threshold: 80,
            thresholdType: "Actual",
          },
          Off: { enabled: false, operator: "GreaterThan", threshold: 10 },
        },
      }),
    ]);
    expect(await read("budget")).toEqual({
      memory: null,
      problems: [],
      items: [
        {
          id: `${BUDGETS}/Web`.toLowerCase(),
          provider: "Microsoft",
          url: "https://portal.azure.com/#view/Microsoft_Azure_CostManagement/Menu/~/budgets",
          name: "Web",
          cadence: "monthly",
          amount: 100,
          currency: "EUR",
          filters: [{ dimension: "SubAccountId", operator: "in", values: [SCOPE] }],
          scope: SCOPE,
          actual: 80.5,
          forecast: 120.25,
          thresholds: [
            { percent: 80, of: "actual" },
            { percent: 100, of: "forecast" },
          ],
        },
      ],
    });
  });

  test.each([
    [
      { dimensions: { name: "ResourceLocation", operator: "In", values: ["EU West"] } },
      [{ dimension: "RegionId", operator: "in", values: ["westeurope"] }],
      "ResourceLocation is EU West",
    ],
    [
      {
        and: [
          { dimensions: { name: "ServiceName", operator: "In", values: ["SQL Database"] } },
          { tags: { name: "team", operator: "In", values: ["api", "web"] } },
        ],
      },
      [
        { dimension: "ServiceName", operator: "in", values: ["Azure SQL Database"] },
        { dimension: "tag:team", operator: "in", values: ["api", "web"] },
      ],
      "ServiceName is SQL Database; the tag team is api or web",
    ],
    [
      { not: { dimensions: { name: "ResourceId", operator: "In", values: [MACHINE] } } },
      [{ dimension: "ResourceId", operator: "not_in", values: [MACHINE.toLowerCase()] }],
      `ResourceId isn't ${MACHINE}`,
    ],
    [
      { dimensions: { name: "ResourceGroupName", operator: "In", values: ["prod"] } },
      null,
      "ResourceGroupName is prod",
    ],
    // In exports disks are among Virtual Machines.
    [
      { dimensions: { name: "ServiceName", operator: "In", values: ["Storage"] } },
      null,
      "ServiceName is Storage",
    ],
  ])("for part of the charges: %j", async (filter, filters, words) => {
    list(BUDGETS, [budget("Web", { filter })]);
    const [item] = (await read("budget")).items;
    const own = { dimension: "SubAccountId", operator: "in", values: [SCOPE] };
    expect(item?.filters).toEqual(filters === null ? null : [own, ...filters]);
    expect(item?.scope).toBe(`${SCOPE}; ${words}`);
  });

  test("page by page; those that are over, not yet begun or of quantities are left out", async () => {
    nock(MANAGEMENT)
      .get(BUDGETS)
      .query({ "api-version": "2024-08-01" })
      .reply(200, {
        value: [
          budget("Over", { timePeriod: { startDate: "2024-01-01", endDate: "2026-11-01" } }),
          budget("Later", { timePeriod: { startDate: "2026-12-01T00:00:00Z" } }),
          budget("Gigabytes", { category: "Usage" }),
          { unknown: true },
        ],
        nextLink: `${MANAGEMENT}${BUDGETS}?api-version=2024-08-01&$skiptoken=x`,
      })
      .get(BUDGETS)
      .query({ "api-version": "2024-08-01", $skiptoken: "x" })
      .reply(200, {
        value: [
          budget("Quarter", { timeGrain: "BillingQuarter", currentSpend: null }),
          budget("Year", { timeGrain: "Annually" }),
        ],
      });
    const { items } = await read("budget");
    expect(items.map(({ name, cadence, currency }) => [name, cadence, currency])).toEqual([
      ["Quarter", "quarterly", "XXX"],
      ["Year", "yearly", "EUR"],
    ]);
  });

  test("of a scope that can't be read are a problem, and the others are there", async () => {
    list(BUDGETS, [budget("Web", {})]);
    nock(MANAGEMENT)
      .get(`/subscriptions/${OTHER}/providers/Microsoft.Consumption/budgets`)
      .query(true)
      .reply(403, armError("AuthorizationFailed"));
    const reading = await read("budget", open({ subscriptions: [SUBSCRIPTION, OTHER] }));
    expect(reading.items).toHaveLength(1);
    expect(reading.problems).toEqual([
      `Listing the budgets of /subscriptions/${OTHER}: These credentials may not do this (403 AuthorizationFailed).`,
    ]);
  });

  test("fail where no scope can be read", async () => {
    nock(MANAGEMENT).get(BUDGETS).query(true).reply(403, armError("AuthorizationFailed"));
    await expect(read("budget")).rejects.toThrow(CallError);
    nock(MANAGEMENT).get(BUDGETS).query(true).reply(200, { error: null });
    await expect(read("budget")).rejects.toThrow("isn't the list that Azure documents");
  });

  test("of another cloud have no address in the public one's portal", async () => {
    const endpoint = "https://management.chinacloudapi.cn";
    nock(endpoint)
      .get(BUDGETS)
      .query(true)
      .reply(200, { value: [budget("Web", {})] });
    const source = open({ subscriptions: [SUBSCRIPTION], endpoint });
    expect((await read("budget", source)).items).toMatchObject([{ name: "Web", url: null }]);
  });

  test("none at all, as 204 or an empty list", async () => {
    nock(MANAGEMENT).get(BUDGETS).query(true).reply(204);
    expect((await read("budget")).items).toEqual([]);
    list(BUDGETS, []);
    expect((await read("budget")).items).toEqual([]);
  });

  test("come after 429 and 5xx", async () => {
    nock(MANAGEMENT)
      .get(BUDGETS)
      .query(true)
      .reply(429, armError("429"), { "x-ms-ratelimit-microsoft.consumption-retry-after": "9" })
      .get(BUDGETS)
      .query(true)
      .reply(502);
    list(BUDGETS, [budget("Web", {})]);
    expect((await read("budget")).items).toHaveLength(1);
    expect(context.waits.filter((wait) => wait > 0)).toEqual([9000]);
  });
});

function advice(name: string, properties: object, extendedProperties: object) {
  return {
    id: `${MACHINE}/providers/Microsoft.Advisor/recommendations/${name}`,
    name,
    type: "Microsoft.Advisor/recommendations",
    properties: {
      category: "Cost",
      impact: "High",
      impactedField: "Microsoft.Compute/virtualMachines",
      impactedValue: "Web-1",
      lastUpdated: "2026-11-24T22:24:43.3216408Z",
      recommendationTypeId: "e10b1381-5f0a-47ff-8c7b-37bd13d7c974",
      shortDescription: {
        problem: "Right-size or shutdown underutilized virtual machines",
        solution: "Right-size or shutdown underutilized virtual machines",
      },
      resourceMetadata: { resourceId: MACHINE, singular: "Virtual machine" },
      ...properties,
      extendedProperties,
    },
  };
}

const RESIZE = {
  annualSavingsAmount: "1200.60",
  savingsAmount: "100.05",
  savingsCurrency: "EUR",
  currentSku: "Standard_D4s_v5",
  targetSku: "Standard_D2s_v5",
  recommendationType: "SkuChange",
  lookbackPeriod: "7",
  regionId: "westeurope",
};

function serveAdvice(value: readonly unknown[], suppressions: readonly unknown[] = []): void {
  list(`${ADVISOR}/suppressions`, suppressions);
  list(`${ADVISOR}/recommendations`, value);
}

describe("recommendations of Advisor", () => {
  test("with their money by the month, and their resource as charges have it", async () => {
    list(`${ADVISOR}/suppressions`, []);
    nock(MANAGEMENT)
      .get(`${ADVISOR}/recommendations`)
      .query({ "api-version": "2025-01-01", $filter: "Category eq 'Cost'" })
      .reply(200, { value: [advice("2e7c72b2", {}, RESIZE)] });
    expect((await read("recommendation")).items).toEqual([
      {
        id: ADVICE.toLowerCase(),
        provider: "Microsoft",
        url: "https://portal.azure.com/#view/Microsoft_Azure_Expert/AdvisorMenuBlade/~/Cost",
        kind: "rightsize",
        action: "Change Web-1 from Standard_D4s_v5 to Standard_D2s_v5",
        resourceId: MACHINE.toLowerCase(),
        resourceName: "Web-1",
        resourceType: "Virtual machine",
        subAccountId: SCOPE,
        regionId: "westeurope",
        monthlySaving: 100.05,
        monthlyCost: null,
        currency: "EUR",
        priced: "list",
        effort: null,
        restart: null,
        rollback: null,
        lookbackDays: 7,
        state: "open",
        etag: null,
        refreshedAt: "2026-11-24T22:24:43.321Z",
      },
    ]);
  });

  test.each([
    [
      "shut down",
      {},
      { ...RESIZE, recommendationType: "Shutdown", targetSku: "Shutdown" },
      ["stop-idle", "Shut down Web-1"],
    ],
    [
      "delete",
      {
        recommendationTypeId: "48eda464-1485-4dcf-a674-d0905df5054a",
        shortDescription: { solution: "Review disks that aren't attached to a VM" },
        impactedValue: "disk-1",
      },
      { savingsAmount: "7", savingsCurrency: "USD" },
      ["delete-idle", "Review disks that aren't attached to a VM: disk-1"],
    ],
    [
      "storage class",
      {
        recommendationTypeId: "a-new-rule",
        shortDescription: { solution: "Use Standard Storage to store Managed Disks snapshots" },
        impactedValue: "snap",
      },
      { savingsAmount: "7", savingsCurrency: "USD" },
      ["storage-class", "Use Standard Storage to store Managed Disks snapshots: snap"],
    ],
    [
      "logs",
      {
        recommendationTypeId: "x",
        shortDescription: {
          solution: "Consider configuring the low-cost Basic logs plan on selected tables",
        },
        impactedValue: "",
      },
      { savingsAmount: "7", savingsCurrency: "USD" },
      ["reduce-logging", "Consider configuring the low-cost Basic logs plan on selected tables"],
    ],
    [
      "another",
      {
        recommendationTypeId: "x",
        shortDescription: { problem: "Do something" },
        impactedValue: "",
      },
      { savingsAmount: "7", savingsCurrency: "USD" },
      ["other", "Do something"],
    ],
  ])("to %s", async (_, properties, extended, [kind, action]) => {
    serveAdvice([advice("one", properties, extended)]);
    const [item] = (await read("recommendation")).items;
    expect([item?.kind, item?.action]).toEqual([kind, action]);
  });

  test("for commitments: one of those that exclude each other, and no resource", async () => {
    const properties = {
      impactedField: "Microsoft.Subscriptions/subscriptions",
      impactedValue: SUBSCRIPTION,
      recommendationTypeId: "84b1a508-fc21-49da-979e-96894f1665df",
      shortDescription: { solution: "Buy virtual machine reserved instances" },
      resourceMetadata: { resourceId: SCOPE, singular: "Subscription" },
    };
    const alternative = (
      name: string,
      term: string,
      lookbackPeriod: string,
      saving: string,
      sku = "Standard_D4s_v5",
    ) =>
      advice(name, properties, {
        annualSavingsAmount: saving,
        savingsCurrency: "EUR",
        term,
        lookbackPeriod,
        region: "westeurope",
        sku,
        qty: "3",
        scope: "Shared",
      });
    serveAdvice([
      alternative("a", "P3Y", "30", "2400"),
      alternative("b", "P1Y", "7", "1800"),
      alternative("c", "P1Y", "30", "1200"),
      alternative("d", "P3Y", "60", "3600", "Standard_E4s_v5"),
    ]);
    const { items } = await read("recommendation");
    expect(
      items.map(({ kind, action, monthlySaving, resourceId, priced }) => [
        ...[kind, action, monthlySaving, resourceId, priced],
      ]),
    ).toEqual([
      [
        ...[
          "buy-commitment",
          "Buy virtual machine reserved instances: 3 × Standard_D4s_v5 for 1 year",
        ],
        ...[100, null, "unknown"],
      ],
      [
        ...[
          "buy-commitment",
          "Buy virtual machine reserved instances: 3 × Standard_E4s_v5 for 3 years",
        ],
        ...[300, null, "unknown"],
      ],
    ]);
  });

  test("that save nothing, or say no money, are left out", async () => {
    serveAdvice([
      advice("a", {}, { ...RESIZE, annualSavingsAmount: "0" }),
      advice("b", {}, {}),
      { id: "" },
    ]);
    expect((await read("recommendation")).items).toEqual([]);
  });

  test("with what Advisor was told of them", async () => {
    const suppression = (advised: string, properties: object) => ({
      id: `${MACHINE}/providers/Microsoft.Advisor/recommendations/${advised}/suppressions/Portal`,
      name: "Portal",
      properties,
    });
    serveAdvice(
      ["a", "b", "c", "d", "e"].map((name) => advice(name, {}, RESIZE)),
      [
        suppression("a", { ttl: "7.00:00:00", expirationTimeStamp: "2026-12-01T00:00:00Z" }),
        suppression("b", { ttl: "-1" }),
        suppression("c", { ttl: "7.00:00:00", expirationTimeStamp: "2026-11-01T00:00:00Z" }),
        suppression("d", { ttl: "", expirationTimeStamp: "9999-12-31T23:59:59Z" }),
        { id: 1 },
      ],
    );
    const { items } = await read("recommendation");
    expect(items.map(({ state }) => state)).toEqual([
      ...["snoozed", "dismissed", "open", "dismissed", "open"],
    ]);
  });
});

const QUERY = `${BILLING}/providers/Microsoft.CostManagement/query`;
const SUMMARIES = `${BILLING}/providers/Microsoft.CostManagement/benefitUtilizationSummaries`;
const PLAN = "/providers/Microsoft.BillingBenefits/savingsPlanOrders/1a/savingsPlans/2B";
const RESERVATION = "/providers/Microsoft.Capacity/reservationOrders/3c/reservations/4D";

/** Amortised costs: amount, month, commitment, kind of charge. */
function serveCosts(rows: readonly (readonly [number, string, string, string])[]): void {
  const columns = ["Cost", "BillingMonth", "BenefitId", "ChargeType", "Currency"];
  nock(MANAGEMENT)
    .post(QUERY, /"name":"PricingModel","operator":"In"/)
    .query(true)
    .reply(200, {
      properties: {
        nextLink: null,
        columns: columns.map((name) => ({ name, type: "String" })),
        rows: rows.map(([cost, month, benefit, type]) => [
          ...[cost, `${month}-01T00:00:00`, benefit, type, "EUR"],
        ]),
      },
    });
}

describe("the use of commitments", () => {
  const settings = { billingScope: BILLING };

  test("is the money that was used, and the share that Azure states of savings plans", async () => {
    serveCosts([
      [90, "2026-10", PLAN, "Usage"],
      [10, "2026-10", PLAN, "UnusedSavingsPlan"],
      [300, "2026-10", RESERVATION, "Usage"],
      [100, "2026-10", RESERVATION, "UnusedReservation"],
      [50.5, "2026-11", RESERVATION, "Usage"],
      [7, "2026-11", "", "Usage"],
    ]);
    nock(MANAGEMENT)
      .get(SUMMARIES)
      .query({
        "api-version": "2025-03-01",
        grainParameter: "Monthly",
        filter: "properties/usageDate ge 2026-10-01 and properties/usageDate le 2026-11-25",
      })
      .reply(200, {
        value: [
          {
            kind: "SavingsPlan",
            properties: {
              armSkuName: "Compute_Savings_Plan",
              benefitId: "2b",
              benefitOrderId: "1a",
              benefitType: "SavingsPlan",
              usageDate: "2026-10-01T00:00:00Z",
              avgUtilizationPercentage: 91.5,
              minUtilizationPercentage: 60,
              maxUtilizationPercentage: 100,
            },
          },
        ],
      });
    const { items, problems } = await read("commitment-usage", open(settings));
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        id: `${PLAN.toLowerCase()}/2026-10`,
        kind: "savings-plan",
        start: "2026-10-01",
        end: "2026-11-01",
        commitmentDiscountId: PLAN,
        currency: "EUR",
        utilisation: 0.915,
        committed: 100,
        used: 90,
      },
      { kind: "reservation", utilisation: 0.75, committed: 400, used: 300, end: "2026-11-01" },
      { kind: "reservation", utilisation: 1, start: "2026-11-01", end: "2026-11-26" },
    ]);
  });

  test("is there without the shares; where they fail that is said, where there are none it isn't", async () => {
    for (const [status, count] of [
      [404, 0],
      [403, 1],
    ]) {
      serveCosts([[90, "2026-10", PLAN, "Usage"]]);
      nock(MANAGEMENT).get(SUMMARIES).query(true).reply(status, armError("Failed"));
      const reading = await read("commitment-usage", open(settings));
      expect(reading.items).toMatchObject([{ kind: "savings-plan", utilisation: 1 }]);
      expect(reading.problems).toHaveLength(count ?? -1);
    }
  });

  test("remembers what it took of the tenant's quota", async () => {
    serveCosts([]);
    list(SUMMARIES, []);
    const { memory } = await read("commitment-usage", open(settings));
    const spent: number[][] = JSON.parse(memory ?? "[]");
    expect(spent.map(([, units]) => units)).toEqual([2]);
  });
});

describe("what Advisor is told", () => {
  const SUPPRESSION = `${ADVICE.toLowerCase()}/suppressions/tally`;

  function tell(
    state: RecommendationWriteBack["state"],
    until: string | null = null,
    id = ADVICE.toLowerCase(),
  ) {
    return open().tell({ kind: "recommendation", id, state, until });
  }

  function expectPut(body: object): nock.Scope {
    return nock(MANAGEMENT)
      .put(SUPPRESSION, JSON.stringify(body))
      .query({ "api-version": "2025-01-01" })
      .reply(200, { id: SUPPRESSION, properties: {} });
  }

  test("dismissed: suppressed for good, twice does no harm", async () => {
    const put = expectPut({ properties: {} });
    expectPut({ properties: {} });
    expect(await tell("dismissed")).toBe(null);
    expect(await tell("dismissed")).toBe(null);
    expect(put.isDone()).toBe(true);
  });

  test("snoozed: suppressed until the day begins", async () => {
    const put = expectPut({ properties: { ttl: "6.15:00:00" } });
    expect(await tell("snoozed", "2026-12-02")).toBe(null);
    expect(put.isDone()).toBe(true);
  });

  test.each([
    ["open", null],
    ["snoozed", "2026-11-25"],
  ] as const)(
    "%s until %s: no suppression of it is left, whoever made it",
    async (state, until) => {
      const made = (path: string) => ({ id: path, properties: { ttl: "-1" } });
      list(`${ADVISOR}/suppressions`, [
        made(`${ADVICE}/suppressions/Portal`),
        made(`${ADVICE}/suppressions/tally`),
        made(`${ADVICE}9/suppressions/tally`),
      ]);
      const removals = nock(MANAGEMENT)
        .delete(`${ADVICE.toLowerCase()}/suppressions/portal`)
        .query(true)
        .reply(204)
        .delete(SUPPRESSION)
        .query(true)
        .reply(404, armError("NotFound"));
      expect(await tell(state, until)).toBe(null);
      expect(removals.isDone()).toBe(true);
    },
  );

  test.each(["accepted", "done", "not-done"] as const)(
    "%s: it takes no such thing",
    async (state) => {
      expect(await tell(state)).toBe(
        "Azure Advisor can be told that a recommendation is dismissed, snoozed until a day, or open again, and nothing else; here it is kept.",
      );
    },
  );

  test("of a recommendation that is gone, or of another's, it takes nothing", async () => {
    nock(MANAGEMENT).put(SUPPRESSION).query(true).reply(404, armError("NotFound"));
    expect(await tell("dismissed")).toBe(
      "Azure Advisor doesn't have this recommendation any more.",
    );
    expect(await tell("dismissed", null, ".elsewhere.example/x")).toBe(
      "It isn't a recommendation of Azure Advisor's.",
    );
    const feedback = { kind: "anomaly", id: "a", feedback: "yes" } as const;
    expect(await open().tell(feedback)).toBe("Azure takes no feedback on anomalies.");
  });

  test("may be refused", async () => {
    nock(MANAGEMENT).put(SUPPRESSION).query(true).reply(403, armError("AuthorizationFailed"));
    await expect(tell("dismissed")).rejects.toThrow("These credentials may not do this (403");
  });

  test("is sent with resource names as they are", async () => {
    const put = nock(MANAGEMENT)
      .put(/databases\/my%20db%231\/providers/)
      .query(true)
      .reply(200, {});
    const id = `${SCOPE}/providers/microsoft.sql/servers/s/databases/my db#1/providers/microsoft.advisor/recommendations/a`;
    expect(await tell("dismissed", null, id)).toBe(null);
    expect(put.isDone()).toBe(true);
  });
});

describe("permissions of azure-cost-management", () => {
  const PERMISSIONS = `${SCOPE}/providers/Microsoft.Authorization/permissions`;

  test("are each tried, and those that write are looked up", async () => {
    list(BUDGETS, []);
    serveAdvice([]);
    const role = { actions: ["*/read", "Microsoft.Advisor/recommendations/suppressions/*"] };
    const part = { ...role, notActions: ["microsoft.advisor/recommendations/suppressions/DELETE"] };
    list(PERMISSIONS, [{ actions: ["*/read"], notActions: [] }, part]);
    list(PERMISSIONS, [{ actions: ["*/read"], notActions: [] }, part]);
    const checks = await open().check();
    expect(checks.map(({ permission, problem }) => [permission, problem])).toEqual([
      [`Microsoft.Consumption/budgets/read on ${SCOPE}`, null],
      [`Microsoft.Advisor/suppressions/read on ${SCOPE}`, null],
      [`Microsoft.Advisor/recommendations/read on ${SCOPE}`, null],
      [`Microsoft.Advisor/recommendations/suppressions/write on ${SCOPE}`, null],
      [
        `Microsoft.Advisor/recommendations/suppressions/delete on ${SCOPE}`,
        "No role grants it; decisions about recommendations can't be told to Advisor.",
      ],
    ]);
  });

  test("that are missing are named", async () => {
    nock(MANAGEMENT).persist().get(/./).query(true).reply(403, armError("AuthorizationFailed"));
    nock(MANAGEMENT).persist().post(/./).query(true).reply(403, armError("RBACAccessDenied"));
    const checks = await open({ billingScope: BILLING, subscriptions: [SUBSCRIPTION] }).check();
    expect(checks.map(({ permission }) => permission)).toEqual([
      `Microsoft.Consumption/budgets/read on ${SCOPE}`,
      `Microsoft.Consumption/budgets/read on ${BILLING}`,
      `Microsoft.Advisor/suppressions/read on ${SCOPE}`,
      `Microsoft.Advisor/recommendations/read on ${SCOPE}`,
      `Microsoft.Advisor/recommendations/suppressions/write on ${SCOPE}`,
      `Microsoft.Advisor/recommendations/suppressions/delete on ${SCOPE}`,
      `Microsoft.CostManagement/query/action on ${BILLING}`,
      `Microsoft.CostManagement/benefitUtilizationSummaries/read on ${BILLING}`,
    ]);
    for (const { problem } of checks) expect(problem).toContain("may not do this (403");
  });
});

test.each([
  [{}, "name subscriptions, a billingScope, or both"],
  [{ billingScope: SCOPE }, "write /providers/Microsoft.Billing"],
  [{ subscriptions: [] }, "subscriptions"],
])("settings %j are refused", (settings, problem) => {
  const parsed = azureCostManagementSchema.safeParse({
    kind: "azure-cost-management",
    ...settings,
  });
  expect(JSON.stringify(parsed.error?.issues)).toContain(problem);
});
