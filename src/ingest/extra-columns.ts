import type { ChargeBuffer } from "#src/store/delivery-writer";
import { TupleIndex } from "#src/store/tuple-index";
import type { ValueDictionary } from "#src/store/value-dictionary";
import type { HeaderColumn } from "./normalise/header.ts";
import { readNull } from "./normalise/null.ts";
import type { NewTexts } from "./text-dictionary.ts";

const FRACTION = /^-?\d*\.\d+(?:e-?\d+)?$/i;
const ITEM_TEXTS_KEPT = 100_000;

/** Whether a cell is likely to repeat (names, ids, categories) or is an amount, which differs from charge to charge. */
type Belongs = "to item" | "to charge" | "nowhere";

/** A column that FOCUS doesn't know, with what its cells say, by code. */
interface ExtraColumn {
  /** The name as the beginning of a JSON member. */
  readonly key: string;
  readonly position: number;
  cells: string[];
  belongs: Belongs[];
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
        ? [{ key: `${JSON.stringify(column.name)}:`, position, cells: [""], belongs: ["nowhere"] }]
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
      for (const cell of texts.texts) {
        column.cells.push(cell);
        column.belongs.push(whereItBelongs(cell));
      }
    }
  }

  /** Puts the extra cells of the row that starts at `start` of a batch's codes into the charge. */
  put(codes: Int32Array, start: number, charge: ChargeBuffer): void {
    if (this.#columns.length === 0) return;
    const ofCharge: string[] = [];
    for (const [at, column] of this.#columns.entries()) {
      const code = codes[start + column.position] as number;
      const belongs = column.belongs[code];
      this.#key[at] = belongs === "to item" ? code : 0;
      if (belongs === "to charge") ofCharge.push(memberOf(column, code));
    }
    charge.extra = jsonOf(ofCharge);
    charge.itemExtra = this.#itemText();
  }

  #itemText(): number {
    if (this.#index.size >= ITEM_TEXTS_KEPT) this.#forgetItemTexts();
    const before = this.#index.size;
    const number = this.#index.numberOf(this.#key);
    if (number > before) {
      const members = this.#columns.flatMap((column, at) => {
        const code = this.#key[at] as number;
        return code === 0 ? [] : [memberOf(column, code)];
      });
      const text = jsonOf(members);
      this.#itemTexts.push(text === null ? 0 : this.#values.idOf(text));
    }
    return this.#itemTexts[number - 1] as number;
  }

  #forget(column: ExtraColumn): void {
    column.cells = [""];
    column.belongs = ["nowhere"];
    this.#forgetItemTexts();
  }

  #forgetItemTexts(): void {
    this.#index.clear();
    this.#itemTexts = [];
  }
}

function whereItBelongs(cell: string): Belongs {
  if (readNull(cell) !== undefined) return "nowhere";
  return FRACTION.test(cell) ? "to charge" : "to item";
}

function memberOf({ key, cells }: ExtraColumn, code: number): string {
  return key + JSON.stringify(cells[code]);
}

function jsonOf(members: readonly string[]): string | null {
  return members.length === 0 ? null : `{${members.join(",")}}`;
}
