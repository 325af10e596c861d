import type { Row } from "#src/sources/row-reader";

/** Measured: larger batches outlive young garbage collections, which costs time and memory. */
const ROWS_PER_BATCH = 1024;
/** A group comes from one chunk of a file and is some megabytes at most, however few and long its rows are. */
const GROUPS_PER_BATCH = 32;

/** Gathers small groups of rows, `first` before the others, into batches of a thousand, or less where rows are long. */
export async function* inBatches(
  first: readonly Row[],
  groups: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[], void> {
  let batch = [...first];
  let gathered = 0;
  for await (const group of groups) {
    for (const row of group) batch.push(row);
    gathered++;
    if (batch.length < ROWS_PER_BATCH && gathered < GROUPS_PER_BATCH) continue;
    yield batch;
    batch = [];
    gathered = 0;
  }
  if (batch.length > 0) yield batch;
}
