import { readFileSync } from "node:fs";
import { join } from "node:path";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ProviderItemKind, providerItemSchemas } from "#src/provider-items";
import { AwsCostManagement } from "#src/sources/aws-cost-management/aws-cost-management";
import { awsCostManagementSchema } from "#src/sources/aws-cost-management/settings";
import type { FeedReading } from "#src/sources/source";
import {
  type AwsCall,
  type AwsContext,
  AwsFault,
  answerCalls,
  awsContext,
  BUDGETS,
  COST_EXPLORER,
  HUB,
  MEMBER,
  PAYER,
  stubCredentials,
} from "../aws/aws-world.ts";

let context: AwsContext;
let calls: AwsCall[];

beforeEach(() => {
  context = awsContext();
  stubCredentials();
});
afterEach(() => {
  nock.cleanAll();
  vi.unstubAllEnvs();
});

function openSource(settings: object = {}): AwsCostManagement {
  const parsed = awsCostManagementSchema.parse({
    kind: "aws-cost-management",
    account: PAYER,
    ...settings,
  });
  return new AwsCostManagement("aws", parsed, context);
}

/** Reads a feed; its items are what their schema says. */
async function read<Kind extends ProviderItemKind>(
  kind: Kind,
  memory: string | null = null,
  source = openSource(),
): Promise<FeedReading<Kind>> {
  const feed = source.feeds.find((candidate) => candidate.kind === kind);
  if (feed === undefined) throw new Error(`There is no feed of ${kind}.`);
  const reading = await feed.read(memory);
  for (const item of reading.items) {
    expect(providerItemSchemas[kind].parse(item)).toEqual(item);
  }
  return reading as unknown as FeedReading<Kind>;
}

