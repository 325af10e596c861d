import { statSync } from "node:fs";
import { type ColumnReader, readColumns } from "./column-reader.ts";
import { ReadingThread } from "./reading-thread.ts";

/** From this size on, a file is worth the thread that reads it. */
const LARGE_FILE_BYTES = 1_000_000;

/** Reads the files of an import: large ones on another thread, small ones on this. */
export class BillReader {
  #thread: ReadingThread | undefined;

  /** As `readColumns`. Read a file to its end before the next. */
  async *read(path: string): AsyncGenerator<ColumnReader, void> {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.size < LARGE_FILE_BYTES) {
      yield* readColumns(path);
      return;
    }
    this.#thread ??= new ReadingThread();
    yield* this.#thread.read(path);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}
