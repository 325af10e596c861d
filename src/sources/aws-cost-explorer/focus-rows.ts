import { addDays, type Day, type Period } from "#src/focus/day";
import { focusServiceName, presentValue, regionNameOf } from "#src/sources/aws/focus-names";
import { COST_DIMENSIONS, type CostDimension, type CostGroup } from "./cost-query.ts";
import type { KindPlan, PlannedQuery } from "./plan.ts";
import { CHARGE_CATEGORIES, type ChargeKind } from "./record-types.ts";

/** What all rows of a month have in common. */
export interface RowContext {
  /** The payer. */
  readonly account: string;
  readonly period: Period;
  /** Names of accounts, by id. */
  readonly accountNames: ReadonlyMap<string, string>;
}

/** A row in FOCUS columns; amounts are decimal texts. */
export type FocusRow = Readonly<Record<string, string | null>>;

/** What fees are for that Cost Explorer spreads; of which commitment, it doesn't say. */
const PLAN = { CommitmentDiscountCategory: "Spend", CommitmentDiscountType: "Savings Plan" };
const RESERVATION = {
  CommitmentDiscountCategory: "Usage",
  CommitmentDiscountType: "Reserved Instance",
};
const NO_COMMITMENT = { CommitmentDiscountCategory: null, CommitmentDiscountType: null };

/** The rows of a group. A fee for a commitment is two: what is billed, and what of it went unused that day. */
export function rowsOf(
  group: CostGroup,
  { kind, recordTypes }: KindPlan,
  { fixed }: PlannedQuery,
  context: RowContext,
): FocusRow[] {
  const commitment = commitmentOf(kind, group);
  const row = {
    ...commonCells(group, context),
    ...placeCells(valuesOf(group, fixed), context),
    ...(commitment ?? NO_COMMITMENT),
    CommitmentDiscountStatus: null,
    ChargeCategory: CHARGE_CATEGORIES[kind],
    BilledCost: group.billed,
    EffectiveCost: group.effective,
    x_RecordTypes: recordTypes.join(", "),
  };
  if (commitment === null) return [row];
  const rows: FocusRow[] = [];
  if (Number(group.billed) !== 0) rows.push({ ...row, EffectiveCost: "0" });
  if (Number(group.effective) !== 0) {
    const unused = { ChargeCategory: "Usage", CommitmentDiscountStatus: "Unused" };
    rows.push({ ...row, ...unused, BilledCost: "0" });
  }
  return rows;
}

/** Another fee that costs nothing effectively was paid upfront, for a reservation. */
function commitmentOf(kind: ChargeKind, { billed, effective }: CostGroup) {
  if (kind === "plan-fee") return PLAN;
  if (kind === "reservation-fee") return RESERVATION;
  const isSpread = kind === "purchase" && Number(billed) !== 0 && Number(effective) === 0;
  return isSpread ? RESERVATION : null;
}

function commonCells({ day, isEstimated, currency }: CostGroup, { account, period }: RowContext) {
  return {
    BillingAccountId: account,
    BillingCurrency: currency,
    BillingPeriodStart: instantOf(period.start),
    BillingPeriodEnd: instantOf(period.end),
    ChargePeriodStart: instantOf(day),
    ChargePeriodEnd: instantOf(addDays(day, 1)),
    ProviderName: "AWS",
    x_Origin: "AWS Cost Explorer",
    x_Estimated: isEstimated ? "true" : null,
  };
}

function placeCells(
  values: Readonly<Record<CostDimension, string | null>>,
  { accountNames }: RowContext,
) {
  const { SERVICE: service, LINKED_ACCOUNT: account, REGION: region } = values;
  return {
    ServiceName: service === null ? null : focusServiceName(service),
    SubAccountId: account,
    SubAccountName: account === null ? null : (accountNames.get(account) ?? null),
    RegionId: region,
    RegionName: regionNameOf(region),
  };
}

function valuesOf(
  { keys }: CostGroup,
  fixed: PlannedQuery["fixed"],
): Record<CostDimension, string | null> {
  const values = { LINKED_ACCOUNT: null, REGION: null, SERVICE: null } as Record<
    CostDimension,
    string | null
  >;
  const grouped = COST_DIMENSIONS.filter((dimension) => dimension !== fixed.dimension);
  for (const [at, dimension] of grouped.entries()) values[dimension] = presentValue(keys[at] ?? "");
  values[fixed.dimension] = presentValue(fixed.value);
  return values;
}

function instantOf(day: Day): string {
  return `${day}T00:00:00Z`;
}
