import type { FocusColumn } from "#src/focus/columns";
import type { ValueDictionary } from "#src/store/value-dictionary";
import { CellProblem } from "./cell-problem.ts";
import { textReaderOf } from "./cell-readers.ts";
import { ColumnMemo } from "./column-memo.ts";
import { readDateTime, readPeriodEnd } from "./normalise/date.ts";
import type { Quirk } from "./normalise/quirks.ts";
import type { Reading } from "./normalise/reading.ts";

/** What a cell means: a value number or seconds, with its quirk where it has one. */
export interface Meaning {
  readonly value: number;
  readonly quirk: Quirk | undefined;
}

/** The memos of one import, one a column, shared by its files. */
export class MemoShelf {
  readonly #values: ValueDictionary;
  readonly #texts = new Map<string, ColumnMemo<Meaning>>();
  readonly #dates = new Map<string, ColumnMemo<Meaning>>();
  /** Value numbers of the JSON texts of unknown columns. */
  readonly extra: ColumnMemo<number>;
  readonly #numbers = new Map<string, number>();

  constructor(values: ValueDictionary) {
    this.#values = values;
    this.extra = new ColumnMemo((text) => values.idOf(text));
  }

  /** A text column's cells as value numbers; 0 is null. */
  text(column: string): ColumnMemo<Meaning> {
    return find(this.#texts, column, () => {
      const read = textReaderOf(column as FocusColumn);
      return new ColumnMemo((raw) => {
        const { value, quirk } = accepted(read(raw));
        return { value: value === null ? 0 : this.#values.idOf(value), quirk };
      });
    });
  }

  /** A date column's cells as seconds since 1970-01-01; NaN is null. */
  date(column: string): ColumnMemo<Meaning> {
    return find(this.#dates, column, () => {
      const read = column.endsWith("End") ? readPeriodEnd : readDateTime;
      return new ColumnMemo((raw) => {
        const { value, quirk } = accepted(read(raw));
        return { value: value ?? Number.NaN, quirk };
      });
    });
  }

  /** The value number of a text that the import itself fills in. */
  number(text: string): number {
    return find(this.#numbers, text, () => this.#values.idOf(text));
  }
}

function accepted<T>(reading: Reading<T>): { value: T | null; quirk: Quirk | undefined } {
  if (!reading.ok) throw new CellProblem(reading.problem);
  return { value: reading.value, quirk: reading.quirk };
}

function find<T>(shelf: Map<string, T>, name: string, make: () => T): T {
  const known = shelf.get(name);
  if (known !== undefined) return known;
  const made = make();
  shelf.set(name, made);
  return made;
}
