import { at } from "#src/analytics/forecast/statistics";

/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/** The sum of the products of what stands at the same places. */
export function product(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += at(a, index) * at(b, index);
  return total;
}

/** The inverse of a positive definite matrix, by Gauss and Jordan; a pivot needs no search there. */
export function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  let rows = matrix.map((row, index) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === index ? 1 : 0)),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const own = rows[pivot] ?? [];
    const scaled = own.map((value) => value / at(own, pivot));
    rows = rows.map((row, index) =>
      index === pivot
        ? scaled
        : row.map((value, column) => value - at(row, pivot) * at(scaled, column)),
    );
  }
  return rows.map((row) => row.slice(size));
}
