import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { SourceError } from "#src/errors";
import { readFailure } from "#src/sources/calls/read-failure";
import { openFile } from "#src/sources/files/open-file";
import type { DayState } from "./day-state.ts";
import { DecimalSum } from "./decimal-sum.ts";

/** The quick one: the files stay on this machine. */
const COMPRESSION = 1;

/** The rows of a day, written as csv.gz under a name of its own until they are known to be whole. */
export class DayFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #gzip = createGzip({ level: COMPRESSION });
  readonly #written: Promise<void>;
  readonly #costAt: number;
  readonly #billed = new DecimalSum();
  #rows = 0;

  constructor(path: string, columns: readonly string[]) {
    this.#path = path;
    this.#partial = `${path}.part`;
    this.#costAt = columnAt(columns, "BilledCost");
    this.#written = pipeline(this.#gzip, createWriteStream(this.#partial));
    // Whoever waits for it is told; until then nobody may be waiting.
    this.#written.catch(() => undefined);
    this.#gzip.write(lineOf(columns));
  }

  get rows(): number {
    return this.#rows;
  }

  /**
   * @param rows their cells, in the order of the columns
   * @returns how many bytes they are
   * @throws CallError where nothing can be written
   */
  async add(rows: readonly (readonly string[])[]): Promise<number> {
    for (const row of rows) this.#billed.add(row[this.#costAt] ?? "");
    this.#rows += rows.length;
    const bytes = Buffer.from(rows.map(lineOf).join(""));
    if (!this.#gzip.write(bytes)) {
      await Promise.race([once(this.#gzip, "drain"), this.#written]).catch(fail);
    }
    return bytes.length;
  }

  holds({ rows, billed }: DayState): boolean {
    return this.#rows === rows && this.#billed.equals(billed);
  }

  /** Gives the file its name, under which it is whole. @throws CallError */
  async keep(): Promise<void> {
    try {
      this.#gzip.end();
      await this.#written;
      await rename(this.#partial, this.#path);
    } catch (error) {
      fail(error);
    }
  }

  async discard(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => undefined);
    await rm(this.#partial, { force: true });
  }
}

/** Whether a file is there, can be read, and holds what the table has of its day. */
export async function holdsDay(path: string, state: DayState): Promise<boolean> {
  const billed = new DecimalSum();
  let rows = 0;
  try {
    for await (const reader of openFile(path)) {
      const at = columnAt(reader.columns, "BilledCost");
      for await (const batch of reader.batches()) {
        for (const row of batch) billed.add(row[at] ?? "");
        rows += batch.length;
      }
    }
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
  return rows === state.rows && billed.equals(state.billed);
}

/** Where a column is; BigQuery doesn't mind how its name is capitalised. */
export function columnAt(names: readonly string[], column: string): number {
  return names.findIndex((name) => name.toLowerCase() === column.toLowerCase());
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function fail(error: unknown): never {
  throw readFailure(error).during("Writing what was read from BigQuery");
}
