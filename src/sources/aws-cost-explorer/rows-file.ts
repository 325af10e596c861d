import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { FetchedFile } from "#src/sources/source";
import type { FocusRow } from "./focus-rows.ts";

/** A file of JSON lines that is being written. */
export class RowsFile {
  rows = 0;
  bytes = 0;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #sha256: Hash = createHash("sha256");

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<RowsFile> {
    return new RowsFile(path, await open(path, "w"));
  }

  async write(rows: readonly FocusRow[]): Promise<void> {
    if (rows.length === 0) return;
    const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    this.#sha256.update(bytes);
    this.rows += rows.length;
    this.bytes += bytes.length;
    await this.#file.writeFile(bytes);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** @param name where its rows come from */
  fetched(name: string): FetchedFile {
    return { path: this.#path, name, sha256: this.#sha256.digest("hex"), rows: this.rows };
  }
}
