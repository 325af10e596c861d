import { ExactSum } from "#src/focus/exact-sum";

/**
 * Adds amounts of one currency, null when all are absent. Amounts that cancel out but for the last
 * bit of a double are 0, since people would read a rest like 2.8E−17 as an amount.
 */
export function sumAmounts(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const sum = new ExactSum();
  for (const value of known) sum.add(value);
  const magnitude = known.reduce((total, value) => total + Math.abs(value), 0);
  return Math.abs(sum.value) <= Number.EPSILON * magnitude ? 0 : sum.value;
}
