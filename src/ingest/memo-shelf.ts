import type { FocusColumn } from "#src/focus/columns";
import type { ValueDictionary } from "#src/store/value-dictionary";
import { textReaderOf } from "./cell-readers.ts";
import { ColumnMemo } from "./column-memo.ts";
import { readDateTime, readPeriodEnd } from "./normalise/date.ts";
import { readDecimalCell } from "./normalise/decimal.ts";
import type { Quirk } from "./normalise/quirks.ts";
import type { Reading } from "./normalise/reading.ts";

/** What a cell means. */
export interface Meaning {
  /** A value number (0 is null), seconds since 1970-01-01 or a number (NaN is null). */
  readonly value: number;
  readonly quirk?: Quirk;
  /** Why it can't be read. */
  readonly problem?: string;
}

/** The memos of one import, one a column, shared by its files. */
export class MemoShelf {
  readonly #values: ValueDictionary;
  readonly #columns = new Map<string, ColumnMemo<Meaning>>();
  readonly #numbers = new Map<string, number>();

  constructor(values: ValueDictionary) {
    this.#values = values;
  }

  /** A text column's cells as value numbers. */
  text(column: string): ColumnMemo<Meaning> {
    const read = textReaderOf(column as FocusColumn);
    return this.#column(column, (raw) =>
      meaningOf(read(raw), (text) => (text === null ? 0 : this.#values.idOf(text))),
    );
  }

  /** A date column's cells as seconds since 1970-01-01. */
  date(column: string): ColumnMemo<Meaning> {
    const read = column.endsWith("End") ? readPeriodEnd : readDateTime;
    return this.#column(column, (raw) => meaningOf(read(raw), numberOrNan));
  }

  /** A number column's cells that are no plain numbers. */
  uncommonNumber(column: string): ColumnMemo<Meaning> {
    return this.#column(column, (raw) => meaningOf(readDecimalCell(raw), numberOrNan));
  }

  /** The value number of a text that the import itself puts together. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#values.idOf(text);
    this.#numbers.set(text, number);
    return number;
  }

  #column(name: string, read: (raw: string) => Meaning): ColumnMemo<Meaning> {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const memo = new ColumnMemo(read);
    this.#columns.set(name, memo);
    return memo;
  }
}

function meaningOf<T>(reading: Reading<T>, represent: (value: T | null) => number): Meaning {
  if (!reading.ok) return { value: Number.NaN, problem: reading.problem };
  const value = represent(reading.value);
  return reading.quirk === undefined ? { value } : { value, quirk: reading.quirk };
}

function numberOrNan(value: number | null): number {
  return value ?? Number.NaN;
}
