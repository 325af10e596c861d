/** What a leaf has in a dimension; null where it has none. */
export type DimensionValue = string | number | boolean | null;

/** One value in each of some dimensions: all leaves that have them. Without any, all leaves. */
export type Slice = Readonly<Record<string, DimensionValue>>;

/** The finest amounts there are, of two periods; `before` may be a forecast of `after`. */
export interface LeafRow {
  readonly dims: Readonly<Record<string, DimensionValue>>;
  readonly before: number;
  readonly after: number;
}

/** A dimension by code: leaf i has `values[codes[i]]`. */
export interface CodedDimension {
  readonly name: string;
  readonly values: readonly DimensionValue[];
  readonly codes: Int32Array;
}

/** Leaves by column. */
export interface LeafTable {
  readonly dimensions: readonly CodedDimension[];
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Rows by column; a dimension that a row doesn't name is null there. */
export function leafTable(rows: readonly LeafRow[]): LeafTable {
  const encoders = new Map<string, Encoder>();
  const before = new Float64Array(rows.length);
  const after = new Float64Array(rows.length);
  rows.forEach((row, leaf) => {
    before[leaf] = row.before;
    after[leaf] = row.after;
    for (const name of Object.keys(row.dims)) {
      let encoder = encoders.get(name);
      if (encoder === undefined) {
        encoder = new Encoder(rows.length);
        encoders.set(name, encoder);
      }
      encoder.set(leaf, row.dims[name] ?? null);
    }
  });
  const dimensions = [...encoders].map(([name, encoder]) => ({ name, ...encoder.finish() }));
  return { dimensions, before, after };
}

/** The leaves of a table that cost something in either period. */
export function withoutEmptyLeaves(table: LeafTable): LeafTable {
  const kept: number[] = [];
  for (let leaf = 0; leaf < table.before.length; leaf++) {
    if (table.before[leaf] !== 0 || table.after[leaf] !== 0) kept.push(leaf);
  }
  if (kept.length === table.before.length) return table;
  return {
    dimensions: table.dimensions.map((dimension) => ({
      ...dimension,
      codes: Int32Array.from(kept, (leaf) => dimension.codes[leaf] as number),
    })),
    before: Float64Array.from(kept, (leaf) => table.before[leaf] as number),
    after: Float64Array.from(kept, (leaf) => table.after[leaf] as number),
  };
}

const MISSING = -1;

class Encoder {
  readonly #codes: Int32Array;
  readonly #codeOf = new Map<DimensionValue, number>();

  constructor(leafCount: number) {
    this.#codes = new Int32Array(leafCount).fill(MISSING);
  }

  set(leaf: number, value: DimensionValue): void {
    this.#codes[leaf] = this.#code(value);
  }

  finish(): Pick<CodedDimension, "values" | "codes"> {
    const missing = this.#codes.includes(MISSING) ? this.#code(null) : MISSING;
    const codes = this.#codes.map((code) => (code === MISSING ? missing : code));
    return { values: [...this.#codeOf.keys()], codes };
  }

  #code(value: DimensionValue): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    this.#codeOf.set(value, this.#codeOf.size);
    return this.#codeOf.size - 1;
  }
}
