/** The logarithmic mean (a − b) / (ln a − ln b) of two positive numbers: between the geometric and the ordinary. */
export function logarithmicMean(a: number, b: number): number {
  if (a === b) return a;
  const growth = (a - b) / b;
  // Each form is the exact one where the other rounds: near b, and far from it.
  const logarithm = Math.abs(growth) < 0.5 ? Math.log1p(growth) : Math.log(a / b);
  return (a - b) / logarithm;
}

/**
 * What each factor of a product changed it by (logarithmic mean Divisia index), without residual:
 * effects add up to the change of the product. All factors must be positive.
 * @param ratios factor after / factor before; their product is after / before
 */
export function factorEffects(before: number, after: number, ratios: readonly number[]): number[] {
  const mean = logarithmicMean(after, before);
  return ratios.map((ratio) => mean * Math.log(ratio));
}

/** A quantity at a price; either may be zero or negative. */
export interface PricedQuantity {
  readonly quantity: number;
  readonly price: number;
}

/** What quantity and price changed their product by (Bennet): each at the mean of the other; no residual. */
export function priceAndQuantityEffects(before: PricedQuantity, after: PricedQuantity) {
  return {
    quantity: ((after.quantity - before.quantity) * (before.price + after.price)) / 2,
    price: ((after.price - before.price) * (before.quantity + after.quantity)) / 2,
  };
}
