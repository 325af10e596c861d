import { describe, expect, test } from "vitest";
import type { Cells } from "#data/sample/columns";
import { demoColumns, demoDeliveries } from "#data/sample/demo-company";
import { addMonths } from "#src/focus/day";

/** FOCUS 1.4: each subcategory has one category. */
const subcategories: Readonly<Record<string, readonly string[]>> = {
  "AI and Machine Learning": [
    "AI Platforms",
    "Bots",
    "Generative AI",
    "Machine Learning",
    "Natural Language Processing",
    "Other (AI and Machine Learning)",
  ],
  Analytics: [
    "Analytics Platforms",
    "Business Intelligence",
    "Data Processing",
    "Search",
    "Streaming Analytics",
    "Other (Analytics)",
  ],
  "Business Applications": ["Productivity and Collaboration", "Other (Business Applications)"],
  Compute: [
    "Containers",
    "End User Computing",
    "Quantum Compute",
    "Serverless Compute",
    "Virtual Machines",
    "Other (Compute)",
  ],
  Databases: [
    "Caching",
    "Data Warehouses",
    "Ledger Databases",
    "NoSQL Databases",
    "Relational Databases",
    "Time Series Databases",
    "Other (Databases)",
  ],
  Integration: ["API Management", "Messaging", "Workflow Orchestration", "Other (Integration)"],
  "Management and Governance": [
    "Architecture",
    "Compliance",
    "Cost Management",
    "Data Governance",
    "Disaster Recovery",
    "Endpoint Management",
    "Observability",
    "Support",
    "Other (Management and Governance)",
  ],
  Networking: [
    "Application Networking",
    "Content Delivery",
    "Network Connectivity",
    "Network Infrastructure",
    "Network Routing",
    "Network Security",
    "Other (Networking)",
  ],
  Security: [
    "Secret Management",
    "Security Posture Management",
    "Threat Detection and Response",
    "Other (Security)",
  ],
  Storage: [
    "Backup Storage",
    "Block Storage",
    "File Storage",
    "Object Storage",
    "Storage Platforms",
    "Other (Storage)",
  ],
  Web: ["Application Platforms", "Other (Web)"],
  Other: ["Other (Other)"],
};

const required: readonly (keyof Cells)[] = [
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
  "BillingCurrency",
  "ChargeCategory",
  "ChargeDescription",
  "ChargeFrequency",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "BillingAccountId",
  "BillingAccountName",
  "BillingAccountType",
  "InvoiceIssuerName",
  "ServiceName",
  "ServiceCategory",
  "ServiceSubcategory",
  "ServiceProviderName",
  "HostProviderName",
  "SubAccountId",
  "SubAccountName",
  "SubAccountType",
];

const priced: readonly (keyof Cells)[] = [
  "SkuId",
  "SkuMeter",
  "SkuPriceId",
  "ListUnitPrice",
  "ContractedUnitPrice",
  "PricingCategory",
  "PricingQuantity",
  "PricingUnit",
];

const instants = [
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "BillingPeriodStart",
  "BillingPeriodEnd",
] as const;
const units = ["PricingUnit", "ConsumedUnit", "CommitmentDiscountUnit"] as const;
const keyValues = ["Tags", "AllocatedTags", "SkuPriceDetails"] as const;

const TOLERANCE = 1e-6;
const instant = /^\d{4}-\d\d-\d\dT\d\d:00:00Z$/;
/** FOCUS UnitFormat: a block size, a plural noun, and time as a factor or divisor. */
const unit =
  /^(\d+ )?[A-Za-z]+( [A-Za-z]+)?(-(Hours|Months|Seconds|Days)|\/(Hour|Month|Second|Day))?$/;

type Column = keyof Cells;
type Rule = (row: Cells) => boolean;

