import { billingAccounts, subAccounts } from "./accounts.ts";
import { type Sku, sku } from "./catalogue.ts";
import { type BillingMonth, billingCells, type ChargePeriod, usageCells } from "./charges.ts";
import type { Cells } from "./columns.ts";
import type { Commitment } from "./commitments.ts";
import { roundMoney, roundQuantity } from "./rounding.ts";
import { accountCells, type Stream, skuCells } from "./stream.ts";

/** Usage that a commitment covers: nothing is billed, `cost` is its part of the commitment. */
export function coveredCharge(
  stream: Stream,
  month: BillingMonth,
  period: ChargePeriod,
  quantity: number,
  commitment: Commitment,
  cost: number,
): Cells {
  return {
    ...usageCells(stream, month, period, quantity),
    ...commitmentCells(commitment),
    BilledCost: 0,
    EffectiveCost: cost,
    PricingCategory: "Committed",
    CommitmentDiscountQuantity: commitment.benefit.category === "Spend" ? cost : quantity,
    CommitmentDiscountStatus: "Used",
  };
}

/** Hours of a commitment bought for a charge period; its cost comes back on what it covers. */
export function commitmentPurchase(
  commitment: Commitment,
  month: BillingMonth,
  period: ChargePeriod,
  hours: number,
): Cells {
  const cost = roundMoney(commitment.hourlyCost * hours);
  return {
    ...commitmentLineCells(commitment, month, period, hours),
    BilledCost: cost,
    EffectiveCost: 0,
    ChargeCategory: "Purchase",
    ChargeFrequency: commitment.payment === "upfront" ? "One-Time" : "Recurring",
    PricingCategory: "Standard",
  };
}

/** The part of a commitment that nothing used in a charge period. */
export function unusedCommitment(
  commitment: Commitment,
  month: BillingMonth,
  period: ChargePeriod,
  cost: number,
): Cells {
  const hours = roundMoney(cost / commitment.hourlyCost);
  return {
    ...commitmentLineCells(commitment, month, period, hours),
    BilledCost: 0,
    EffectiveCost: cost,
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    CommitmentDiscountStatus: "Unused",
    PricingCategory: "Committed",
  };
}

function commitmentLineCells(
  commitment: Commitment,
  month: BillingMonth,
  period: ChargePeriod,
  hours: number,
): Cells {
  const { benefit, hourlyCost } = commitment;
  const cost = roundMoney(hourlyCost * hours);
  return {
    ...accountCells(commitment.account),
    ...skuCells(commitmentSku(commitment)),
    ...billingCells(commitment.account, month, period),
    ...commitmentCells(commitment),
    CommitmentDiscountQuantity:
      benefit.category === "Spend" ? cost : roundQuantity(hours * benefit.resources),
    ContractedCost: cost,
    ListCost: cost,
    PricingQuantity: hours,
    ResourceId: commitment.id,
    ResourceName: commitment.name,
    ResourceType: commitment.type,
  };
}

function commitmentSku({ service, meter, hourlyCost }: Commitment): Sku {
  return sku(service, meter, "Hours", hourlyCost);
}

function commitmentCells({ id, name, type, benefit, account }: Commitment): Cells {
  const { currency } = billingAccounts[subAccounts[account].source];
  return {
    CommitmentDiscountCategory: benefit.category,
    CommitmentDiscountId: id,
    CommitmentDiscountName: name,
    CommitmentDiscountType: type,
    CommitmentDiscountUnit: benefit.category === "Usage" ? "Hours" : currency,
  };
}
