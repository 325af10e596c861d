import type { Database, Statement } from "better-sqlite3";

const ROWS_AT_ONCE = 100;

type SqlValue = number | string | Buffer | null;

/**
 * Gathers rows and inserts them many at a time, since handing them over one by one takes longer than storing
 * them. Nothing is written but by `flush`.
 */
export class BulkInsert {
  /** The values of the rows that came last. */
  values: SqlValue[];
  readonly #prepare: (rows: number) => Statement;
  readonly #width: number;
  readonly #one: Statement;
  #many: Statement | undefined;
  #full: SqlValue[][] = [];
  /** Written ones, to be filled again: new ones would each grow old as garbage. */
  readonly #spare: SqlValue[][] = [];
  #rows = 0;

  constructor(database: Database, table: string, columns: readonly string[]) {
    const names = columns.map((column) => `"${column}"`).join(", ");
    const places = `(${columns.map(() => "?").join(", ")})`;
    this.#prepare = (rows) =>
      database.prepare(
        `INSERT INTO ${table} (${names}) VALUES ${new Array(rows).fill(places).join(", ")}`,
      );
    this.#width = columns.length;
    this.#one = this.#prepare(1);
    this.values = this.#empty();
  }

  /** Where in `values` the next row is to be put. */
  get start(): number {
    return this.#rows * this.#width;
  }

  /** Takes the row that was put at `start`. */
  add(): void {
    this.#rows++;
    if (this.#rows < ROWS_AT_ONCE) return;
    this.#full.push(this.values);
    this.values = this.#empty();
    this.#rows = 0;
  }

  /** Writes the rows that wait. */
  flush(): void {
    for (const values of this.#full) {
      this.#many ??= this.#prepare(ROWS_AT_ONCE);
      // Spread, because the driver takes arguments faster than the elements of an array.
      this.#many.run(...values);
    }
    for (let start = 0; start < this.start; start += this.#width) {
      this.#one.run(...this.values.slice(start, start + this.#width));
    }
    this.clear();
  }

  /** Forgets the rows that wait. */
  clear(): void {
    for (const values of this.#full) this.#spare.push(values.fill(null));
    this.#full = [];
    this.values.fill(null);
    this.#rows = 0;
  }

  #empty(): SqlValue[] {
    return this.#spare.pop() ?? new Array(this.#width * ROWS_AT_ONCE).fill(null);
  }
}
