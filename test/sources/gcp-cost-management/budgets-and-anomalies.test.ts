import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { providerAnomalySchema, providerBudgetSchema } from "#src/provider-items";
import { ACCOUNT, FakeGoogle, refusal, success } from "./fake-google.ts";

const BUDGETS = `GET /v1/billingAccounts/${ACCOUNT}/budgets`;
const ANOMALIES = `GET /v1beta/billingAccounts/${ACCOUNT}/anomalies`;
const WHOLE_ACCOUNT = { dimension: "BillingAccountId", operator: "in", values: [ACCOUNT] };

let google: FakeGoogle;

beforeEach(async () => {
  google = new FakeGoogle();
  await google.start();
});
afterEach(() => google.stop());

describe("a budget", () => {
  const NAME = `billingAccounts/${ACCOUNT}/budgets/b1`;
  const AMOUNT = { specifiedAmount: { currencyCode: "EUR", units: "1000", nanos: 500000000 } };

  async function readOne(more: object) {
    const budget = { name: NAME, displayName: "Web shop", amount: AMOUNT, ...more };
    google.routes.set(BUDGETS, success({ budgets: [budget] }));
    const { items } = await google.feed("budget").read(null);
    return providerBudgetSchema.parse(items[0]);
  }

  test("has its amount and thresholds, and no spend", async () => {
    const budget = await readOne({
      budgetFilter: { calendarPeriod: "QUARTER", creditTypesTreatment: "INCLUDE_ALL_CREDITS" },
      thresholdRules: [
        { thresholdPercent: 0.55, spendBasis: "CURRENT_SPEND" },
        { thresholdPercent: 1.1, spendBasis: "FORECASTED_SPEND" },
        { thresholdPercent: 1 },
      ],
    });
    expect(budget).toEqual({
      id: NAME,
      provider: "Google Cloud",
      url: `https://console.cloud.google.com/billing/${ACCOUNT}/budgets`,
      name: "Web shop",
      cadence: "quarterly",
      amount: 1000.5,
      currency: "EUR",
      filters: [WHOLE_ACCOUNT],
      scope: `billing account ${ACCOUNT}`,
      actual: null,
      forecast: null,
      thresholds: [
        { percent: 55, of: "actual" },
        { percent: 110, of: "forecast" },
        { percent: 100, of: "actual" },
      ],
    });
  });

  test("of a project and a label can be said by our dimensions", async () => {
    const { filters, scope } = await readOne({
      budgetFilter: { projects: ["projects/web-shop"], labels: { env: ["prod"] } },
    });
    expect(filters).toEqual([
      WHOLE_ACCOUNT,
      { dimension: "SubAccountId", operator: "in", values: ["web-shop"] },
      { dimension: "tag:env", operator: "in", values: ["prod"] },
    ]);
    expect(scope).toBe(`billing account ${ACCOUNT}; projects web-shop; env = prod`);
  });

  test.each([
    [{ projects: ["projects/123456"] }, "projects 123456"],
    [{ services: ["services/6F81-5844-456A"] }, "services 6F81-5844-456A"],
    [{ resourceAncestors: ["folders/9"] }, "below folders/9"],
    [{ creditTypesTreatment: "EXCLUDE_ALL_CREDITS" }, "before credits"],
    [
      {
        customPeriod: {
          startDate: { year: 2026, month: 9, day: 1 },
          endDate: { year: 2026, month: 11, day: 30 },
        },
      },
      "from 2026-09-01 to 2026-11-30 only",
    ],
  ])("of %j is said in words", async (budgetFilter, words) => {
    const { filters, scope } = await readOne({ budgetFilter });
    expect(filters).toBeNull();
    expect(scope).toBe(`billing account ${ACCOUNT}; ${words}`);
  });

  test("of what the period before cost has no amount, in the currency of the others", async () => {
    const last = { name: `${NAME}2`, amount: { lastPeriodAmount: {} } };
    google.routes.set(BUDGETS, (query) =>
      query.get("pageToken") === "2"
        ? success({ budgets: [{ name: NAME, amount: AMOUNT }] })
        : success({ budgets: [last], nextPageToken: "2" }),
    );
    const { items } = await google.feed("budget").read(null);
    expect(items).toMatchObject([
      { amount: null, currency: "EUR", scope: expect.stringContaining("as much as the period") },
      { amount: 1000.5, name: "b1" },
    ]);
    expect(google.asked[0]).toContain("pageSize=100");
  });

  test("alone and without an amount is in the account's currency", async () => {
    google.routes.set(`GET /v1/billingAccounts/${ACCOUNT}`, success({ currencyCode: "JPY" }));
    expect(await readOne({ amount: { lastPeriodAmount: {} } })).toMatchObject({ currency: "JPY" });
  });

  test("in another shape than documented is refused", async () => {
    await expect(readOne({ amount: { specifiedAmount: { units: 5 } } })).rejects.toThrow(
      "budgets.0.amount.specifiedAmount.units is missing or wrong",
    );
  });
});