const text = (row: Cells, column: Column) => String(row[column] ?? "");
const amount = (row: Cells, column: Column) => Number(row[column] ?? 0);
const has = (row: Cells, column: Column) => (row[column] ?? null) !== null;
const same = (left: number, right: number) => Math.abs(left - right) <= TOLERANCE;
const isCorrection = (row: Cells) => row.ChargeClass === "Correction";
const isUsage = (row: Cells) => row.ChargeCategory === "Usage";
const isPurchase = (row: Cells) => row.ChargeCategory === "Purchase";
const isCommitted = (row: Cells) => has(row, "CommitmentDiscountId");
const together = (row: Cells, ...columns: Column[]) =>
  new Set(columns.map((column) => has(row, column))).size === 1;

function isFlat(json: string): boolean {
  const object: unknown = JSON.parse(json);
  return (
    typeof object === "object" &&
    object !== null &&
    Object.values(object).every((value) => typeof value === "string" || typeof value === "number")
  );
}

/** Each rule holds for every row. */
const rules: Readonly<Record<string, Rule>> = {
  "columns are known": (row) => Object.keys(row).every((column) => demoColumns.includes(column)),
  "texts aren't empty": (row) => Object.values(row).every((value) => value !== ""),
  "numbers are finite and have at most 10 decimals": (row) =>
    Object.values(row).every(
      (value) =>
        typeof value !== "number" ||
        (Number.isFinite(value) && (Number.isInteger(value) || value === +value.toFixed(10))),
    ),
  "required columns aren't null": (row) => required.every((column) => has(row, column)),
  "instants are UTC hours": (row) => instants.every((column) => instant.test(text(row, column))),
  "the billing period is a calendar month": (row) => {
    const start = text(row, "BillingPeriodStart").slice(0, 10);
    return (
      start.endsWith("-01") && text(row, "BillingPeriodEnd") === `${addMonths(start, 1)}T00:00:00Z`
    );
  },
  "the charge period isn't empty": (row) =>
    text(row, "ChargePeriodStart") < text(row, "ChargePeriodEnd"),
  "only corrections are charged outside their billing period": (row) =>
    isCorrection(row)
      ? text(row, "ChargePeriodEnd") <= text(row, "BillingPeriodStart")
      : text(row, "ChargePeriodStart") >= text(row, "BillingPeriodStart") &&
        text(row, "ChargePeriodStart") < text(row, "BillingPeriodEnd"),
  "enumerated values are FOCUS's": (row) =>
    ["Usage", "Purchase", "Tax", "Credit", "Adjustment"].includes(text(row, "ChargeCategory")) &&
    ["One-Time", "Recurring", "Usage-Based"].includes(text(row, "ChargeFrequency")) &&
    ["", "Standard", "Committed"].includes(text(row, "PricingCategory")) &&
    ["", "Correction"].includes(text(row, "ChargeClass")),
  "usage and purchases have a price, taxes, credits and adjustments none": (row) =>
    isUsage(row) || isPurchase(row)
      ? priced.every((column) => has(row, column))
      : priced.every((column) => !has(row, column)),
  "price times quantity is the cost": (row) =>
    !has(row, "PricingQuantity") ||
    (same(amount(row, "ListUnitPrice") * amount(row, "PricingQuantity"), amount(row, "ListCost")) &&
      same(
        amount(row, "ContractedUnitPrice") * amount(row, "PricingQuantity"),
        amount(row, "ContractedCost"),
      )),
  "prices aren't negative": (row) =>
    amount(row, "ListUnitPrice") >= 0 && amount(row, "ContractedUnitPrice") >= 0,
  "list is at least contracted, contracted at least effective": (row) =>
    !isUsage(row) ||
    (amount(row, "ListCost") >= amount(row, "ContractedCost") - TOLERANCE &&
      amount(row, "ContractedCost") >= amount(row, "EffectiveCost") - TOLERANCE),
  "taxes, credits and adjustments cost what they are billed": (row) =>
    isUsage(row) || isPurchase(row) || row.EffectiveCost === row.BilledCost,
  "credits are negative, taxes positive": (row) =>
    (row.ChargeCategory !== "Credit" || amount(row, "BilledCost") < 0) &&
    (row.ChargeCategory !== "Tax" || amount(row, "BilledCost") > 0),
  "uncovered usage costs what it is billed, at the contracted price": (row) =>
    !isUsage(row) ||
    isCommitted(row) ||
    (row.EffectiveCost === row.BilledCost &&
      row.BilledCost === row.ContractedCost &&
      row.PricingCategory === "Standard"),
  "covered and unused commitment is committed and not billed": (row) =>
    !(isUsage(row) && isCommitted(row)) ||
    (row.BilledCost === 0 && row.PricingCategory === "Committed"),
  "unused commitment is on the commitment": (row) =>
    row.CommitmentDiscountStatus !== "Unused" || row.ResourceId === row.CommitmentDiscountId,
  "purchases of commitments have no effective cost, others cost what they are billed": (row) =>
    !isPurchase(row) ||
    (row.EffectiveCost === (isCommitted(row) ? 0 : row.BilledCost) &&
      row.PricingCategory === "Standard" &&
      row.ChargeFrequency !== "Usage-Based"),
  "commitment columns come together": (row) =>
    together(
      row,
      "CommitmentDiscountId",
      "CommitmentDiscountName",
      "CommitmentDiscountType",
      "CommitmentDiscountCategory",
      "CommitmentDiscountQuantity",
      "CommitmentDiscountUnit",
    ) && has(row, "CommitmentDiscountStatus") === (isCommitted(row) && isUsage(row)),
  "consumed quantity is on usage other than unused commitment": (row) =>
    together(row, "ConsumedQuantity", "ConsumedUnit") &&
    has(row, "ConsumedQuantity") === (isUsage(row) && row.CommitmentDiscountStatus !== "Unused"),
  "units are in FOCUS's format": (row) =>
    units.every((column) => !has(row, column) || unit.test(text(row, column))),
  "a machine runs 24 hours a day at most": (row) =>
    row.ResourceType !== "EC2 Instance" ||
    row.ChargeClass === "Correction" ||
    amount(row, "PricingQuantity") <= 24,
  "regions have names": (row) => together(row, "RegionId", "RegionName"),
  "resources have names and types": (row) =>
    together(row, "ResourceId", "ResourceName", "ResourceType"),
  "zones lie in regions": (row) =>
    !has(row, "AvailabilityZone") ||
    text(row, "AvailabilityZone").startsWith(text(row, "RegionId")),
  "the subcategory belongs to the category": (row) =>
    subcategories[text(row, "ServiceCategory")]?.includes(text(row, "ServiceSubcategory")) === true,
  "key-value columns are flat JSON": (row) =>
    keyValues.every((column) => !has(row, column) || isFlat(text(row, column))),
  "split rows say how they were split": (row) =>
    together(row, "AllocatedMethodId", "AllocatedMethodDetails") &&
    together(row, "AllocatedResourceId", "AllocatedResourceName", "AllocatedTags") &&
    (has(row, "AllocatedMethodId") || !has(row, "AllocatedResourceId")),
  "tags of a workload don't repeat those of its node": (row) => {
    if (!has(row, "AllocatedTags")) return true;
    const tags: object = JSON.parse(text(row, "Tags"));
    return Object.keys(JSON.parse(text(row, "AllocatedTags"))).every((key) => !(key in tags));
  },
  "Microsoft bills in EUR, everyone else in USD": (row) =>
    row.BillingCurrency === (row.InvoiceIssuerName === "Microsoft" ? "EUR" : "USD"),
  "virtual currency columns come together": (row) =>
    together(
      row,
      "PricingCurrency",
      "PricingCurrencyEffectiveCost",
      "PricingCurrencyListUnitPrice",
      "PricingCurrencyContractedUnitPrice",
    ),
};

