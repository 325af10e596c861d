import { rmSync } from "node:fs";
import { join } from "node:path";
import { findRecommendations } from "#skills/recommendations/find";
import { readConfig } from "#src/config";
import { addDays, addMonths, type Day, daysIn } from "#src/focus/day";
import { type GeneratedBill, loadDemo } from "#src/ingest/load-demo";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { FindContext } from "#src/recommendations/search";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../../store/random-bill.ts";

/** A charge by FOCUS column. */
export type Charge = Readonly<Record<string, string | number | null>>;

/** The day on which bills of tests are looked at; the day before yesterday is complete. */
const TODAY = "2026-11-20";
/** The day after the last one with charges. */
export const END = "2026-11-19";
/** What a dollar a day comes to in a month. */
export const MONTH = 365 / 12;

/** A machine, on demand, in a production account of AWS. */
const PLAIN: Charge = {
  BillingCurrency: "USD",
  ChargeCategory: "Usage",
  ChargeFrequency: "Usage-Based",
  PricingCategory: "Standard",
  PricingUnit: "Hours",
  ServiceProviderName: "AWS",
  HostProviderName: "AWS",
  InvoiceIssuerName: "AWS",
  ServiceCategory: "Compute",
  ServiceName: "Amazon Elastic Compute Cloud",
  SubAccountId: "111111111111",
  SubAccountName: "shop",
  RegionId: "us-east-1",
};

const COLUMNS = [
  ...Object.keys(PLAIN),
  ...["BilledCost", "EffectiveCost", "ListCost", "ContractedCost"],
  ...["BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd"],
  ...["ServiceSubcategory", "SkuMeter", "ChargeDescription", "ResourceId", "ResourceName"],
  ...["Tags", "CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountStatus"],
  "AllocatedMethodId",
];

/** A charge on each of the days before `end`, of an amount or of what a day costs. */
export function daily(
  cost: number | ((day: Day) => number),
  columns: Charge,
  { days = 120, end = END }: { readonly days?: number; readonly end?: Day } = {},
): Charge[] {
  return Array.from({ length: days }, (_, at) => addDays(end, at - days)).flatMap((day) => {
    const amount = typeof cost === "number" ? cost : cost(day);
    return amount === 0 ? [] : [chargeOn(day, amount, columns)];
  });
}

function chargeOn(day: Day, amount: number, columns: Charge): Charge {
  return {
    ...PLAIN,
    BilledCost: amount,
    EffectiveCost: amount,
    ListCost: amount,
    ContractedCost: amount,
    BillingPeriodStart: `${addMonths(day, 0)}T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(day, 1)}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ...columns,
  };
}

/** What is searched in a store on a day: everything. */
export function searchContext(store: Store, today: Day): FindContext {
  const scope = makeScope([]);
  return {
    costs: store.costs(scope),
    providers: new StoredProviderItems(store.database, scope),
    today,
    completenessLagDays: 2,
    suggestions: [],
  };
}

/** What is found in these charges, with what providers recommend beside them. */
export function foundIn(
  charges: readonly Charge[],
  feeds: NonNullable<GeneratedBill["feeds"]> = [],
): readonly Recommendation[] {
  const folder = temporaryFolder();
  const store = new Store(join(folder, "tally.db"), readConfig({}).allocation);
  try {
    const months = Map.groupBy(charges, (charge) => String(charge["BillingPeriodStart"]));
    const deliveries = [...months].toSorted().map(([start, rows]) => ({
      source: "bill",
      billingPeriodStart: start.slice(0, 10),
      rows,
    }));
    const now = new Date(`${TODAY}T09:00:00Z`);
    loadDemo(store, { columns: COLUMNS, deliveries, feeds }, now, () => undefined);
    return findRecommendations(searchContext(store, TODAY));
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

/** Whether a day is a Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  return daysIn({ start: "2026-01-03", end: day }) % 7 < 2;
}
