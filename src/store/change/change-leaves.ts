import type { CodedDimension, LeafTable } from "#src/analytics/explain/leaf-table";
import type { Cube } from "#src/store/cube/cube";
import { type DeliveryHead, type Grain, grainOf, type Segment } from "#src/store/cube/segment";
import { type Dimension, readDimension } from "#src/store/dimension";
import { dimensionsOf, type Scope, type Selection } from "#src/store/scope";
import { TupleIndex } from "#src/store/tuple-index";
import { type ChangeQuery, isWithin, TwoPeriods } from "./change-query.ts";

const CURRENCY = readDimension("BillingCurrency", []);

/** A delivery's roll-up with the leaf of each key: −1 for what the filters don't keep. */
export interface LeafSegment {
  readonly segment: Segment;
  readonly leafOfKey: Int32Array;
}

/** The leaves of one currency; `numbers` says which of all leaves each row of the table is. */
export interface CurrencyLeaves {
  readonly currency: string;
  readonly table: LeafTable;
  readonly numbers: Int32Array;
}

/** Numbers the combinations of dimension values that charges have, and adds up both periods of each. */
export class LeafBook {
  readonly dimensions: readonly Dimension[];
  /** The coarsest roll-up that knows the dimensions, and those of the selection. */
  readonly grain: Grain;
  readonly #cube: Cube;
  readonly #selection: Selection;
  readonly #index: TupleIndex;
  readonly #tuple: Int32Array;
  readonly #before: number[] = [];
  readonly #after: number[] = [];

  constructor(cube: Cube, dimensions: readonly string[], selection: Selection) {
    this.#cube = cube;
    this.#selection = selection;
    this.dimensions = [CURRENCY, ...dimensions.map((name) => cube.dimension(name))];
    const selectedBy = dimensionsOf(selection).map((name) => cube.dimension(name));
    this.grain = grainOf([...this.dimensions, ...selectedBy]);
    this.#index = new TupleIndex(this.dimensions.length);
    this.#tuple = new Int32Array(this.dimensions.length);
  }

  /** How many leaves were met. */
  get size(): number {
    return this.#index.size;
  }

  /** The leaf of each key that the filters keep, in a delivery's roll-up; any that is as fine gives the same leaves. */
  numbered(delivery: DeliveryHead, grain: Grain = this.grain): LeafSegment {
    const segment = this.#cube.segment(delivery, grain);
    const kept = this.#cube.keptKeys(segment, this.#selection);
    const columns = this.dimensions.map((dimension) => this.#cube.codes.of(segment, dimension));
    const leafOfKey = new Int32Array(segment.keys).fill(-1);
    for (let key = 0; key < segment.keys; key++) {
      if (kept[key] === 0) continue;
      for (let at = 0; at < columns.length; at++) {
        this.#tuple[at] = (columns[at] as Int32Array)[key] as number;
      }
      leafOfKey[key] = this.#index.numberOf(this.#tuple) - 1;
    }
    return { segment, leafOfKey };
  }

  /** Adds a segment's charges to its leaves. */
  add({ segment, leafOfKey }: LeafSegment, query: ChangeQuery, periods: TwoPeriods): void {
    const amounts = segment.costs[query.metric];
    for (let cell = 0; cell < segment.cells; cell++) {
      const leaf = leafOfKey[segment.key[cell] as number] as number;
      const amount = amounts[cell] as number;
      if (leaf < 0 || Number.isNaN(amount)) continue;
      const day = periods.placed(segment.delivery, segment.day[cell] as number);
      if (isWithin(day, periods.before)) this.#before[leaf] = (this.#before[leaf] ?? 0) + amount;
      if (isWithin(day, periods.after)) this.#after[leaf] = (this.#after[leaf] ?? 0) + amount;
    }
  }

  /** The leaves by currency. */
  byCurrency(): CurrencyLeaves[] {
    const all = Array.from({ length: this.size }, (_, leaf) => leaf);
    const groups = Map.groupBy(all, (leaf) => this.#index.field(leaf + 1, 0));
    return [...groups].map(([code, leaves]) => ({
      currency: this.#cube.codes.book(CURRENCY).text(code) ?? "",
      numbers: Int32Array.from(leaves),
      table: {
        dimensions: this.dimensions.slice(1).map((_, at) => this.#column(leaves, at + 1)),
        before: Float64Array.from(leaves, (leaf) => this.#before[leaf] ?? 0),
        after: Float64Array.from(leaves, (leaf) => this.#after[leaf] ?? 0),
      },
    }));
  }

  /** A dimension's values of some leaves, with codes of their own: a book may hold many more values. */
  #column(leaves: readonly number[], at: number): CodedDimension {
    const dimension = this.dimensions[at] as Dimension;
    const book = this.#cube.codes.book(dimension);
    const codeOf = new Map<number, number>();
    const codes = Int32Array.from(leaves, (leaf) => {
      const code = this.#index.field(leaf + 1, at);
      const known = codeOf.get(code);
      if (known !== undefined) return known;
      codeOf.set(code, codeOf.size);
      return codeOf.size - 1;
    });
    const values = [...codeOf.keys()].map((code) => book.text(code));
    return { name: dimension.name, values, codes };
  }
}

/** The leaves of two periods at the finest dimensions that leave few enough of them, and their segments. */
export function readLeaves(
  cube: Cube,
  query: ChangeQuery,
  scope: Scope,
): { readonly book: LeafBook; readonly segments: readonly LeafSegment[] } {
  const periods = new TwoPeriods(query);
  const selection = { scope, filters: query.filters };
  const deliveries = cube.cache.deliveries().filter((delivery) => periods.reaches(delivery));
  for (let count = query.dimensions.length; ; count--) {
    const book = new LeafBook(cube, query.dimensions.slice(0, count), selection);
    const segments: LeafSegment[] = [];
    for (const delivery of deliveries) {
      if (count > 0 && book.size > query.mostLeaves) break;
      segments.push(book.numbered(delivery));
    }
    if (count > 0 && book.size > query.mostLeaves) continue;
    for (const segment of segments) book.add(segment, query, periods);
    return { book, segments };
  }
}