/** Values of the first column that occur with more than one value of the second. */
class OneToOne {
  readonly #seen = new Map<string, string>();
  readonly broken = new Set<string>();
  see(left: string | null | undefined, right: string): void {
    if (left === null || left === undefined) return;
    const known = this.#seen.get(left);
    if (known === undefined) this.#seen.set(left, right);
    else if (known !== right) this.broken.add(left);
  }
}

interface Node {
  ratio: number;
  quantity: number;
  rests: number;
}

/** What the parts of each split node and day add up to. */
function splitNodes(rows: readonly Cells[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const row of rows) {
    if (!has(row, "AllocatedMethodId")) continue;
    const node = nodes.get(nodeKey(row)) ?? { ratio: 0, quantity: 0, rests: 0 };
    node.ratio += JSON.parse(text(row, "AllocatedMethodDetails")).Elements[0].AllocatedRatio;
    node.quantity += amount(row, "PricingQuantity");
    if (!has(row, "AllocatedResourceId")) node.rests++;
    nodes.set(nodeKey(row), node);
  }
  return nodes;
}

const nodeKey = (row: Cells) => `${row.ResourceId} ${row.SkuId} ${row.ChargePeriodStart}`;

const clocks = ["2026-11-20", "2028-03-01"];

describe.each(clocks)("all rows on %s", (today) => {
  const deliveries = demoDeliveries(today).map(({ billingPeriodStart, rows }) => ({
    billingPeriodStart,
    rows: [...rows] as Cells[],
  }));
  const rows = deliveries.flatMap((delivery) => delivery.rows);

  test.each(Object.entries(rules))("%s", (_, rule) => {
    expect(rows.find((row) => !rule(row))).toBeUndefined();
  });

  test("agree with one another", () => {
    const categories = new OneToOne();
    const skus = new OneToOne();
    const owners = new OneToOne();
    const kinds = new OneToOne();
    for (const row of rows) {
      categories.see(row.ServiceName, `${row.ServiceCategory}/${row.ServiceSubcategory}`);
      skus.see(row.SkuPriceId, text(row, "SkuId"));
      owners.see(row.ResourceId, text(row, "SubAccountId"));
      kinds.see(row.ResourceId, text(row, "ResourceType"));
    }
    expect([categories, skus, owners, kinds].flatMap(({ broken }) => [...broken])).toEqual([]);
  });

  test("of a delivery are of its month and of one account", () => {
    for (const delivery of deliveries) {
      const starts = new Set(delivery.rows.map((row) => row.BillingPeriodStart));
      expect(starts).toEqual(new Set([`${delivery.billingPeriodStart}T00:00:00Z`]));
      expect(new Set(delivery.rows.map((row) => row.BillingAccountId)).size).toBe(1);
    }
  });

  test("of a month have one invoice, from the fourth of the next month on", () => {
    for (const delivery of deliveries) {
      const invoices = [...new Set(delivery.rows.map((row) => row.InvoiceId))];
      expect(invoices).toHaveLength(1);
      const isInvoiced = today >= `${addMonths(delivery.billingPeriodStart, 1).slice(0, 8)}04`;
      expect(invoices[0] !== null).toBe(isInvoiced);
    }
  });

  test("of a split node add up to it and replace it", () => {
    const nodes = splitNodes(rows);
    expect(nodes.size).toBeGreaterThan(2000);
    for (const { ratio, quantity, rests } of nodes.values()) {
      expect(ratio).toBeCloseTo(1, 9);
      expect([24, 72, 14]).toContain(Math.round(quantity * 1e6) / 1e6);
      expect(rests).toBe(1);
    }
    const whole = rows.filter((row) => has(row, "ResourceId") && !has(row, "AllocatedMethodId"));
    expect(whole.some((row) => nodes.has(nodeKey(row)))).toBe(false);
  });
});
