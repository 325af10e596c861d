import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Row, RowReader } from "#src/sources/row-reader";

export interface ReadTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Every table that readers yield, read to its end. */
export async function readTables(readers: AsyncIterable<RowReader>): Promise<ReadTable[]> {
  const tables: ReadTable[] = [];
  for await (const reader of readers) {
    tables.push({ file: reader.file, columns: reader.columns, rows: await readRows(reader) });
  }
  return tables;
}

/** The one table that readers yield. */
export async function readTable(readers: AsyncIterable<RowReader>): Promise<ReadTable> {
  const [table, ...others] = await readTables(readers);
  if (table === undefined || others.length > 0) throw new Error(`${others.length + 1} tables`);
  return table;
}

export async function readRows(reader: RowReader): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of reader.batches()) rows.push(...batch);
  return rows;
}

/** A folder for the files of one test file, which removes it at its end. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "tally-files-"));

  constructor() {
    afterAll(() => rmSync(this.path, { recursive: true }));
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }
}
