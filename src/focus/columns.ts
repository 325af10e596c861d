/** How a column's cells are read: text, a decimal number, an instant, or JSON text. */
export type FocusType = "string" | "decimal" | "datetime" | "json";

/** A FOCUS release, as named by the specification. */
export type FocusRelease = "0.5" | "1.0-preview" | "1.0" | "1.1" | "1.2" | "1.3" | "1.4";

interface ColumnDefinition {
  readonly name: string;
  readonly type: FocusType;
  readonly since: FocusRelease;
  readonly removedIn?: FocusRelease;
}

/**
 * The 65 Cost and Usage columns of FOCUS 1.4, and the two that 1.4 removed (ProviderName and
 * PublisherName), by name.
 */
export const FOCUS_COLUMNS = [
  { name: "AllocatedMethodDetails", type: "json", since: "1.3" },
  { name: "AllocatedMethodId", type: "string", since: "1.3" },
  { name: "AllocatedResourceId", type: "string", since: "1.3" },
  { name: "AllocatedResourceName", type: "string", since: "1.3" },
  { name: "AllocatedTags", type: "json", since: "1.3" },
  { name: "AvailabilityZone", type: "string", since: "0.5" },
  { name: "BilledCost", type: "decimal", since: "0.5" },
  { name: "BillingAccountId", type: "string", since: "0.5" },
  { name: "BillingAccountName", type: "string", since: "0.5" },
  { name: "BillingAccountType", type: "string", since: "1.2" },
  { name: "BillingCurrency", type: "string", since: "0.5" },
  { name: "BillingPeriodEnd", type: "datetime", since: "0.5" },
  { name: "BillingPeriodStart", type: "datetime", since: "0.5" },
  { name: "CapacityReservationId", type: "string", since: "1.1" },
  { name: "CapacityReservationStatus", type: "string", since: "1.1" },
  { name: "ChargeCategory", type: "string", since: "0.5" },
  { name: "ChargeClass", type: "string", since: "1.0" },
  { name: "ChargeDescription", type: "string", since: "1.0-preview" },
  { name: "ChargeFrequency", type: "string", since: "1.0-preview" },
  { name: "ChargePeriodEnd", type: "datetime", since: "0.5" },
  { name: "ChargePeriodStart", type: "datetime", since: "0.5" },
  { name: "CommitmentDiscountCategory", type: "string", since: "1.0-preview" },
  { name: "CommitmentDiscountId", type: "string", since: "1.0-preview" },
  { name: "CommitmentDiscountName", type: "string", since: "1.0-preview" },
  { name: "CommitmentDiscountQuantity", type: "decimal", since: "1.1" },
  { name: "CommitmentDiscountStatus", type: "string", since: "1.0" },
  { name: "CommitmentDiscountType", type: "string", since: "1.0-preview" },
  { name: "CommitmentDiscountUnit", type: "string", since: "1.1" },
  { name: "CommitmentProgramEligibilityDetails", type: "json", since: "1.4" },
  { name: "ConsumedQuantity", type: "decimal", since: "1.0" },
  { name: "ConsumedUnit", type: "string", since: "1.0" },
  { name: "ContractApplied", type: "json", since: "1.3" },
  { name: "ContractedCost", type: "decimal", since: "1.0" },
  { name: "ContractedUnitPrice", type: "decimal", since: "1.0" },
  { name: "EffectiveCost", type: "decimal", since: "0.5" },
  { name: "HostProviderName", type: "string", since: "1.3" },
  { name: "InvoiceDetailId", type: "string", since: "1.4" },
  { name: "InvoiceId", type: "string", since: "1.2" },
  { name: "InvoiceIssuerName", type: "string", since: "0.5" },
  { name: "ListCost", type: "decimal", since: "1.0-preview" },
  { name: "ListUnitPrice", type: "decimal", since: "1.0-preview" },
  { name: "PricingCategory", type: "string", since: "1.0-preview" },
  { name: "PricingCurrency", type: "string", since: "1.2" },
  { name: "PricingCurrencyContractedUnitPrice", type: "decimal", since: "1.2" },
  { name: "PricingCurrencyEffectiveCost", type: "decimal", since: "1.2" },
  { name: "PricingCurrencyListUnitPrice", type: "decimal", since: "1.2" },
  { name: "PricingQuantity", type: "decimal", since: "1.0-preview" },
  { name: "PricingUnit", type: "string", since: "1.0-preview" },
  { name: "ProviderName", type: "string", since: "0.5", removedIn: "1.4" },
  { name: "PublisherName", type: "string", since: "0.5", removedIn: "1.4" },
  { name: "RegionId", type: "string", since: "1.0" },
  { name: "RegionName", type: "string", since: "1.0" },
  { name: "ResourceId", type: "string", since: "0.5" },
  { name: "ResourceName", type: "string", since: "0.5" },
  { name: "ResourceType", type: "string", since: "1.0-preview" },
  { name: "ServiceCategory", type: "string", since: "0.5" },
  { name: "ServiceName", type: "string", since: "0.5" },
  { name: "ServiceProviderName", type: "string", since: "1.3" },
  { name: "ServiceSubcategory", type: "string", since: "1.1" },
  { name: "SkuId", type: "string", since: "1.0-preview" },
  { name: "SkuMeter", type: "string", since: "1.1" },
  { name: "SkuPriceDetails", type: "json", since: "1.1" },
  { name: "SkuPriceId", type: "string", since: "1.0-preview" },
  { name: "SubAccountId", type: "string", since: "0.5" },
  { name: "SubAccountName", type: "string", since: "0.5" },
  { name: "SubAccountType", type: "string", since: "1.2" },
  { name: "Tags", type: "json", since: "1.0-preview" },
] as const satisfies readonly ColumnDefinition[];

/** The name of a Cost and Usage column. */
export type FocusColumn = (typeof FOCUS_COLUMNS)[number]["name"];
