/** The number at an index; 0 beyond the ends. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

/** The arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

/** The plain sum, for estimates. Booked money is summed with `ExactSum`. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The quantiles at some shares (0 to 1), linear between neighbours; 0 of nothing. */
export function quantiles(values: readonly number[], shares: readonly number[]): number[] {
  const sorted = new Float64Array(values).sort();
  return shares.map((share) => {
    const place = Math.max(0, share * (sorted.length - 1));
    const below = Math.floor(place);
    const low = at(sorted, below);
    return low + (at(sorted, Math.min(below + 1, sorted.length - 1)) - low) * (place - below);
  });
}

/** The quantile at a share (0 to 1); 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  return at(quantiles(values, [share]), 0);
}

/** The median; 0 of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The median size of normal noise about 0 times this is its standard deviation. */
export const DEVIATION_OF_MEDIAN_SIZE = 1.4826;

/** The standard deviation about the mean; 0 of fewer than two. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}