describe("AWS Budgets", () => {
  const PLAIN = {
    BudgetName: "Payments",
    BudgetType: "COST",
    TimeUnit: "MONTHLY",
    BudgetLimit: { Amount: "1200.50", Unit: "USD" },
    CalculatedSpend: {
      ActualSpend: { Amount: "800.25", Unit: "USD" },
      ForecastedSpend: { Amount: "1300", Unit: "USD" },
    },
  };

  let budgets: object[] = [];
  let notifications: object[] = [];

  beforeEach(() => {
    budgets = [PLAIN];
    notifications = [];
    calls = answerCalls(BUDGETS, ({ operation, input }) => {
      const isBudgets = operation === "DescribeBudgets";
      const all = isBudgets ? budgets : notifications;
      const at = Number(input.NextToken ?? 0);
      return {
        [isBudgets ? "Budgets" : "BudgetNotificationsForAccount"]: all.slice(at, at + 1),
        ...(at + 1 < all.length ? { NextToken: String(at + 1) } : {}),
      };
    });
  });

  /** The filters and the words for a budget with these fields. */
  async function scopeOf(fields: object) {
    budgets = [{ ...PLAIN, ...fields }];
    const [budget] = (await read("budget")).items;
    return [budget?.filters?.slice(1) ?? null, budget?.scope];
  }

  test("are read with what AWS counts, forecasts and warns of", async () => {
    notifications = [
      {
        BudgetName: "Payments",
        Notifications: [
          {
            NotificationType: "ACTUAL",
            ComparisonOperator: "GREATER_THAN",
            Threshold: 80,
            ThresholdType: "PERCENTAGE",
          },
          { NotificationType: "FORECASTED", ComparisonOperator: "GREATER_THAN", Threshold: 100 },
          {
            NotificationType: "ACTUAL",
            ComparisonOperator: "GREATER_THAN",
            Threshold: 600.25,
            ThresholdType: "ABSOLUTE_VALUE",
          },
          { NotificationType: "ACTUAL", ComparisonOperator: "LESS_THAN", Threshold: 10 },
        ],
      },
    ];
    expect(await read("budget")).toEqual({
      items: [
        {
          id: `arn:aws:budgets::${PAYER}:budget/Payments`,
          provider: "AWS",
          url: "https://console.aws.amazon.com/costmanagement/home#/budgets",
          name: "Payments",
          cadence: "monthly",
          amount: 1200.5,
          currency: "USD",
          filters: [{ dimension: "BillingAccountId", operator: "in", values: [PAYER] }],
          scope: "the whole bill",
          actual: 800.25,
          forecast: 1300,
          thresholds: [
            { percent: 80, of: "actual" },
            { percent: 100, of: "forecast" },
            { percent: 50, of: "actual" },
          ],
        },
      ],
      memory: null,
    });
    expect(calls[0]?.input).toEqual({
      AccountId: PAYER,
      MaxResults: 100,
      ShowFilterExpression: true,
    });
  });

  test("come page by page, those for usage and of a period of their own left out", async () => {
    budgets = [
      { ...PLAIN, BudgetName: "a", TimeUnit: "DAILY" },
      { ...PLAIN, BudgetName: "b", BudgetType: "USAGE" },
      { ...PLAIN, BudgetName: "c", TimeUnit: "CUSTOM" },
      { ...PLAIN, BudgetName: "d", TimeUnit: "QUARTERLY", BudgetLimit: undefined },
      { ...PLAIN, BudgetName: "e", TimeUnit: "ANNUALLY", CalculatedSpend: undefined },
    ];
    const source = openSource();
    const { items } = await read("budget", null, source);
    expect(
      items.map(({ name, cadence, amount, actual }) => [name, cadence, amount, actual]),
    ).toEqual([
      ["a", "daily", 1200.5, 800.25],
      ["d", "quarterly", null, 800.25],
      ["e", "yearly", 1200.5, null],
    ]);
    expect(source.usage).toEqual({ calls: 6, cost: 0 });
  });

  test("with filters that our dimensions can say", async () => {
    const dimensions = (Key: string, ...Values: string[]) => ({ Dimensions: { Key, Values } });
    const and = {
      And: [
        dimensions("SERVICE", "Amazon Elastic Compute Cloud - Compute", "AmazonCloudWatch"),
        dimensions("LINKED_ACCOUNT", MEMBER),
        { Not: dimensions("REGION", "eu-west-1") },
        { Not: dimensions("RECORD_TYPE", "Credit", "Tax") },
        { Tags: { Key: "team", Values: ["payments"], MatchOptions: ["EQUALS"] } },
        { Not: { Tags: { Key: "env", MatchOptions: ["ABSENT"] } } },
      ],
    };
    expect(await scopeOf({ FilterExpression: and, Metrics: ["AmortizedCost"] })).toEqual([
      [
        {
          dimension: "ServiceName",
          operator: "in",
          values: ["Amazon Elastic Compute Cloud", "AmazonCloudWatch"],
        },
        { dimension: "SubAccountId", operator: "in", values: [MEMBER] },
        { dimension: "RegionId", operator: "not_in", values: ["eu-west-1"] },
        { dimension: "ChargeCategory", operator: "not_in", values: ["Credit", "Tax"] },
        { dimension: "tag:team", operator: "in", values: ["payments"] },
        { dimension: "tag:env", operator: "is_not_null", values: [] },
      ],
      `amortised costs; service: Amazon Elastic Compute Cloud - Compute, AmazonCloudWatch; linked account: ${MEMBER}; not region: eu-west-1; not record type: Credit, Tax; tag team: payments; not tag env: none`,
    ]);
  });

  test("with older filters", async () => {
    const CostFilters = {
      Region: ["eu-west-1"],
      TagKeyValue: ["user:team$payments", "user:team$search"],
    };
    expect(await scopeOf({ CostFilters, CostTypes: { IncludeCredit: false } })).toEqual([
      [
        { dimension: "RegionId", operator: "in", values: ["eu-west-1"] },
        { dimension: "tag:team", operator: "in", values: ["payments", "search"] },
        { dimension: "ChargeCategory", operator: "not_in", values: ["Credit"] },
      ],
      "region: eu-west-1; tag team: payments, search; without credit",
    ]);
  });

  test.each<[object, string]>([
    [{ CostFilters: { InstanceType: ["m5.large"] } }, "instancetype: m5.large"],
    [{ CostFilters: { Service: ["EC2 - Other"] } }, "service: EC2 - Other"],
    [{ CostTypes: { IncludeRefund: false, UseBlended: true } }, "blended costs; without refunds"],
    [{ CostFilters: { TagKeyValue: ["user:team$a", "user:env$b"] } }, "tag team: a or tag env: b"],
    [
      { FilterExpression: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Refund"] } } } },
      "not record type: Refund",
    ],
    [
      {
        FilterExpression: {
          Or: [
            { Dimensions: { Key: "REGION", Values: ["eu-west-1"] } },
            { Dimensions: { Key: "LINKED_ACCOUNT", Values: [MEMBER] } },
          ],
        },
      },
      `region: eu-west-1 or linked account: ${MEMBER}`,
    ],
    [
      { FilterExpression: { CostCategories: { Key: "Unit", Values: ["Retail"] } } },
      "cost category Unit: Retail",
    ],
    [
      {
        FilterExpression: {
          Dimensions: { Key: "SERVICE", Values: ["Amazon"], MatchOptions: ["STARTS_WITH"] },
        },
      },
      "service: Amazon (STARTS_WITH)",
    ],
  ])("that our dimensions can't say are said in words: %j", async (fields, words) => {
    expect(await scopeOf(fields)).toEqual([null, words]);
  });
});

describe("AWS Cost Anomaly Detection", () => {
  const ANOMALY = {
    AnomalyId: "a-1",
    AnomalyStartDate: "2026-11-03T00:00:00Z",
    AnomalyEndDate: "2026-11-05T00:00:00Z",
    DimensionValue: "Amazon Relational Database Service",
    MonitorArn: `arn:aws:ce::${PAYER}:anomalymonitor/m-1`,
    AnomalyScore: { MaxScore: 0.9, CurrentScore: 0.4 },
    Impact: {
      MaxImpact: 60,
      TotalImpact: 120.5,
      TotalActualSpend: 220.5,
      TotalExpectedSpend: 100,
      TotalImpactPercentage: 120.5,
    },
    RootCauses: [
      {
        Service: "Amazon Relational Database Service",
        Region: "eu-west-1",
        LinkedAccount: MEMBER,
        LinkedAccountName: "payments",
        UsageType: "EU-RDS:GP3-Storage",
        Impact: { Contribution: 100.456 },
      },
      {
        Service: "Amazon Relational Database Service",
        Region: "us-east-1",
        LinkedAccount: MEMBER,
        UsageType: "RDS:GP3-Storage",
      },
    ],
  };

  let anomalies: object[] = [];
  let fault: (call: AwsCall) => AwsFault | null;

  beforeEach(() => {
    anomalies = [ANOMALY];
    fault = () => null;
    calls = answerCalls(COST_EXPLORER, (call) => {
      const at = Number(call.input.NextPageToken ?? 0);
      return (
        fault(call) ?? {
          Anomalies: anomalies.slice(at, at + 1),
          ...(at + 1 < anomalies.length ? { NextPageToken: String(at + 1) } : {}),
        }
      );
    });
  });

  test("are those of the last 90 days, with half-open days", async () => {
    const source = openSource();
    expect(await read("anomaly", null, source)).toEqual({
      items: [
        {
          id: "a-1",
          provider: "AWS",
          url: "https://console.aws.amazon.com/cost-management/home#/anomaly-detection/monitors/m-1/anomalies/a-1",
          start: "2026-11-03",
          end: "2026-11-06",
          currency: "USD",
          impact: 120.5,
          actual: 220.5,
          expected: 100,
          filters: [
            {
              dimension: "ServiceName",
              operator: "in",
              values: ["Amazon Relational Database Service"],
            },
            { dimension: "SubAccountId", operator: "in", values: [MEMBER] },
          ],
          causes: [
            `Amazon Relational Database Service, eu-west-1, payments (${MEMBER}), EU-RDS:GP3-Storage: 100.46 USD`,
            `Amazon Relational Database Service, us-east-1, ${MEMBER}, RDS:GP3-Storage`,
          ],
          feedback: null,
        },
      ],
      memory: null,
    });
    expect(calls.map(({ input }) => input)).toEqual([
      { DateInterval: { StartDate: "2026-08-27", EndDate: "2026-11-25" }, MaxResults: 100 },
    ]);
    expect(source.usage).toEqual({ calls: 1, cost: 0.01 });
    expect(source.feeds[1]).toMatchObject({ everyHours: 20, isHistory: true });
  });

  test.each([
    ["YES", "yes"],
    ["NO", "no"],
    ["PLANNED_ACTIVITY", "planned"],
    ["ELSE", null],
  ])("tell the feedback %s", async (Feedback, feedback) => {
    anomalies = [{ ...ANOMALY, Feedback }];
    expect((await read("anomaly")).items).toMatchObject([{ feedback }]);
  });

  test("without root causes are about what was watched", async () => {
    const filtersOf = async (DimensionValue: string, RootCauses: object[] = []) => {
      anomalies = [{ ...ANOMALY, DimensionValue, RootCauses }];
      return (await read("anomaly")).items[0]?.filters.map(
        ({ dimension, values }) => `${dimension}: ${values.join(", ")}`,
      );
    };
    expect(await filtersOf("Amazon Elastic Compute Cloud - Compute")).toEqual([
      "ServiceName: Amazon Elastic Compute Cloud",
    ]);
    expect(await filtersOf(MEMBER)).toEqual([`SubAccountId: ${MEMBER}`]);
    expect(await filtersOf("team$payments")).toEqual(["ServiceProviderName: AWS"]);
    expect(await filtersOf("x", [{ Service: "EC2 - Other", Region: "eu-west-1" }])).toEqual([
      "ServiceName: EC2 - Other, Amazon Elastic Compute Cloud",
      "RegionId: eu-west-1",
    ]);
  });

  test("that go on, or say little, come page by page", async () => {
    anomalies = [
      { ...ANOMALY, AnomalyEndDate: undefined },
      { ...ANOMALY, AnomalyId: "a-2", Impact: { MaxImpact: 7 } },
      { ...ANOMALY, AnomalyId: "a-3", AnomalyStartDate: undefined },
    ];
    const source = openSource();
    expect((await read("anomaly", null, source)).items).toMatchObject([
      { id: "a-1", end: null },
      { id: "a-2", impact: 7, actual: null, expected: null },
    ]);
    expect(source.usage).toEqual({ calls: 3, cost: expect.closeTo(0.03) });
  });

  test.each([
    ["yes", "YES"],
    ["no", "NO"],
    ["planned", "PLANNED_ACTIVITY"],
  ] as const)("are told %s", async (feedback, Feedback) => {
    const source = openSource();
    expect(await source.tell({ kind: "anomaly", id: "a-1", feedback })).toBeNull();
    expect(calls).toMatchObject([
      { operation: "ProvideAnomalyFeedback", input: { AnomalyId: "a-1", Feedback } },
    ]);
  });

  test("that AWS doesn't know any more take no feedback; other failures are failures", async () => {
    const tell = () => openSource().tell({ kind: "anomaly", id: "a-1", feedback: "no" });
    fault = () => new AwsFault("ValidationException");
    expect(await tell()).toBe(
      "AWS doesn't take feedback on this anomaly: it keeps anomalies for 90 days (400 ValidationException).",
    );
    fault = () => new AwsFault("AccessDeniedException");
    await expect(tell()).rejects.toMatchObject({ failure: "denied" });
    fault = () => (calls.length < 5 ? new AwsFault("LimitExceededException") : null);
    expect(await tell()).toBeNull();
  });

  test("end where the day's money does", async () => {
    anomalies = [ANOMALY, { ...ANOMALY, AnomalyId: "a-2" }];
    context.dollars = 0.01;
    await expect(read("anomaly")).rejects.toMatchObject({ failure: "capped" });
    expect(calls).toHaveLength(1);
  });
});

describe("AWS Cost Optimization Hub", () => {
  const RIGHTSIZE = {
    recommendationId: "new-every-day",
    accountId: MEMBER,
    region: "eu-west-1",
    resourceId: "i-0a1b",
    resourceArn: `arn:aws:ec2:eu-west-1:${MEMBER}:instance/i-0a1b`,
    currentResourceType: "Ec2Instance",
    recommendedResourceType: "Ec2Instance",
    currentResourceSummary: "m5.2xlarge",
    recommendedResourceSummary: "m5.xlarge",
    actionType: "Rightsize",
    estimatedMonthlySavings: 70.08,
    estimatedMonthlyCost: 140.16,
    currencyCode: "USD",
    implementationEffort: "VeryHigh",
    restartNeeded: true,
    rollbackPossible: false,
    recommendationLookbackPeriodInDays: 14,
    lastRefreshTimestamp: 1795564800,
    source: "ComputeOptimizer",
  };

  let found: object[] = [];
  let answers: Record<string, unknown> = {};

  beforeEach(() => {
    found = [RIGHTSIZE];
    answers = {
      ListEnrollmentStatuses: { items: [{ accountId: PAYER, status: "Active" }] },
      GetPreferences: { savingsEstimationMode: "AfterDiscounts" },
    };
    calls = answerCalls(HUB, ({ operation, input }) => {
      if (operation !== "ListRecommendations") return answers[operation];
      const at = Number(input.nextToken ?? 0);
      return {
        items: found.slice(at, at + 2),
        ...(at + 2 < found.length ? { nextToken: String(at + 2) } : {}),
      };
    });
  });

  test("gives recommendations with an id that lasts", async () => {
    const source = openSource();
    expect(await read("recommendation", null, source)).toEqual({
      items: [
        {
          id: `${MEMBER}|eu-west-1|arn:aws:ec2:eu-west-1:${MEMBER}:instance/i-0a1b|Rightsize`,
          provider: "AWS",
          url: "https://console.aws.amazon.com/costmanagement/home#/cost-optimization-hub",
          kind: "rightsize",
          action: "Change i-0a1b from m5.2xlarge to m5.xlarge",
          resourceId: "i-0a1b",
          resourceName: null,
          resourceType: "Ec2Instance",
          subAccountId: MEMBER,
          regionId: "eu-west-1",
          monthlySaving: 70.08,
          monthlyCost: 140.16,
          currency: "USD",
          priced: "paid",
          effort: "high",
          restart: true,
          rollback: false,
          lookbackDays: 14,
          state: "open",
          etag: null,
          refreshedAt: "2026-11-25T00:00:00.000Z",
        },
      ],
      memory: null,
    });
    expect(source.usage).toEqual({ calls: 3, cost: 0 });
  });

  test.each([
    ["ScaleIn", "rightsize", "Scale in i-0a1b from m5.2xlarge to m5.xlarge"],
    ["Upgrade", "modernise", "Upgrade i-0a1b from m5.2xlarge to m5.xlarge"],
    ["MigrateToGraviton", "move-architecture", "Move i-0a1b from m5.2xlarge to m5.xlarge"],
    ["Stop", "stop-idle", "Stop i-0a1b (m5.2xlarge)"],
    ["Delete", "delete-idle", "Delete i-0a1b (m5.2xlarge)"],
    ["Invent", "other", "Invent i-0a1b"],
  ])("%s is %s", async (actionType, kind, action) => {
    found = [{ ...RIGHTSIZE, actionType }];
    expect((await read("recommendation")).items).toMatchObject([{ kind, action }]);
  });

  test("tells purchases apart, which name no resource", async () => {
    const purchase = {
      accountId: PAYER,
      actionType: "PurchaseSavingsPlans",
      currentResourceType: "ComputeSavingsPlans",
      recommendedResourceType: "ComputeSavingsPlans",
      recommendedResourceSummary: "$1.20/hour, 1 year, no upfront",
      estimatedMonthlySavings: 10,
    };
    found = [
      purchase,
      { ...purchase, estimatedMonthlySavings: 30, recommendedResourceSummary: "$3/hour" },
      { ...purchase, recommendedResourceType: "Ec2InstanceSavingsPlans" },
      { ...purchase, estimatedMonthlySavings: 0 },
    ];
    const { items } = await read("recommendation");
    expect(items.map(({ id, action, resourceId }) => [id, action, resourceId])).toEqual([
      [
        `${PAYER}||ComputeSavingsPlans|PurchaseSavingsPlans`,
        "Buy Compute Savings Plans ($3/hour)",
        null,
      ],
      [
        `${PAYER}||ComputeSavingsPlans|PurchaseSavingsPlans|2`,
        "Buy Compute Savings Plans ($1.20/hour, 1 year, no upfront)",
        null,
      ],
      [
        `${PAYER}||Ec2InstanceSavingsPlans|PurchaseSavingsPlans`,
        "Buy EC2 Instance Savings Plans ($1.20/hour, 1 year, no upfront)",
        null,
      ],
    ]);
    expect(items[0]).toMatchObject({ kind: "buy-commitment", effort: null, restart: null });
    const pages = calls.filter(({ operation }) => operation === "ListRecommendations");
    expect(pages.map(({ input }) => input.nextToken)).toEqual([undefined, "2"]);
  });

  test("names other resources by their ARN, as FOCUS exports do", async () => {
    const arn = `arn:aws:lambda:eu-west-1:${MEMBER}:function:resize`;
    found = [
      {
        ...RIGHTSIZE,
        resourceId: "resize",
        resourceArn: arn,
        currentResourceType: "LambdaFunction",
      },
    ];
    expect((await read("recommendation")).items).toMatchObject([{ resourceId: arn }]);
  });

  test.each([
    ["BeforeDiscounts", "list"],
    ["AfterDiscounts", "paid"],
    [undefined, "unknown"],
  ])("estimates %s", async (savingsEstimationMode, priced) => {
    answers["GetPreferences"] = { savingsEstimationMode };
    expect((await read("recommendation")).items).toMatchObject([{ priced }]);
  });

  test("may keep its preferences closed, but nothing else", async () => {
    answers["GetPreferences"] = new AwsFault("AccessDeniedException");
    expect((await read("recommendation")).items).toMatchObject([{ priced: "unknown" }]);
    answers["GetPreferences"] = new AwsFault("ValidationException");
    await expect(read("recommendation")).rejects.toMatchObject({ failure: "refused" });
  });

  test.each([[[{ status: "Inactive" }]], [[]]])("that is off says so: %j", async (items) => {
    answers["ListEnrollmentStatuses"] = { items };
    expect(await read("recommendation")).toEqual({
      items: [],
      memory: null,
      problems: [
        "Cost Optimization Hub isn't switched on for this account. Enable it in the Billing and Cost Management console; recommendations begin to come within a day.",
      ],
    });
  });

  test("keeps nothing of what is decided", async () => {
    const told = await openSource().tell({
      ...{ kind: "recommendation", id: "x", state: "done", until: null },
    });
    expect(told).toBe(
      "AWS Cost Optimization Hub keeps nothing of what is decided about a recommendation.",
    );
    expect(calls).toEqual([]);
  });
});

describe("the use of commitments", () => {
  const ARN = `arn:aws:savingsplans::${PAYER}:savingsplan/sp-1`;
  const RESERVATION = `arn:aws:ec2:eu-west-1:${PAYER}:reserved-instances/ri-1`;
  const EC2 = "Amazon Elastic Compute Cloud - Compute";

  let fault: (call: AwsCall) => AwsFault | null;

  beforeEach(() => {
    fault = () => null;
    calls = answerCalls(COST_EXPLORER, (call) => {
      const refused = fault(call);
      if (refused !== null) return refused;
      if (call.operation === "GetReservationUtilization") return reservations(call.input);
      return { SavingsPlansUtilizationDetails: [plan()], TimePeriod: call.input.TimePeriod };
    });
  });

  function plan() {
    return {
      SavingsPlanArn: ARN,
      Attributes: { SavingsPlansType: "ComputeSavingsPlans", EndDateTime: "2027-03-01T00:00:00Z" },
      Utilization: {
        TotalCommitment: "720.0",
        UsedCommitment: "684.0",
        UnusedCommitment: "36.0",
        UtilizationPercentage: "95.0",
      },
      Savings: { NetSavings: "200.5", OnDemandCostEquivalent: "920.5" },
      AmortizedCommitment: { TotalAmortizedCommitment: "720.0" },
    };
  }

  /** Only instances are reserved. */
  function reservations({ Filter, TimePeriod }: AwsCall["input"]) {
    if (Filter.Dimensions.Values[0] !== EC2) return new AwsFault("DataUnavailableException");
    const group = {
      Key: "SUBSCRIPTION_ID",
      Value: "1607416492",
      Attributes: { reservationARN: RESERVATION, endDateTime: "2026-12-31T23:59:59.000Z" },
      Utilization: {
        UtilizationPercentage: "80",
        PurchasedHours: "720",
        TotalAmortizedFee: "100",
        RICostForUnusedHours: "20",
        OnDemandCostOfRIHoursUsed: "130.25",
      },
    };
    const unnamed = {
      Value: "42",
      Utilization: { ...group.Utilization, RICostForUnusedHours: "" },
    };
    const idle = { Value: "43", Utilization: { UtilizationPercentage: "0", PurchasedHours: "0" } };
    return { UtilizationsByTime: [{ TimePeriod, Groups: [group, unnamed, idle] }] };
  }

  test("is read by month, with what it is measured by", async () => {
    const source = openSource();
    const { items, memory } = await read("commitment-usage", null, source);
    expect(items.filter(({ start }) => start === "2026-11-01")).toEqual([
      {
        id: `${ARN}|2026-11`,
        provider: "AWS",
        url: "https://console.aws.amazon.com/costmanagement/home#/savings-plans/utilization",
        kind: "savings-plan",
        start: "2026-11-01",
        end: "2026-11-25",
        commitmentDiscountId: ARN,
        currency: "USD",
        utilisation: 0.95,
        committed: 720,
        used: 684,
        onDemandCost: 920.5,
        expires: "2027-03-01",
      },
      {
        id: `${RESERVATION}|2026-11`,
        provider: "AWS",
        url: "https://console.aws.amazon.com/costmanagement/home#/ri/utilization",
        kind: "reservation",
        start: "2026-11-01",
        end: "2026-11-25",
        commitmentDiscountId: RESERVATION,
        currency: "USD",
        utilisation: 0.8,
        committed: 100,
        used: 80,
        onDemandCost: 130.25,
        expires: "2027-01-01",
      },
      expect.objectContaining({
        id: "42|2026-11",
        commitmentDiscountId: "42",
        used: expect.closeTo(80),
        expires: null,
      }),
    ]);
    expect([...new Set(items.map(({ start, end }) => `${start} ${end}`))]).toEqual([
      "2026-09-01 2026-10-01",
      "2026-10-01 2026-11-01",
      "2026-11-01 2026-11-25",
    ]);
    expect(memory).toBe('["2026-09","2026-10"]');
    expect(source.usage).toEqual({ calls: 18, cost: expect.closeTo(0.18) });
    expect(source.feeds[3]).toMatchObject({ everyHours: 68, isHistory: true });
  });

  test("of months that are over is read once", async () => {
    const { items } = await read("commitment-usage", '["2026-09","2026-10"]');
    expect(new Set(items.map(({ start }) => start))).toEqual(new Set(["2026-11-01"]));
    expect(calls).toHaveLength(6);
    context = awsContext("2026-12-02T09:00:00Z");
    calls.length = 0;
    // November isn't settled, and December too young.
    const { memory } = await read("commitment-usage", '["2026-09","2026-10"]');
    expect(calls).toHaveLength(6);
    expect(calls[0]?.input.TimePeriod).toEqual({ Start: "2026-11-01", End: "2026-12-01" });
    expect(memory).toBe('["2026-10"]');
    context = awsContext("2026-12-06T09:00:00Z");
    const later = await read("commitment-usage", memory);
    expect(later.memory).toBe('["2026-10","2026-11"]');
    expect(await read("commitment-usage", '{"older":1}')).toMatchObject({
      memory: '["2026-10","2026-11"]',
    });
  });

  test("that nobody has is empty", async () => {
    fault = () => new AwsFault("DataUnavailableException");
    expect((await read("commitment-usage")).items).toEqual([]);
    fault = () => new AwsFault("AccessDeniedException");
    await expect(read("commitment-usage")).rejects.toMatchObject({ failure: "denied" });
  });
});

describe("the check", () => {
  const PERMISSIONS = [
    "budgets:ViewBudget",
    "ce:GetAnomalies",
    "ce:ProvideAnomalyFeedback",
    "cost-optimization-hub:ListEnrollmentStatuses",
    "cost-optimization-hub:ListRecommendations",
    "cost-optimization-hub:GetPreferences",
    "ce:GetSavingsPlansUtilizationDetails",
    "ce:GetReservationUtilization",
  ];
  const OPERATIONS: Record<string, string> = { DescribeBudgets: "ViewBudget" };

  /** What is missing, where these actions aren't allowed. */
  async function missing(denied: readonly string[], settings: object = {}): Promise<string[]> {
    nock.cleanAll();
    for (const host of [BUDGETS, COST_EXPLORER, HUB]) {
      answerCalls(host, ({ operation }) => {
        const action = OPERATIONS[operation] ?? operation;
        if (denied.includes(action)) return new AwsFault("AccessDeniedException");
        // There is no such anomaly.
        return action === "ProvideAnomalyFeedback" ? new AwsFault("ValidationException") : {};
      });
    }
    const checks = await openSource(settings).check();
    return checks.flatMap(({ permission, problem }) => (problem === null ? [] : [permission]));
  }

  test("names each permission", async () => {
    const denied = PERMISSIONS.map((permission) => permission.split(":")[1] ?? "");
    expect(await missing(denied)).toEqual(PERMISSIONS);
    expect(await missing([])).toEqual([]);
  });

  test.each(PERMISSIONS)("says that %s is missing", async (permission) => {
    expect(await missing([permission.split(":")[1] ?? ""])).toEqual([permission]);
  });

  test("is for what the ready policy allows", () => {
    const file = join(import.meta.dirname, "../../../docs/sources/aws-cost-management-policy.json");
    const { Statement } = JSON.parse(readFileSync(file, "utf8"));
    const actions = Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
    expect(actions.sort()).toEqual(PERMISSIONS.toSorted());
  });

  test("is only for what is read", async () => {
    const denied = PERMISSIONS.map((permission) => permission.split(":")[1] ?? "");
    expect(await missing(denied, { feeds: ["budgets"] })).toEqual(["budgets:ViewBudget"]);
    expect(openSource({ feeds: ["budgets"] }).feeds.map(({ name }) => name)).toEqual([
      "AWS Budgets",
    ]);
  });
});

test("each API has its own pace, and one purse", async () => {
  context = awsContext(undefined, { callsPerSecond: 1 });
  for (const host of [BUDGETS, COST_EXPLORER, HUB]) answerCalls(host, () => ({}));
  const source = openSource();
  for (const kind of ["budget", "anomaly", "recommendation"] as const) {
    await read(kind, null, source);
  }
  // Not even the first call of another API waits.
  expect(context.waits).toEqual([]);
  await read("anomaly", null, source);
  expect(context.waits).toEqual([1000]);
  expect(context.purses).toEqual([{ source: "aws", dollarsPerDay: 1 }]);
});
