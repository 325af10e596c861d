import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "#skills/recommendations/rules/all-rules";
import { addDays, type Day, daysIn } from "#src/focus/day";
import { type Charge, daily, END, foundIn, isWeekend, MONTH } from "../rule-bill.ts";

/** What a rule finds in charges: resources and savings a month, in dollars a day. */
function savingsBy(rule: string, charges: readonly Charge[]) {
  return foundIn(charges)
    .filter(({ findings }) => findings.some(({ from }) => from === rule))
    .map(({ key, monthlySaving }) => [key, Math.round((monthlySaving / MONTH) * 1e6) / 1e6]);
}

const ec2 = (SkuMeter: string, ResourceId: string, more: Charge = {}): Charge => ({
  SkuMeter,
  ResourceId,
  ...more,
});
const s3 = (SkuMeter: string, ResourceId: string): Charge => ({
  ServiceName: "Amazon Simple Storage Service",
  ServiceCategory: "Storage",
  PricingUnit: "GB-Months",
  SkuMeter,
  ResourceId,
});
const model = (SkuMeter: string, account: string): Charge => ({
  ServiceProviderName: "Anthropic",
  ServiceName: "Claude API",
  PricingUnit: "1000000 Tokens",
  SubAccountId: account,
  SubAccountName: account,
  RegionId: null,
  SkuMeter,
});
const plan = { CommitmentDiscountId: "plan-1", CommitmentDiscountName: "our plan" };

describe("unused commitments", () => {
  const used = { ...plan, PricingCategory: "Committed", CommitmentDiscountStatus: "Used" };
  const unused = { ...used, CommitmentDiscountStatus: "Unused", ResourceId: "plan-1" };

  test("are found with what nothing uses", () => {
    const charges = [...daily(80, used), ...daily(20, unused)];
    expect(savingsBy("unused-commitment", charges)).toEqual([["unused-commitment:plan-1", 20]]);
  });

  test("aren't where less than a twentieth is unused, or that is over", () => {
    const charges = [...daily(80, used), ...daily(4, unused)];
    expect(savingsBy("unused-commitment", charges)).toEqual([]);
    const over = [...daily(80, used), ...daily(20, unused, { end: addDays(END, -4) })];
    expect(savingsBy("unused-commitment", over)).toEqual([]);
  });
});

describe("a gap in coverage", () => {
  const machine = ec2("BoxUsage:m7g.large", "i-1");

  test("is the quietest day's cost at the discount that commitments had", () => {
    const used = {
      ...machine,
      ...plan,
      ContractedCost: 100,
      PricingCategory: "Committed",
      CommitmentDiscountStatus: "Used",
    };
    const charges = [...daily((day) => (isWeekend(day) ? 50 : 70), machine), ...daily(60, used)];
    expect(savingsBy("commitment-coverage", charges)).toEqual([
      ["buy-commitment:AWS/compute/USD", 20],
    ]);
    const [found] = foundIn(charges);
    expect(found?.risk).toBe("medium");
    expect(found?.reason).toContain("219 of 365 days");
  });

  test("has the least discount of the price lists where the bill has none", () => {
    expect(savingsBy("commitment-coverage", daily(50, machine))).toEqual([
      ["buy-commitment:AWS/compute/USD", 10],
    ]);
  });

  test("isn't there where a day was without use, or a commitment covers it", () => {
    const oneDayOff = daily((day) => (day === "2026-11-05" ? 0 : 50), machine);
    expect(savingsBy("commitment-coverage", oneDayOff)).toEqual([]);
    const covered = daily(50, { ...machine, PricingCategory: "Committed" });
    expect(savingsBy("commitment-coverage", covered)).toEqual([]);
  });
});

describe("unattached volumes", () => {
  const volume = (state: string) =>
    ec2("EBS:VolumeUsage.gp3", "vol-1", { Tags: JSON.stringify({ "volume-state": state }) });

  test("are those that a tag calls so", () => {
    expect(savingsBy("unattached-volumes", daily(3, volume("available")))).toEqual([
      ["delete-idle:vol-1", 3],
    ]);
    expect(savingsBy("unattached-volumes", daily(3, volume("in-use")))).toEqual([]);
  });

  test("of an old type are to be deleted, not changed", () => {
    const old = { ...volume("available"), SkuMeter: "EBS:VolumeUsage.gp2" };
    expect(foundIn(daily(3, old)).map(({ key }) => key)).toEqual(["delete-idle:vol-1"]);
  });
});

test("idle addresses are those that are billed as idle", () => {
  const address = (meter: string) =>
    ec2(meter, "eip-1", { ServiceName: "Amazon Virtual Private Cloud" });
  expect(savingsBy("idle-addresses", daily(0.12, address("PublicIPv4:IdleAddress")))).toEqual([
    ["delete-idle:eip-1", 0.12],
  ]);
  expect(savingsBy("idle-addresses", daily(0.12, address("PublicIPv4:InUseAddress")))).toEqual([]);
});

