import type { ColumnMemo } from "./column-memo.ts";
import type { Meaning } from "./memo-shelf.ts";
import type { NewTexts } from "./text-dictionary.ts";

const INITIAL_CODES = 16;

/** Something to be said about a cell: it was put right, or it can't be read. */
export interface Oddity extends Meaning {
  readonly raw: string;
}

/** What the codes of one column of a file mean. */
export class MeaningTable {
  readonly #memo: ColumnMemo<Meaning>;
  readonly #empty: number;
  readonly #oddities = new Map<number, Oddity>();
  #size = 1;
  /** By code: the value, as in `Meaning`. */
  values = new Float64Array(INITIAL_CODES);

  /** @param empty the value of an empty cell */
  constructor(empty: number, memo: ColumnMemo<Meaning>) {
    this.#memo = memo;
    this.#empty = empty;
    this.values[0] = empty;
  }

  /** Whether any code stands for an oddity. */
  get hasOddities(): boolean {
    return this.#oddities.size > 0;
  }

  /** What is to be said of a code, where anything is. */
  oddity(code: number): Oddity | undefined {
    return this.#oddities.get(code);
  }

  /** Takes in the texts of the next codes. */
  learn({ restarted, texts }: NewTexts): void {
    if (restarted) this.#forget();
    this.#reserve(this.#size + texts.length);
    for (const raw of texts) {
      const meaning = this.#memo.get(raw);
      this.values[this.#size] = meaning.value;
      const isOdd = meaning.quirk !== undefined || meaning.problem !== undefined;
      if (isOdd) this.#oddities.set(this.#size, { ...meaning, raw });
      this.#size++;
    }
  }

  #forget(): void {
    this.#oddities.clear();
    this.#size = 1;
    this.values = new Float64Array(INITIAL_CODES);
    this.values[0] = this.#empty;
  }

  #reserve(size: number): void {
    if (size <= this.values.length) return;
    const larger = new Float64Array(Math.max(size, this.values.length * 2));
    larger.set(this.values);
    this.values = larger;
  }
}
