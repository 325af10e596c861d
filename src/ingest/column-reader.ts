import { openFile } from "#src/sources/files/open-file";
import { BatchMemory } from "./batch-memory.ts";
import { type ColumnBatch, ColumnEncoder } from "./column-batch.ts";
import { resolveHeader } from "./normalise/header.ts";

/** A `RowReader` whose rows come as column batches. */
export interface ColumnReader {
  readonly file: string;
  readonly columns: readonly string[];
  /** In file order; a batch holds until the next is asked for. May be called once. */
  batches(): AsyncIterable<ColumnBatch>;
}

/**
 * Opens a delivered file as `openFile` does, and reads it on the thread of the caller.
 * @param memory where the buffers of batches come back to, if the caller sends them elsewhere
 */
export async function* readColumns(
  path: string,
  memory: BatchMemory = new BatchMemory(),
): AsyncGenerator<ColumnReader, void> {
  for await (const reader of openFile(path)) {
    const { file, columns } = reader;
    const encoder = new ColumnEncoder(resolveHeader(columns).columns, memory);
    yield {
      file,
      columns,
      async *batches() {
        for await (const rows of reader.batches()) {
          const batch = encoder.encode(rows, reader.share?.() ?? null);
          yield batch;
          memory.give(batch.codes.buffer);
        }
      },
    };
  }
}