describe("what stands and is hardly used", () => {
  const balancer = (meter: string) => ec2(meter, "lb-1", { ServiceName: "Elastic Load Balancing" });
  const gateway = (meter: string) => ec2(meter, "nat-1");

  test("is a load balancer without capacity units", () => {
    const hours = daily(0.54, balancer("EUC1-LoadBalancerUsage"));
    expect(savingsBy("idle-load-balancers", hours)).toEqual([["delete-idle:lb-1", 0.54]]);
    const used = [...hours, ...daily(0.01, balancer("EUC1-LCUUsage"))];
    expect(savingsBy("idle-load-balancers", used)).toEqual([]);
  });

  test("is a NAT gateway that less than a gigabyte a day goes through", () => {
    const hours = daily(1.08, gateway("NatGateway-Hours"));
    const little = [...hours, ...daily(0.02, gateway("NatGateway-Bytes"))];
    expect(savingsBy("idle-nat-gateways", little)).toEqual([["delete-idle:nat-1", 1.1]]);
    const more = [...hours, ...daily(0.06, gateway("NatGateway-Bytes"))];
    expect(savingsBy("idle-nat-gateways", more)).toEqual([]);
  });
});

describe("old snapshots", () => {
  const snapshot = ec2("EBS:SnapshotUsage", "snap-1", { PricingUnit: "GB-Months" });
  const daysOfMonth = (day: Day) =>
    daysIn({
      start: `${day.slice(0, 7)}-01`,
      end: `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`,
    });

  test("cost the same a month as three months before", () => {
    const sameSize = daily((day) => 30 / daysOfMonth(day), snapshot, { days: 200 });
    expect(savingsBy("old-snapshots", sameSize)).toHaveLength(1);
  });

  test("aren't those that are young, or that backups still add to", () => {
    expect(savingsBy("old-snapshots", daily(2, snapshot, { days: 80 }))).toEqual([]);
    const growing = daily((day) => 2 + daysIn({ start: "2026-01-01", end: day }) / 400, snapshot, {
      days: 200,
    });
    expect(savingsBy("old-snapshots", growing)).toEqual([]);
  });
});

test("stopped machines are those without hours whose storage goes on", () => {
  const database = (meter: string, unit: string) =>
    ec2(meter, "db-1", { ServiceName: "Amazon Relational Database Service", PricingUnit: unit });
  const storage = daily(2, database("RDS:GP3-Storage", "GB-Months"));
  const hours = (end: Day) =>
    daily(9, database("InstanceUsage:db.t3.medium", "Hours"), { days: 40, end });
  const stopped = [...storage, ...hours(addDays(END, -40))];
  expect(savingsBy("stopped-machines", stopped)).toEqual([["delete-idle:db-1", 2]]);
  expect(savingsBy("stopped-machines", [...storage, ...hours(END)])).toEqual([]);
  expect(savingsBy("stopped-machines", storage)).toEqual([]);
});

describe("what newer prices undersell", () => {
  test("is a gp2 volume, by a fifth", () => {
    const volume = (type: string) => ec2(`EBS:VolumeUsage.${type}`, "vol-1");
    expect(savingsBy("old-volume-types", daily(2, volume("gp2")))).toEqual([
      ["modernise:vol-1", 0.4],
    ]);
    expect(savingsBy("old-volume-types", daily(2, volume("gp3")))).toEqual([]);
  });

  test("are machines of a family, by account and team, without licences and on demand", () => {
    const team = { Tags: JSON.stringify({ team: "payments" }) };
    const machine = (type: string, id: string, more: Charge = {}) =>
      daily(20, ec2(`BoxUsage:${type}`, id, { ...team, ...more }));
    const group = [
      ...machine("m5.large", "i-1"),
      ...machine("m5.xlarge", "i-2"),
      ...machine("m5.large", "i-3", { ChargeDescription: "On Demand Windows m5.large" }),
      ...machine("m5.large", "i-4", { PricingCategory: "Committed" }),
    ];
    const found = foundIn(group).filter(({ kind }) => kind === "modernise");
    expect(found).toMatchObject([{ team: "payments", resourceId: null }]);
    expect((found[0]?.monthlySaving ?? 0) / MONTH).toBeCloseTo(4, 9);
    expect(found[0]?.action).toBe("Move 2 m5 machines of payments in shop to m6a");
    expect(savingsBy("graviton", machine("r6i.large", "i-1"))).toEqual([
      ["move-architecture:111111111111/USD/payments/r6i", 3],
    ]);
    expect(savingsBy("graviton", machine("m7g.large", "i-1"))).toEqual([]);
  });
});

