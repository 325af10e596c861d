import { statSync } from "node:fs";

/** How far an import is. */
export interface ImportProgress {
  readonly file: string;
  readonly rows: number;
  /** How much of all files has been read, 0 to 1; null where that can't be told. */
  readonly share: number | null;
}

/** Keeps count of what an import has read, file by file. */
export class ProgressCounter {
  readonly #total: number;
  #before = 0;
  #size = 0;
  rows = 0;

  /** @param paths all files that will be read */
  constructor(paths: readonly string[]) {
    this.#total = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  }

  /** Another file is begun; the one before was read whole. */
  begin(path: string): void {
    this.#before += this.#size;
    this.#size = statSync(path).size;
  }

  /** So many rows more were read, up to this share of the file; null where that can't be told. */
  add(file: string, rows: number, shareOfFile: number | null): ImportProgress {
    this.rows += rows;
    const done = this.#before + (shareOfFile ?? 0) * this.#size;
    const isKnown = shareOfFile !== null || this.#before > 0;
    return { file, rows: this.rows, share: isKnown ? done / this.#total : null };
  }
}
