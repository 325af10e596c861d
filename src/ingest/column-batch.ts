import type { Row } from "#src/sources/row-reader";
import { COST_COLUMNS, QUANTITY_COLUMNS } from "#src/store/charge-columns";
import type { BatchMemory } from "./batch-memory.ts";
import { readDecimal } from "./normalise/decimal.ts";
import type { HeaderColumn } from "./normalise/header.ts";
import { type NewTexts, TextDictionary } from "./text-dictionary.ts";

/** What the dictionaries of a file may take, by estimate; the largest begins anew then. */
const DICTIONARY_BYTES = 32_000_000;

/**
 * Some rows of a file in a form that passes cheaply from thread to thread, and in which equal cells
 * are equal numbers.
 */
export interface ColumnBatch {
  readonly rows: number;
  /**
   * Row by row, one for each position: what the cell says, as a code of its column's dictionary.
   * 0 is an empty cell, and in a number column also a plain number.
   */
  readonly codes: Int32Array<ArrayBuffer>;
  /** Row by row, one for each number column: the cell as a double; NaN where it is no plain number. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** How much of the file has been read, 0 to 1; null where that can't be told. */
  readonly share: number | null;
  /** By position: the texts that this batch is the first to use. */
  readonly news: ReadonlyMap<number, NewTexts>;
}

/** Whether a column's cells are decimal numbers. */
function isNumberColumn(column: HeaderColumn): boolean {
  const names: readonly string[] = [...COST_COLUMNS, ...QUANTITY_COLUMNS];
  return column.kind === "focus" && names.includes(column.column);
}

/** Turns the rows of one file into column batches. Bounded in memory, however many texts there are. */
export class ColumnEncoder {
  readonly #dictionaries: readonly TextDictionary[];
  readonly #isNumber: readonly boolean[];
  readonly #numberColumns: number;
  readonly #memory: BatchMemory;
  readonly #limit: number;

  /**
   * @param memory where batches that are done with come back to
   * @param limit bytes that the dictionaries may take, by estimate
   */
  constructor(
    columns: readonly HeaderColumn[],
    memory: BatchMemory,
    limit: number = DICTIONARY_BYTES,
  ) {
    this.#dictionaries = columns.map(() => new TextDictionary());
    this.#isNumber = columns.map(isNumberColumn);
    this.#numberColumns = this.#isNumber.filter(Boolean).length;
    this.#memory = memory;
    this.#limit = limit;
  }

  /** The next rows of the file. */
  encode(rows: readonly Row[], share: number | null = null): ColumnBatch {
    this.#makeRoom();
    const { codes, numbers } = this.#memory.take(
      rows.length * this.#dictionaries.length,
      rows.length * this.#numberColumns,
    );
    for (let at = 0; at < rows.length; at++) this.#encodeRow(rows[at] as Row, at, codes, numbers);
    return { rows: rows.length, codes, numbers, share, news: this.#takeNews() };
  }

  #encodeRow(row: Row, at: number, codes: Int32Array, numbers: Float64Array): void {
    let next = at * this.#dictionaries.length;
    let nextNumber = at * this.#numberColumns;
    let left = 0;
    for (let position = 0; position < this.#dictionaries.length; position++, next++) {
      const cell = row[position] ?? "";
      const isEmpty = cell.length === 0;
      const isNumber = this.#isNumber[position] === true;
      const number = isNumber && !isEmpty ? readDecimal(cell) : Number.NaN;
      if (isNumber) numbers[nextNumber++] = number;
      codes[next] = 0;
      if (isEmpty || !Number.isNaN(number)) continue;
      left = (this.#dictionaries[position] as TextDictionary).codeOf(cell, left);
      codes[next] = left;
    }
  }

  #takeNews(): Map<number, NewTexts> {
    const news = new Map<number, NewTexts>();
    for (const [position, dictionary] of this.#dictionaries.entries()) {
      const texts = dictionary.takeNews();
      if (texts !== undefined) news.set(position, texts);
    }
    return news;
  }

  #makeRoom(): void {
    const total = this.#dictionaries.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= this.#limit) return;
    const largest = this.#dictionaries.reduce((a, b) => (b.bytes > a.bytes ? b : a));
    largest.restart();
  }
}
