import type { Day } from "#src/focus/day";
import { type AccountKey, subAccounts } from "./accounts.ts";
import { midnight } from "./calendar-day.ts";
import type { Service } from "./catalogue.ts";
import type { Cells } from "./columns.ts";
import { roundMoney, roundQuantity } from "./rounding.ts";
import { accountCells, type Stream, serviceCells } from "./stream.ts";

/** A billing period of one source, and what its charges have in common. */
export interface BillingMonth {
  readonly start: Day;
  readonly end: Day;
  readonly days: number;
  /** Null while the month is open. */
  readonly invoiceId: string | null;
  /** Accounts that were renamed later still go by their old name. */
  readonly hasFormerNames: boolean;
}

/** A charge period as FOCUS writes it, start in, end out. */
export interface ChargePeriod {
  readonly start: string;
  readonly end: string;
}

/** The charge period of a whole billing month. */
export function wholeMonth(month: BillingMonth): ChargePeriod {
  return { start: midnight(month.start), end: midnight(month.end) };
}

/** Usage at the contracted price. */
export function usageCharge(
  stream: Stream,
  month: BillingMonth,
  period: ChargePeriod,
  quantity: number,
): Cells {
  const cost = roundMoney(stream.contractedPrice * quantity);
  return {
    ...usageCells(stream, month, period, quantity),
    BilledCost: cost,
    EffectiveCost: cost,
    PricingCategory: "Standard",
  };
}

/** What covered and uncovered usage have in common: all but who pays for it. */
export function usageCells(
  stream: Stream,
  month: BillingMonth,
  period: ChargePeriod,
  quantity: number,
): Cells {
  const { credits } = stream.sku;
  return {
    ...stream.fixed,
    ...billingCells(stream.account, month, period),
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ConsumedQuantity: roundQuantity(quantity * stream.consumedPerUnit),
    ConsumedUnit: stream.consumedUnit,
    ContractedCost: roundMoney(stream.contractedPrice * quantity),
    ListCost: roundMoney(stream.sku.price * quantity),
    PricingQuantity: quantity,
    ...(credits === null ? {} : creditCells(credits, quantity)),
  };
}

function creditCells(credits: number, quantity: number): Cells {
  return {
    PricingCurrency: "Credits",
    PricingCurrencyContractedUnitPrice: credits,
    PricingCurrencyEffectiveCost: roundMoney(credits * quantity),
    PricingCurrencyListUnitPrice: credits,
  };
}

/** The billing period, invoice and charge period of a charge, and its account's name at the time. */
export function billingCells(
  account: AccountKey,
  month: BillingMonth,
  period: ChargePeriod,
): Cells {
  const subAccount = subAccounts[account];
  const former = "formerName" in subAccount ? subAccount.formerName : subAccount.name;
  return {
    BillingPeriodEnd: midnight(month.end),
    BillingPeriodStart: midnight(month.start),
    ChargePeriodEnd: period.end,
    ChargePeriodStart: period.start,
    InvoiceId: month.invoiceId,
    SubAccountName: month.hasFormerNames ? former : subAccount.name,
  };
}

/** A fee of a month that covers nothing else: support, seats, a subscription. */
export function subscriptionCharge(
  stream: Stream,
  month: BillingMonth,
  quantity: number,
  unitPrice = stream.sku.price,
): Cells {
  const cost = roundMoney(unitPrice * quantity);
  return {
    ...stream.fixed,
    ...billingCells(stream.account, month, wholeMonth(month)),
    ...sameCosts(cost),
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ContractedUnitPrice: unitPrice,
    ListUnitPrice: unitPrice,
    PricingCategory: "Standard",
    PricingQuantity: quantity,
  };
}

/** A credit, tax or adjustment: an amount without a price. */
export interface PricelessCharge {
  readonly account: AccountKey;
  readonly service: Service;
  readonly category: "Credit" | "Tax" | "Adjustment";
  readonly description: string;
}

/** A priceless charge over an amount in the currency of the account's bill. */
export function amountCharge(
  { account, service, category, description }: PricelessCharge,
  month: BillingMonth,
  period: ChargePeriod,
  amount: number,
): Cells {
  return {
    ...accountCells(account),
    ...serviceCells(service),
    ...billingCells(account, month, period),
    ...sameCosts(roundMoney(amount)),
    ChargeCategory: category,
    ChargeDescription: description,
    ChargeFrequency: "One-Time",
  };
}

function sameCosts(cost: number): Cells {
  return { BilledCost: cost, ContractedCost: cost, EffectiveCost: cost, ListCost: cost };
}
