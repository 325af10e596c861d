import type { FocusColumn } from "#src/focus/columns";

/**
 * How a charge is laid out: what many charges have in common stands once.
 * A *profile* is who billed what kind of charge to whom; an *item* is a profile with its resource, price
 * and tags; a *charge* is an item with a time and amounts. A bill of a million charges has some
 * thousand profiles, so most questions are answered over profiles and days.
 */
export const PROFILE_COLUMNS = [
  "BillingAccountId",
  "BillingAccountName",
  "BillingAccountType",
  "BillingCurrency",
  "BillingPeriodEnd",
  "CapacityReservationStatus",
  "ChargeCategory",
  "ChargeClass",
  "ChargeFrequency",
  "CommitmentDiscountCategory",
  "CommitmentDiscountId",
  "CommitmentDiscountName",
  "CommitmentDiscountStatus",
  "CommitmentDiscountType",
  "CommitmentDiscountUnit",
  "HostProviderName",
  "InvoiceId",
  "InvoiceIssuerName",
  "PricingCategory",
  "PricingCurrency",
  "ProviderName",
  "PublisherName",
  "RegionId",
  "RegionName",
  "ServiceCategory",
  "ServiceName",
  "ServiceProviderName",
  "ServiceSubcategory",
  "SubAccountId",
  "SubAccountName",
  "SubAccountType",
] as const satisfies readonly FocusColumn[];

export const ITEM_COLUMNS = [
  "AllocatedMethodId",
  "AllocatedResourceId",
  "AllocatedResourceName",
  "AllocatedTags",
  "AvailabilityZone",
  "CapacityReservationId",
  "ChargeDescription",
  "CommitmentProgramEligibilityDetails",
  "ConsumedUnit",
  "InvoiceDetailId",
  "PricingUnit",
  "ResourceId",
  "ResourceName",
  "ResourceType",
  "SkuId",
  "SkuMeter",
  "SkuPriceDetails",
  "SkuPriceId",
  "Tags",
] as const satisfies readonly FocusColumn[];

/** The cost columns; each is a metric of a cost query and a column of the roll-ups. */
export const COST_COLUMNS = [
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
] as const satisfies readonly FocusColumn[];

export const QUANTITY_COLUMNS = [
  "ConsumedQuantity",
  "PricingQuantity",
  "CommitmentDiscountQuantity",
  "ListUnitPrice",
  "ContractedUnitPrice",
  "PricingCurrencyListUnitPrice",
  "PricingCurrencyContractedUnitPrice",
  "PricingCurrencyEffectiveCost",
] as const satisfies readonly FocusColumn[];

/** Columns whose text usually differs on every charge, kept on the charge itself. */
export const CHARGE_TEXT_COLUMNS = [
  "AllocatedMethodDetails",
  "ContractApplied",
] as const satisfies readonly FocusColumn[];

export type ProfileColumn = (typeof PROFILE_COLUMNS)[number];
export type ItemColumn = (typeof ITEM_COLUMNS)[number];
export type CostColumn = (typeof COST_COLUMNS)[number];
