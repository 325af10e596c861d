import { SourceError } from "#src/errors";
import { addDays, addMonths, type Day } from "#src/focus/day";
import { amountOf, type CostRow, dayOf } from "#src/sources/azure/cost-query";
import {
  focusRegion,
  focusServiceName,
  focusSubscription,
  presentValue,
} from "#src/sources/azure/focus-names";

/** Where the rows of a month come from. */
export interface CostOrigin {
  readonly scope: string;
  readonly month: Day;
  /** As exports have it; null where unknown. */
  readonly billingAccount: string | null;
}

/** Says of each row that it isn't from an export, and is coarser. */
const MARK = "Azure Cost Management query";

/** The costs of a day, service and so on, as billed and as amortised. */
interface JoinedCost {
  readonly row: CostRow;
  billed?: number;
  effective?: number;
}

const PRICING_CATEGORIES: Readonly<Record<string, string>> = {
  ondemand: "Standard",
  spot: "Dynamic",
  reservation: "Committed",
  savingsplan: "Committed",
};

/** FOCUS's own values that charge types of Azure's have too. */
const SAME_CATEGORIES: ReadonlySet<string> = new Set(["Usage", "Purchase", "Credit", "Tax"]);

/**
 * Joins actual costs, which are billed, with amortised ones, which are effective, into FOCUS rows: a
 * reservation's purchase is billed only, its use effective only. The rows are in an order of their own, so that
 * the same costs are the same file.
 * @throws SourceError for rows of another month than was asked for
 */
export function* focusRows(
  actual: readonly CostRow[],
  amortised: readonly CostRow[],
  origin: CostOrigin,
): Generator<object, void> {
  const costs = new Map<string, JoinedCost>();
  for (const row of actual) add(costs, row, "billed");
  for (const row of amortised) add(costs, row, "effective");
  for (const key of [...costs.keys()].sort()) {
    const cost = costs.get(key);
    if (cost !== undefined) yield focusRow(cost, origin);
  }
}

function add(costs: Map<string, JoinedCost>, row: CostRow, side: "billed" | "effective"): void {
  let key = JSON.stringify({ ...row, cost: undefined, totalcost: undefined });
  // Rows that Azure tells apart by something that it doesn't show stay apart.
  while (costs.get(key)?.[side] !== undefined) key += "+";
  const cost = costs.get(key) ?? { row };
  cost[side] = amountOf(row);
  costs.set(key, cost);
}

function focusRow(
  { row, billed = 0, effective = 0 }: JoinedCost,
  { scope, month, billingAccount }: CostOrigin,
) {
  const day = dayOf(row);
  refuseOtherMonth(day, month);
  const service = presentValue(row["servicename"]);
  return {
    BilledCost: billed,
    EffectiveCost: effective,
    BillingCurrency: presentValue(row["currency"]),
    BillingAccountId: billingAccount,
    BillingPeriodStart: instant(month),
    BillingPeriodEnd: instant(addMonths(month, 1)),
    ChargePeriodStart: instant(day),
    ChargePeriodEnd: instant(addDays(day, 1)),
    ...chargeColumns(row),
    ...commitmentColumns(row),
    ...placeColumns(row, scope),
    ServiceName: service === null ? null : focusServiceName(service),
    ProviderName: "Microsoft",
    InvoiceIssuerName: "Microsoft",
    x_Origin: MARK,
  };
}

function chargeColumns(row: CostRow) {
  const type = presentValue(row["chargetype"]) ?? "Usage";
  return {
    ChargeCategory: chargeCategoryOf(type),
    ChargeClass: type === "Refund" ? "Correction" : null,
    PricingCategory: PRICING_CATEGORIES[pricingModelOf(row)] ?? null,
  };
}

function chargeCategoryOf(type: string): string {
  if (SAME_CATEGORIES.has(type)) return type;
  if (type.startsWith("Unused")) return "Usage";
  return type === "Refund" ? "Purchase" : "Adjustment";
}

function commitmentColumns(row: CostRow) {
  const id = presentValue(row["benefitid"]);
  if (id === null) return {};
  const isSavingsPlan =
    /microsoft\.billingbenefits/i.test(id) || pricingModelOf(row) === "savingsplan";
  const type = presentValue(row["chargetype"]) ?? "Usage";
  return {
    CommitmentDiscountId: id,
    CommitmentDiscountName: presentValue(row["benefitname"]),
    CommitmentDiscountType: isSavingsPlan ? "Savings Plan" : "Reservation",
    CommitmentDiscountCategory: isSavingsPlan ? "Spend" : "Usage",
    CommitmentDiscountStatus: statusOf(type),
  };
}

function statusOf(chargeType: string): string | null {
  if (chargeType.startsWith("Unused")) return "Unused";
  return chargeType === "Usage" ? "Used" : null;
}

/** `savingsplan`, however it is spaced. */
function pricingModelOf(row: CostRow): string {
  return (presentValue(row["pricingmodel"]) ?? "").toLowerCase().replace(/\s/g, "");
}

function placeColumns(row: CostRow, scope: string) {
  const location = presentValue(row["resourcelocation"]);
  const region = location === null ? null : focusRegion(location);
  const isSubscription = /^\/subscriptions\//i.test(scope);
  const subscription = presentValue(row["subscriptionid"]) ?? (isSubscription ? scope : null);
  return {
    RegionId: region?.id ?? null,
    RegionName: region?.name ?? null,
    SubAccountId: subscription === null ? null : focusSubscription(subscription),
    SubAccountName: presentValue(row["subscriptionname"]),
  };
}

/** Azure answers for another period than asked, in silence, where it takes that one for the future. */
function refuseOtherMonth(day: Day, month: Day): void {
  if (day >= month && day < addMonths(month, 1)) return;
  const problem = `Azure was asked for ${month.slice(0, 7)} and answered for ${day}. Check the clock of this machine.`;
  throw new SourceError(problem, { file: "Cost Management" });
}

function instant(day: Day): string {
  return `${day}T00:00:00Z`;
}