describe("storage classes", () => {
  const standard = daily(20, s3("TimedStorage-ByteHrs", "bucket-1"));

  test("are for buckets in the standard class alone that see hardly a request", () => {
    expect(savingsBy("storage-classes", standard)).toEqual([["storage-class:bucket-1", 4]]);
  });

  test.each([
    ["is tiered", daily(2, s3("TimedStorage-SIA-ByteHrs", "bucket-1"))],
    ["is read", daily(1, s3("Requests-Tier2", "bucket-1"))],
  ])("aren't where a bucket %s", (_, others) => {
    expect(savingsBy("storage-classes", [...standard, ...others])).toEqual([]);
  });

  test("aren't where a bucket shrinks", () => {
    const shrinking = daily(
      (day) => (day < "2026-11-01" ? 40 : 20),
      s3("TimedStorage-ByteHrs", "b"),
    );
    expect(savingsBy("storage-classes", shrinking)).toEqual([]);
  });
});

describe("machines that run at night", () => {
  const staging = { SubAccountId: "2", SubAccountName: "shop-staging" };
  const machine = ec2("BoxUsage:m7g.large", "i-1", staging);

  test("are those of other environments than production that cost the same every day", () => {
    const [[key, saving] = []] = savingsBy("always-on", daily(10, machine));
    expect(key).toBe("schedule:i-1");
    expect(saving).toBeCloseTo(10 * (1 - 60 / 168), 5);
  });

  test.each<[string, Charge[]]>([
    ["production", daily(10, { ...machine, SubAccountName: "shop" })],
    ["what a tag calls production", daily(10, { ...machine, Tags: '{"env":"prod"}' })],
    ["what stops on weekends", daily((day) => (isWeekend(day) ? 0.5 : 10), machine)],
    ["what is younger than four weeks", daily(10, machine, { days: 20 })],
    ["a node of storage", daily(10, { ...machine, SkuMeter: "EBS:VolumeUsage.gp3" })],
  ])("aren't %s", (_, charges) => {
    expect(savingsBy("always-on", charges)).toEqual([]);
  });
});

test("hot spots of transfer are within the cloud and cost a thousand a month", () => {
  const through = (meter: string, cost: number) => daily(cost, ec2(meter, "nat-1"));
  expect(savingsBy("transfer-hot-spots", through("NatGateway-Bytes", 50))).toEqual([
    ["reduce-transfer:nat-1/NatGateway-Bytes", 20],
  ]);
  expect(savingsBy("transfer-hot-spots", through("NatGateway-Bytes", 30))).toEqual([]);
  expect(savingsBy("transfer-hot-spots", through("DataTransfer-Out-Bytes", 500))).toEqual([]);
});

test("taking in logs is found from $800 a month on", () => {
  const logs = (cost: number) =>
    daily(
      cost,
      ec2("DataProcessing-Bytes", "logs-1", {
        ServiceName: "AmazonCloudWatch",
        ServiceCategory: "Management and Governance",
        ServiceSubcategory: "Observability",
        PricingUnit: "GB",
      }),
    );
  expect(savingsBy("telemetry-ingestion", logs(30))).toEqual([
    ["reduce-logging:logs-1/DataProcessing-Bytes", 9],
  ]);
  expect(savingsBy("telemetry-ingestion", logs(26))).toEqual([]);
});

describe("models", () => {
  const sonnet = [
    ...daily(20, model("claude-sonnet-4-5 input tokens", "chat")),
    ...daily(30, model("claude-sonnet-4-5 output tokens", "chat")),
  ];
  const haiku = (account: string) => [
    ...daily(1, model("claude-haiku-4-5 input tokens", account)),
    ...daily(1, model("claude-haiku-4-5 output tokens", account)),
  ];

  test("have a cheaper one of the family that is used elsewhere", () => {
    const [[, saving] = []] = savingsBy("cheaper-models", [...sonnet, ...haiku("search")]);
    expect(saving).toBeCloseTo(50 * 0.3 * (1 - 0.2 / 0.6), 5);
    expect(savingsBy("cheaper-models", sonnet)).toEqual([]);
    expect(savingsBy("cheaper-models", [...sonnet, ...haiku("search"), ...haiku("chat")])).toEqual(
      [],
    );
  });

  test("have their prompts cached, or are found", () => {
    expect(savingsBy("prompt-caching", sonnet).map(([, saving]) => saving)).toEqual([5.4]);
    const cached = [...sonnet, ...daily(1, model("claude-sonnet-4-5 cache read tokens", "chat"))];
    expect(savingsBy("prompt-caching", cached)).toEqual([]);
    const embeddings = daily(20, model("gpt-5 input tokens", "search"));
    expect(savingsBy("prompt-caching", embeddings)).toEqual([]);
  });
});

test("docs/recommendations-rules.md tells of every rule", () => {
  const page = readFileSync("docs/recommendations-rules.md", "utf8");
  const told = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(told).toEqual(RULES.map(({ name }) => name));
});
