import { describe, expect, test } from "vitest";
import type { ProviderRecommendation } from "#src/provider-items";
import { type Charge, daily, foundIn, MONTH } from "./rule-bill.ts";

const MACHINE = "arn:aws:ec2:us-east-1:111111111111:instance/i-0abc";
const machine = { SkuMeter: "BoxUsage:m7g.large", ResourceId: MACHINE, Tags: '{"team":"search"}' };
const volume: Charge = {
  SkuMeter: "EBS:VolumeUsage.gp2",
  PricingUnit: "GB-Months",
  ResourceId: "vol-0abc",
};

function item(part: Partial<ProviderRecommendation>): ProviderRecommendation {
  return {
    id: "item-1",
    provider: "AWS",
    url: null,
    kind: "rightsize",
    action: "Change i-0abc from m7g.large to m7g.medium",
    resourceId: MACHINE,
    resourceName: null,
    resourceType: null,
    subAccountId: "111111111111",
    regionId: "us-east-1",
    monthlySaving: 200,
    monthlyCost: null,
    currency: "USD",
    priced: "list",
    effort: null,
    restart: null,
    rollback: null,
    lookbackDays: 14,
    state: "open",
    etag: null,
    refreshedAt: null,
    ...part,
  };
}

function joined(charges: readonly Charge[], ...items: ProviderRecommendation[]) {
  return foundIn(charges, [{ source: "aws", feed: "Cost Optimization Hub", items }]);
}

describe("what a provider recommends", () => {
  const paidHalf = daily(5, { ...machine, ListCost: 10 });

  test("takes owner and place from the charges of its resource", () => {
    const [found] = joined(paidHalf, item({}));
    expect(found).toMatchObject({
      key: "rightsize:i-0abc",
      team: "search",
      environment: null,
      serviceName: "Amazon Elastic Compute Cloud",
      subAccountName: "shop",
      filters: [{ dimension: "ResourceId", operator: "in", values: [MACHINE] }],
      effort: "medium",
      restart: true,
    });
  });

  test.each<[string, Partial<ProviderRecommendation>, number]>([
    ["its figure on list prices, as far as less is paid", { monthlySaving: 100 }, 50],
    ["its share of the cost that it names", { monthlySaving: 100, monthlyCost: 400 }, 1.25 * MONTH],
    ["its figure on the prices paid", { monthlySaving: 100, priced: "paid" }, 100],
    ["no more than the charges cost", { monthlySaving: 900, priced: "paid" }, 5 * MONTH],
    ["its share, in other money", { monthlySaving: 1, monthlyCost: 5, currency: "EUR" }, MONTH],
  ])("saves %s", (_, part, saving) => {
    const [found] = joined(paidHalf, item(part));
    expect(found?.currency).toBe("USD");
    expect(found?.monthlySaving).toBeCloseTo(saving, 6);
    expect(found?.monthlyCost).toBeCloseTo(5 * MONTH, 6);
  });

  test("keeps the provider's own figure beside", () => {
    const [found] = joined(paidHalf, item({ monthlySaving: 100 }));
    expect(found?.findings).toEqual([
      { from: "aws", isProvider: true, itemId: "item-1", monthlySaving: 100, priced: "list" },
    ]);
  });

  test("stands as it is where the bill has no charges of it", () => {
    const [found] = joined(paidHalf, item({ resourceId: "i-gone", monthlySaving: 70 }));
    expect(found).toMatchObject({ monthlySaving: 70, monthlyCost: null, team: null });
  });

  test("isn't listed where nothing is paid for its resource", () => {
    const free = daily(-1, { ...machine, ListCost: 10 });
    expect(joined(free, item({}))).toEqual([]);
  });

  test("isn't listed once it is dismissed or done there", () => {
    expect(joined(paidHalf, item({ state: "dismissed" }))).toEqual([]);
    expect(joined(paidHalf, item({ state: "done" }))).toEqual([]);
    expect(joined(paidHalf, item({ state: "snoozed" }))).toHaveLength(1);
  });
});

describe("the same from a rule and a provider", () => {
  test("is one, with both findings and the lower saving", () => {
    const upgrade = item({ kind: "modernise", resourceId: "vol-0abc", monthlySaving: 9 });
    const found = joined(daily(2, volume), upgrade);
    expect(found).toHaveLength(1);
    expect(found[0]?.monthlySaving).toBeCloseTo(9, 6);
    expect(found[0]?.findings.map(({ from }) => from)).toEqual(["old-volume-types", "aws"]);
  });

  test("is one for a machine of a group", () => {
    const intel = { ...machine, SkuMeter: "BoxUsage:m6i.large" };
    const charges = [...daily(20, intel), ...daily(20, { ...intel, ResourceId: "i-0def" })];
    const found = joined(
      charges,
      item({ kind: "move-architecture", resourceId: "i-0def", monthlySaving: 50 }),
    );
    const moves = found.filter(({ kind }) => kind === "move-architecture");
    expect(moves).toHaveLength(1);
    expect(moves[0]?.monthlySaving).toBeCloseTo(40 * MONTH * 0.15, 6);
    expect(moves[0]?.findings).toHaveLength(2);
  });

  test("is one commitment to buy, on what the rule reckons", () => {
    const purchase = item({
      kind: "buy-commitment",
      resourceId: null,
      subAccountId: null,
      resourceType: "ComputeSavingsPlans",
      monthlySaving: 9999,
    });
    const found = joined(daily(50, { ...machine, Tags: null }), purchase);
    expect(found.map(({ key }) => key)).toEqual(["buy-commitment:AWS/compute/USD"]);
    expect(found[0]?.monthlySaving).toBeCloseTo(10 * MONTH, 6);
  });

  test("is nothing more where a provider wants to delete it", () => {
    const remove = item({ kind: "delete-idle", resourceId: "vol-0abc", monthlySaving: 60 });
    const found = joined(daily(2, volume), remove);
    expect(found.map(({ kind }) => kind)).toEqual(["delete-idle"]);
  });
});