describe("an anomaly", () => {
  const money = (units: string) => ({ currencyCode: "EUR", units, nanos: 0 });
  const sku = (id: string, displayName: string) => ({
    causeType: "SKU",
    resource: `services/6F81/skus/${id}`,
    displayName,
  });
  const ANOMALY = {
    name: `billingAccounts/${ACCOUNT}/anomalies/a1`,
    detectionTime: "2026-11-12T08:00:00Z",
    updateTime: "2026-11-14T01:00:00Z",
    severity: "HIGH",
    scope: "PROJECT",
    deviation: {
      expectedSpend: money("100"),
      actualSpend: money("160"),
      deviationAmount: money("60"),
      deviationPercentage: 60,
    },
    rootCauses: [
      {
        causeType: "PROJECT",
        resource: "projects/web-shop",
        displayName: "Web shop",
        subCauses: [
          {
            causeType: "SERVICE",
            resource: "services/6F81",
            displayName: "Compute Engine",
            subCauses: [sku("K1", "N2 core"), sku("K2", "N2 RAM")],
          },
        ],
      },
    ],
  };

  async function readOne(more: object = {}) {
    google.routes.set(ANOMALIES, success({ anomalies: [{ ...ANOMALY, ...more }] }));
    const { items } = await google.feed("anomaly").read(null);
    return providerAnomalySchema.parse(items[0]);
  }

  test("has what all its causes share, and each in words", async () => {
    expect(await readOne()).toEqual({
      id: ANOMALY.name,
      provider: "Google Cloud",
      url: `https://console.cloud.google.com/billing/${ACCOUNT}/anomalies`,
      start: "2026-11-12",
      end: "2026-11-13",
      currency: "EUR",
      impact: 60,
      actual: 160,
      expected: 100,
      filters: [
        WHOLE_ACCOUNT,
        { dimension: "SubAccountId", operator: "in", values: ["web-shop"] },
        { dimension: "ServiceName", operator: "in", values: ["Compute Engine"] },
      ],
      causes: [
        "project Web shop › service Compute Engine › sku N2 core",
        "project Web shop › service Compute Engine › sku N2 RAM",
      ],
      feedback: null,
    });
  });

  test("of causes that share nothing is about the account, or its project", async () => {
    const rootCauses = ["a-project", "b-project"].map((id) => ({ resource: `projects/${id}` }));
    expect((await readOne({ rootCauses })).filters).toEqual([WHOLE_ACCOUNT]);
    const scope = { scope: "projects/77", resourceDisplayName: "Web shop", rootCauses: [] };
    const { filters, causes } = await readOne(scope);
    expect(filters[1]).toMatchObject({ dimension: "SubAccountName", values: ["Web shop"] });
    expect(causes).toEqual([]);
  });

  test("is looked for in 90 days at first, then in 30", async () => {
    google.routes.set(ANOMALIES, success({}));
    const { memory } = await google.feed("anomaly").read(null);
    await google.feed("anomaly").read(memory);
    const filters = google.asked.map((line) => new URL(line.slice(4), "http://g").searchParams);
    expect(filters.map((query) => query.get("filter"))).toEqual([
      'start_time = "20260822" AND end_time = "20261121"',
      'start_time = "20261021" AND end_time = "20261121"',
    ]);
    expect(google.feed("anomaly").isHistory).toBe(true);
  });

  test("isn't read without the permission", async () => {
    google.routes.set(ANOMALIES, refusal(403, "PERMISSION_DENIED"));
    await expect(google.feed("anomaly").read(null)).rejects.toThrow(
      `Listing anomalies of billingAccounts/${ACCOUNT}: These credentials may not do this (403 PERMISSION_DENIED).`,
    );
  });
});

describe("a check names what is missing", () => {
  const LOCATIONS = "GET /v1beta1/projects/web-shop/locations";
  const check = async () => {
    const checks = await google.source({ projects: ["web-shop"] }).check();
    return new Map(checks.map(({ permission, problem }) => [permission, problem]));
  };

  beforeEach(() => {
    google.routes.set(BUDGETS, success({}));
    google.routes.set(ANOMALIES, success({}));
    google.routes.set(`GET /v1/billingAccounts/${ACCOUNT}`, success({}));
    for (const owner of ["projects/web-shop", `billingAccounts/${ACCOUNT}`]) {
      google.routes.set(
        `GET /v1beta1/${owner}/locations`,
        success({ locations: [{ locationId: "europe-west1" }] }),
      );
    }
  });

  test("by permission", async () => {
    const cost =
      "GET /v1/projects/web-shop/locations/europe-west1/recommenders/google.run.service.CostRecommender/recommendations";
    google.routes.set(cost, refusal(403, "PERMISSION_DENIED"));
    google.routes.set(BUDGETS, refusal(403, "PERMISSION_DENIED"));
    const checks = await check();
    const missing = [...checks].flatMap(([permission, problem]) =>
      problem?.includes("may not do this") ? permission : [],
    );
    expect(missing).toEqual([
      `billing.budgets.list on billingAccounts/${ACCOUNT}`,
      "recommender.runServiceCostRecommendations.list on projects/web-shop",
    ]);
  });

  test("where nothing is recommended yet, too", async () => {
    google.routes.set(LOCATIONS, success({}));
    google.otherwise = refusal(403, "PERMISSION_DENIED");
    const checks = await check();
    expect(checks.get("recommender.locations.list on projects/web-shop")).toBeNull();
    expect(
      checks.get("recommender.computeInstanceMachineTypeRecommendations.list on projects/web-shop"),
    ).toContain("may not do this");
  });
});
