import { mean, quantile } from "./statistics.ts";

/** The two-sided quantile of normal noise. */
const NORMAL_80 = 1.2816;
/** What each month that is looked back on takes off the doubt. */
const DOUBT_80 = 0.35;
const DOUBT_95 = 4;

/**
 * Conformal widths of a total by how far off the totals of earlier months were. A dozen months hold no month
 * in twenty, so the 95% width is the largest error and a share more.
 * @param relative the errors as shares of the level of their time
 * @param months how many months they are from
 * @param level the level now
 */
export function totalWidths(
  relative: readonly number[],
  months: number,
  level: number,
): { readonly of80: number; readonly of95: number } {
  const sizes = relative.map(Math.abs);
  const deviation = Math.sqrt(mean(sizes.map((size) => size * size)));
  const usual = (quantile(sizes, 0.8) + NORMAL_80 * deviation) / 2;
  const largest = quantile(sizes, 1);
  return {
    of80: level * usual * (1 + DOUBT_80 / months),
    of95: level * largest * (1 + DOUBT_95 / months),
  };
}
