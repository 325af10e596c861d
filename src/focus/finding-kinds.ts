/** What can be odd about charges although they are taken: which columns it concerns, and in words. */
interface FindingKind {
  /** FOCUS columns; an answer that uses none of them isn't touched. */
  readonly about: readonly string[];
  /** What the charges have in common. */
  readonly sentence: string;
  /** Set where only many charges together show it, which not everybody sees all of. */
  readonly isOfMany?: true;
}

/** The load-time checks on charges and deliveries, after the FOCUS 1.4 rules named in docs/data-quality.md. */
export const FINDING_KINDS = {
  "charge-outside-billing-period": {
    about: ["BillingPeriodStart", "ChargePeriodStart"],
    sentence: "charges outside their billing period that aren't marked as corrections",
  },
  "used-commitment-billed": {
    about: ["BilledCost"],
    sentence: "charges covered by a commitment that are billed again",
  },
  "commitment-purchase-effective": {
    about: ["EffectiveCost"],
    sentence: "commitment purchases with an effective cost, which counts them twice",
  },
  "purchase-without-effective": {
    about: ["EffectiveCost"],
    sentence:
      "purchases that cover nothing else but have an effective cost of 0, so that effective cost is too low",
  },
  "tax-or-credit-effective-differs": {
    about: ["EffectiveCost"],
    sentence: "taxes and credits with an effective cost other than their billed cost",
  },
  "list-below-contracted": {
    about: ["ListCost", "ContractedCost"],
    sentence: "charges with a list cost below their contracted cost",
  },
  "contracted-below-effective": {
    about: ["ContractedCost"],
    sentence: "charges with a contracted cost below their effective cost",
  },
  "list-price-mismatch": {
    about: ["ListCost"],
    sentence: "charges with a list cost other than list price × quantity",
  },
  "contracted-price-mismatch": {
    about: ["ContractedCost"],
    sentence: "charges with a contracted cost other than contracted price × quantity",
  },
  "standard-with-commitment": {
    about: ["PricingCategory", "CommitmentDiscountId"],
    sentence: "charges that name a commitment but are priced as Standard",
  },
  "usage-based-purchase": {
    about: ["ChargeFrequency"],
    sentence: "purchases marked Usage-Based",
  },
  "unused-resource-differs": {
    about: ["ResourceId", "CommitmentDiscountId"],
    sentence: "charges for unused commitment that name another resource than the commitment",
  },
  "effective-whole-numbers": {
    about: ["EffectiveCost"],
    sentence:
      "charges of a provider that states effective cost in whole numbers only; billed cost is exact",
    isOfMany: true,
  },
  "effective-all-zero": {
    about: ["EffectiveCost"],
    sentence:
      "charges of a provider that states an effective cost of 0 throughout; ask for billed cost",
    isOfMany: true,
  },
  "commitment-unbalanced": {
    about: ["EffectiveCost"],
    sentence: "charges of commitments whose used and unused parts don't add up to what was paid",
    isOfMany: true,
  },
  "service-of-two-categories": {
    about: ["ServiceCategory"],
    sentence: "charges of a service that is filed under several categories",
    isOfMany: true,
  },
  "price-of-two-skus": {
    about: ["SkuId", "SkuPriceId"],
    sentence: "charges whose price id belongs to several SKUs",
    isOfMany: true,
  },
  "currencies-changed": {
    about: ["BillingCurrency"],
    sentence: "other billing currencies than in the delivery before",
    isOfMany: true,
  },
  "total-fell": {
    about: ["BilledCost", "EffectiveCost"],
    sentence: "a billed total of less than half of that in the delivery before",
    isOfMany: true,
  },
  "columns-changed": {
    about: [],
    sentence: "other columns than in the delivery before",
    isOfMany: true,
  },
  "service-name-filled": {
    about: ["ServiceName"],
    sentence: "charges without a service, named by their meter or description",
  },
  "service-name-missing": {
    about: ["ServiceName"],
    sentence: "charges that name no service",
  },
  "currency-unstated": {
    about: ["BilledCost", "EffectiveCost", "ListCost", "ContractedCost"],
    sentence: "charges that state no currency, kept apart as XXX",
  },
  "charge-end-missing": {
    about: ["ChargePeriodStart"],
    sentence: "charges that state no end, taken to last a day",
  },
  "tags-unreadable": {
    about: ["Tags"],
    sentence: "charges with tags that can't be read",
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export type FindingKindName = keyof typeof FINDING_KINDS;

/** Whether something of this kind is to be said with answers, not just in the import report. */
export function isFindingKind(kind: string): kind is FindingKindName {
  return Object.hasOwn(FINDING_KINDS, kind);
}

/** Whether each charge shows it by itself, whatever the others are. */
export function isOfOneCharge(kind: FindingKindName): boolean {
  const { isOfMany }: FindingKind = FINDING_KINDS[kind];
  return isOfMany === undefined;
}

/** The finding in words, with the number of charges, without a full stop. */
export function describeFinding(kind: FindingKindName, charges: number): string {
  const count = `${charges.toLocaleString("en-US")} charge${charges === 1 ? "" : "s"}`;
  return `${FINDING_KINDS[kind].sentence} (${count})`;
}
