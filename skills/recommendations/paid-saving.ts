import type { ProviderRecommendation } from "#src/provider-items";
import type { ChargesOf } from "./charges-of.ts";

/** What a provider's recommendation saves at the prices that are really paid. */
export interface PaidSaving {
  readonly monthlySaving: number;
  readonly currency: string;
}

/**
 * A provider's figure at the prices paid: the share of the cost that it names, of what the charges really cost; else
 * as much lower as those are below list prices. Never more than the charges cost.
 * @param charges null where the bill has none of the resource; the provider's figure stands then
 */
export function paidSaving(item: ProviderRecommendation, charges: ChargesOf | null): PaidSaving {
  const { monthlySaving, monthlyCost, currency, priced } = item;
  if (charges === null) return { monthlySaving, currency };
  const isSameMoney = currency === charges.currency;
  const paid = { currency: charges.currency };
  const most = Math.max(0, charges.monthlyCost);
  if (priced === "paid" && isSameMoney) {
    return { ...paid, monthlySaving: Math.min(most, monthlySaving) };
  }
  if (monthlyCost !== null && monthlyCost > 0) {
    return { ...paid, monthlySaving: most * Math.min(1, monthlySaving / monthlyCost) };
  }
  if (!isSameMoney) return { monthlySaving, currency };
  return { ...paid, monthlySaving: Math.min(most, monthlySaving * charges.paidShare) };
}
