import type { Row } from "#src/sources/row-reader";

/** Measured: larger batches outlive young garbage collections, which costs time and memory. */
const ROWS_PER_BATCH = 1024;

/** Gathers small groups of rows, `first` before the others, into batches of a few thousand. */
export async function* inBatches(
  first: readonly Row[],
  groups: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[], void> {
  let batch = [...first];
  for await (const group of groups) {
    for (const row of group) batch.push(row);
    if (batch.length >= ROWS_PER_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
