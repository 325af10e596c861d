import { ExactSum } from "#src/focus/exact-sum";

/** Amounts of one currency added up without rounding on the way. */
export function sumOf(amounts: readonly number[]): number {
  const sum = new ExactSum();
  for (const amount of amounts) sum.add(amount);
  return sum.value;
}
