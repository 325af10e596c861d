/** What can be odd about charges although they are taken: which columns it concerns, and in words. */
interface FindingKind {
  /** FOCUS columns; an answer that uses none of them isn't touched. */
  readonly about: readonly string[];
  /** `{n}` stands for the number of charges. */
  readonly sentence: string;
}

/** The load-time checks on charges and deliveries, after the FOCUS 1.4 rules named in docs/data-quality.md. */
export const FINDING_KINDS = {
  "charge-outside-billing-period": {
    about: ["BillingPeriodStart", "ChargePeriodStart"],
    sentence: "{n} charges lie outside their billing period without being marked as corrections",
  },
  "used-commitment-billed": {
    about: ["BilledCost"],
    sentence: "{n} charges covered by a commitment are billed again",
  },
  "commitment-purchase-effective": {
    about: ["EffectiveCost"],
    sentence: "{n} commitment purchases have an effective cost, which counts them twice",
  },
  "purchase-without-effective": {
    about: ["EffectiveCost"],
    sentence:
      "{n} purchases that cover nothing else have an effective cost of 0, so effective cost is too low",
  },
  "tax-or-credit-effective-differs": {
    about: ["EffectiveCost"],
    sentence: "{n} taxes or credits have an effective cost other than their billed cost",
  },
  "list-below-contracted": {
    about: ["ListCost", "ContractedCost"],
    sentence: "{n} charges have a list cost below their contracted cost",
  },
  "contracted-below-effective": {
    about: ["ContractedCost"],
    sentence: "{n} charges have a contracted cost below their effective cost",
  },
  "list-price-mismatch": {
    about: ["ListCost"],
    sentence: "{n} charges have a list cost other than list price × quantity",
  },
  "contracted-price-mismatch": {
    about: ["ContractedCost"],
    sentence: "{n} charges have a contracted cost other than contracted price × quantity",
  },
  "standard-with-commitment": {
    about: ["PricingCategory", "CommitmentDiscountId"],
    sentence: "{n} charges name a commitment but are priced as Standard",
  },
  "usage-based-purchase": {
    about: ["ChargeFrequency"],
    sentence: "{n} purchases are marked Usage-Based",
  },
  "unused-resource-differs": {
    about: ["ResourceId", "CommitmentDiscountId"],
    sentence: "{n} charges for unused commitment name another resource than the commitment",
  },
  "effective-whole-numbers": {
    about: ["EffectiveCost"],
    sentence:
      "the effective cost of {n} charges is rounded to whole numbers by the provider; the billed cost is exact",
  },
  "effective-all-zero": {
    about: ["EffectiveCost"],
    sentence: "the provider states an effective cost of 0 for all {n} charges; ask for billed cost",
  },
  "commitment-unbalanced": {
    about: ["EffectiveCost"],
    sentence:
      "{n} commitment charges: used and unused parts don't add up to what was paid for the commitment",
  },
  "service-of-two-categories": {
    about: ["ServiceCategory"],
    sentence: "{n} charges belong to a service that is filed under several categories",
  },
  "price-of-two-skus": {
    about: ["SkuId", "SkuPriceId"],
    sentence: "{n} items share a price id with another SKU",
  },
  "currencies-changed": {
    about: ["BillingCurrency"],
    sentence: "the billing currencies changed since the delivery before ({n} charges)",
  },
  "columns-changed": {
    about: [],
    sentence: "the columns changed since the delivery before ({n} charges)",
  },
  "service-name-filled": {
    about: ["ServiceName"],
    sentence: "{n} charges without a service are named by their meter or description",
  },
  "service-name-missing": {
    about: ["ServiceName"],
    sentence: "{n} charges name no service",
  },
  "currency-unstated": {
    about: ["BilledCost", "EffectiveCost", "ListCost", "ContractedCost"],
    sentence: "{n} charges state no currency and are kept apart as XXX",
  },
  "charge-end-missing": {
    about: ["ChargePeriodStart"],
    sentence: "{n} charges state no end and are taken to last a day",
  },
  "tags-unreadable": {
    about: ["Tags"],
    sentence: "{n} charges have tags that can't be read",
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export type FindingKindName = keyof typeof FINDING_KINDS;

/** Whether something of this kind is to be said with answers, not just in the import report. */
export function isFindingKind(kind: string): kind is FindingKindName {
  return Object.hasOwn(FINDING_KINDS, kind);
}

/** The finding in words, without a full stop. */
export function describeFinding(kind: FindingKindName, charges: number): string {
  const sentence: string = FINDING_KINDS[kind].sentence;
  const text = charges === 1 ? sentence.replace(/\{n\} (\w+?)s\b/, "{n} $1") : sentence;
  return text.replace("{n}", charges.toLocaleString("en-US"));
}
