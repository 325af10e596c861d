import type { ALLOWED_VALUES } from "#src/focus/allowed-values";

/** What a line cost in one period, all amounts in the billing currency. */
export interface LineAmounts {
  /** The cost that is explained: EffectiveCost or BilledCost. */
  readonly cost: number;
  /** PricingQuantity; null where it isn't stated. */
  readonly quantity: number | null;
  readonly listCost: number | null;
  readonly contractedCost: number | null;
  /** ContractedCost of the part that commitments paid for; 0 without commitments. */
  readonly coveredCost: number;
  /** The commitments that paid for it (CommitmentDiscountId). */
  readonly commitments: readonly string[];
  /** Billing currency per pricing currency; 1 where they are the same. */
  readonly exchangeRate: number;
}

/** Charges that are comparable over time: a resource's use of one SKU, say. */
export interface ChargeLine {
  readonly resourceId: string | null;
  readonly skuId: string | null;
  /** Lines whose quantities may be added up: one unit, one kind of thing; null where it stands alone. */
  readonly unitGroup: string | null;
  readonly chargeCategory: (typeof ALLOWED_VALUES)["ChargeCategory"][number];
  readonly chargeFrequency: (typeof ALLOWED_VALUES)["ChargeFrequency"][number] | null;
  readonly isCorrection: boolean;
  /** CommitmentDiscountStatus is Unused. */
  readonly isUnusedCommitment: boolean;
  /** Null where nothing was charged in the period. */
  readonly before: LineAmounts | null;
  readonly after: LineAmounts | null;
}

/** The change of a line's cost. */
export function changeOf({ before, after }: ChargeLine): number {
  return (after?.cost ?? 0) - (before?.cost ?? 0);
}
