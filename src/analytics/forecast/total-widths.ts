import { mean, quantile } from "./statistics.ts";

/** The two-sided quantile of normal noise. */
const NORMAL_80 = 1.2816;
/** What each month that is looked back on takes off the doubt. */
const DOUBT_80 = 0.35;
const DOUBT_95 = 1;
/**
 * Nineteen in twenty months are missed by no more than so many deviations of the months before: the quantile over
 * many series, each in units of its own deviation. One series has too few months to show it.
 */
const DEVIATIONS_95 = 2.85;

/**
 * Conformal widths of a total by how far off the totals of earlier months were. A dozen months show four in five of
 * them; of nineteen in twenty they show the scale, and like series the rest.
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
  const of80 = level * usual * (1 + DOUBT_80 / months);
  const of95 = level * deviation * DEVIATIONS_95 * (1 + DOUBT_95 / months);
  return { of80, of95: Math.max(of80, of95) };
}
