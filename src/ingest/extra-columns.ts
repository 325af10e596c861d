import type { ChargeBuffer } from "#src/store/delivery-writer";
import { TupleIndex } from "#src/store/tuple-index";
import type { ValueDictionary } from "#src/store/value-dictionary";
import type { HeaderColumn } from "./normalise/header.ts";
import { readNull } from "./normalise/null.ts";
import type { NewTexts } from "./text-dictionary.ts";

const FRACTION = /^-?\d*\.\d+(?:e-?\d+)?$/i;
const ITEM_TEXTS_KEPT = 100_000;

/** A column that FOCUS doesn't know. Its cells stand by code, as members of a JSON object or "". */
interface ExtraColumn {
  readonly name: string;
  readonly position: number;
  /** What is likely to repeat: names, ids, categories. */
  ofItem: string[];
  /** Amounts and rates, which differ from charge to charge. */
  ofCharge: string[];
}

/** Keeps the columns of a file that FOCUS doesn't know, by name, as JSON texts without the empty cells. */
export class ExtraColumns {
  readonly #values: ValueDictionary;
  readonly #columns: readonly ExtraColumn[];
  /** The codes of what belongs to the item, one a column; what equal ones give is put together once. */
  readonly #key: Int32Array;
  readonly #index: TupleIndex;
  #itemTexts: number[] = [];

  constructor(columns: readonly HeaderColumn[], values: ValueDictionary) {
    this.#values = values;
    this.#columns = columns.flatMap((column, position) =>
      column.kind === "extra"
        ? [{ name: column.name, position, ofItem: [""], ofCharge: [""] }]
        : [],
    );
    this.#key = new Int32Array(this.#columns.length);
    this.#index = new TupleIndex(this.#columns.length);
  }

  /** Takes in the texts that a batch brought, by position. */
  learn(news: ReadonlyMap<number, NewTexts>): void {
    for (const column of this.#columns) {
      const texts = news.get(column.position);
      if (texts === undefined) continue;
      if (texts.restarted) this.#forget(column);
      for (const cell of texts.texts) learnCell(column, cell);
    }
  }

  /** Puts the extra cells of the row that starts at `start` of a batch's codes into the charge. */
  put(codes: Int32Array, start: number, charge: ChargeBuffer): void {
    if (this.#columns.length === 0) return;
    const ofCharge: string[] = [];
    for (const [at, column] of this.#columns.entries()) {
      const code = codes[start + column.position] as number;
      this.#key[at] = column.ofItem[code] === "" ? 0 : code;
      if (column.ofCharge[code] !== "") ofCharge.push(column.ofCharge[code] as string);
    }
    charge.extra = jsonOf(ofCharge);
    charge.itemExtra = this.#itemText();
  }

  #itemText(): number {
    if (this.#index.size >= ITEM_TEXTS_KEPT) this.#forgetItemTexts();
    const before = this.#index.size;
    const number = this.#index.numberOf(this.#key);
    if (number > before) {
      const members = this.#columns.map(({ ofItem }, at) => ofItem[this.#key[at] as number] ?? "");
      const text = jsonOf(members.filter((member) => member !== ""));
      this.#itemTexts.push(text === null ? 0 : this.#values.idOf(text));
    }
    return this.#itemTexts[number - 1] as number;
  }

  #forget(column: ExtraColumn): void {
    column.ofItem = [""];
    column.ofCharge = [""];
    this.#forgetItemTexts();
  }

  #forgetItemTexts(): void {
    this.#index.clear();
    this.#itemTexts = [];
  }
}

function learnCell({ name, ofItem, ofCharge }: ExtraColumn, cell: string): void {
  const isEmpty = readNull(cell) !== undefined;
  const member = isEmpty ? "" : `${JSON.stringify(name)}:${JSON.stringify(cell)}`;
  const isFraction = FRACTION.test(cell);
  ofItem.push(isFraction ? "" : member);
  ofCharge.push(isFraction ? member : "");
}

function jsonOf(members: readonly string[]): string | null {
  return members.length === 0 ? null : `{${members.join(",")}}`;
}
