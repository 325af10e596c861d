import type { FocusColumn } from "#src/focus/columns";
import {
  CHARGE_TEXT_COLUMNS,
  COST_COLUMNS,
  ITEM_COLUMNS,
  PROFILE_COLUMNS,
  QUANTITY_COLUMNS,
} from "#src/store/charge-columns";
import type { ChargeBuffer } from "#src/store/delivery-writer";
import type { ColumnBatch } from "./column-batch.ts";
import { MeaningTable, type Oddity } from "./meaning-table.ts";
import type { MemoShelf } from "./memo-shelf.ts";
import type { HeaderColumn } from "./normalise/header.ts";
import type { NewTexts } from "./text-dictionary.ts";

/** The date columns of a charge, in the order of `ChargeCells.dates`. */
export const DATE_COLUMNS = [
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "BillingPeriodStart",
  "BillingPeriodEnd",
] as const satisfies readonly FocusColumn[];

const TEXT_TARGETS = [
  ["profile", PROFILE_COLUMNS],
  ["item", ITEM_COLUMNS],
] as const;
const NUMBER_TARGETS = [
  ["costs", COST_COLUMNS],
  ["quantities", QUANTITY_COLUMNS],
] as const;
const SUBCATEGORY = "ChargeSubcategory";

/** Where the cells of one position of the file go, and what they mean. */
interface Place<Target extends Int32Array | Float64Array> {
  readonly name: string;
  readonly position: number;
  readonly table: MeaningTable;
  readonly into: Target;
  readonly slot: number;
}

/** A column whose cells are kept on the charge as they are, by code. */
interface ChargeText {
  readonly position: number;
  readonly slot: number;
  texts: (string | null)[];
}

/** A cell of which something is to be said, and its column. */
export interface OddCell extends Oddity {
  readonly column: string;
}

/** Puts the cells of a file's rows where they belong in a charge. */
export class ChargeCells {
  /** Of the row put last, by DATE_COLUMNS: seconds since 1970-01-01; NaN is null. */
  readonly dates = new Float64Array(DATE_COLUMNS.length);
  readonly #charge: ChargeBuffer;
  readonly #memos: MemoShelf;
  readonly #subcategory = new Int32Array(1);
  readonly #texts: Place<Int32Array>[] = [];
  /** In the order of their positions, as in a batch. */
  readonly #numbers: Place<Float64Array>[] = [];
  readonly #dates: Place<Float64Array>[] = [];
  readonly #chargeTexts: ChargeText[] = [];
  readonly #width: number;
  #odd: readonly Place<Int32Array | Float64Array>[] = [];

  constructor(columns: readonly HeaderColumn[], memos: MemoShelf, charge: ChargeBuffer) {
    this.#charge = charge;
    this.#memos = memos;
    this.#width = columns.length;
    for (const [position, column] of columns.entries()) {
      if (column.kind === "focus") this.#place(column.column, position);
      else if (column.name.toLowerCase() === SUBCATEGORY.toLowerCase()) {
        this.#placeText(SUBCATEGORY, position, this.#subcategory, 0);
      }
    }
  }

  /** Of the row put last: the value number of ChargeSubcategory (FOCUS 1.0-preview); 0 is null. */
  get subcategory(): number {
    return this.#subcategory[0] as number;
  }

  /** Takes in the texts that a batch brought, by position. */
  learn(news: ReadonlyMap<number, NewTexts>): void {
    const places = [...this.#texts, ...this.#numbers, ...this.#dates];
    for (const [position, texts] of news) {
      places.find((place) => place.position === position)?.table.learn(texts);
    }
    this.#odd = places
      .filter(({ table }) => table.hasOddities)
      .sort((a, b) => a.position - b.position);
    for (const place of this.#chargeTexts) {
      const texts = news.get(place.position);
      if (texts === undefined) continue;
      if (texts.restarted) place.texts = [null];
      for (const text of texts.texts) place.texts.push(text);
    }
  }

  /** Puts a row of the batch into the charge, which was cleared before. */
  put({ codes, numbers }: ColumnBatch, row: number): void {
    const start = row * this.#width;
    for (const { position, table, into, slot } of this.#texts) {
      into[slot] = table.values[codes[start + position] as number] as number;
    }
    for (const { position, table, into, slot } of this.#dates) {
      into[slot] = table.values[codes[start + position] as number] as number;
    }
    let next = row * this.#numbers.length;
    for (const { position, table, into, slot } of this.#numbers) {
      const code = codes[start + position] as number;
      into[slot] = (code === 0 ? numbers[next] : table.values[code]) as number;
      next++;
    }
    for (const { position, slot, texts } of this.#chargeTexts) {
      this.#charge.texts[slot] = texts[codes[start + position] as number] as string | null;
    }
  }

  /** The cells of a row of which something is to be said, in the order of their positions. */
  oddCells({ codes }: ColumnBatch, row: number): readonly OddCell[] {
    const start = row * this.#width;
    return this.#odd.flatMap(({ name, position, table }) => {
      const oddity = table.oddity(codes[start + position] as number);
      return oddity === undefined ? [] : [{ column: name, ...oddity }];
    });
  }

  #place(name: FocusColumn, position: number): void {
    const date = slotIn(DATE_COLUMNS, name);
    if (date >= 0) {
      const table = new MeaningTable(Number.NaN, this.#memos.date(name));
      this.#dates.push({ name, position, table, into: this.dates, slot: date });
      return;
    }
    for (const [target, columns] of TEXT_TARGETS) {
      const slot = slotIn(columns, name);
      if (slot >= 0) this.#placeText(name, position, this.#charge[target], slot);
    }
    for (const [target, columns] of NUMBER_TARGETS) {
      const slot = slotIn(columns, name);
      if (slot < 0) continue;
      const table = new MeaningTable(Number.NaN, this.#memos.uncommonNumber(name));
      this.#numbers.push({ name, position, table, into: this.#charge[target], slot });
    }
    const slot = slotIn(CHARGE_TEXT_COLUMNS, name);
    if (slot >= 0) this.#chargeTexts.push({ position, slot, texts: [null] });
  }

  #placeText(name: string, position: number, into: Int32Array, slot: number): void {
    const table = new MeaningTable(0, this.#memos.text(name));
    this.#texts.push({ name, position, table, into, slot });
  }
}

function slotIn(columns: readonly string[], name: string): number {
  return columns.indexOf(name);
}
