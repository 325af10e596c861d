import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { COST_COLUMNS, type CostColumn } from "./charge-columns.ts";
import { TupleIndex } from "./tuple-index.ts";

const COSTS = COST_COLUMNS.length;
const KEY_FIELDS = 5;

/**
 * Packed columns of daily sums, one entry a cell. A cell adds up the charges of one day, span,
 * key and allocation that have the same sign, so what credits and refunds take off can still be told.
 */
export interface Rollup {
  readonly cells: number;
  /** Days since 1970-01-01 of ChargePeriodStart. */
  readonly day: Int32Array;
  /** Days that the charge periods reach over: 1, or more for a monthly fee. */
  readonly span: Int32Array;
  /** An item or a profile of the delivery. */
  readonly key: Int32Array;
  /** Value number of the allocation's JSON text; 0 in roll-ups by item, where the item has it. */
  readonly allocation: Int32Array;
  /** How many charges the cell adds up. */
  readonly charges: Int32Array;
  /** Sums by cost column; NaN where no charge of the cell states the column. */
  readonly costs: Readonly<Record<CostColumn, Float64Array>>;
}

/** Adds charges up into the cells of a roll-up. */
export class RollupBuilder {
  readonly #index = new TupleIndex(KEY_FIELDS);
  readonly #key = new Int32Array(KEY_FIELDS);
  #charges = new Int32Array(1024);
  #sums = new Float64Array(1024 * COSTS);
  #carries = new Float64Array(1024 * COSTS);

  get cells(): number {
    return this.#index.size;
  }

  /** Adds `charges` charges with these sums (in the order of COST_COLUMNS, NaN for unstated ones). */
  add(
    day: number,
    span: number,
    key: number,
    allocation: number,
    charges: number,
    costs: Float64Array,
  ): void {
    const negative = (costs[0] as number) < 0 || (costs[1] as number) < 0 ? 1 : 0;
    this.#key[0] = day;
    this.#key[1] = span;
    this.#key[2] = key;
    this.#key[3] = allocation;
    this.#key[4] = negative;
    const before = this.#index.size;
    const cell = this.#index.numberOf(this.#key) - 1;
    if (cell === before) this.#open(cell);
    this.#charges[cell] = (this.#charges[cell] as number) + charges;
    for (let cost = 0; cost < COSTS; cost++)
      this.#addCost(cell * COSTS + cost, costs[cost] as number);
  }

  /** The roll-up so far; the builder is empty afterwards. */
  take(): Rollup {
    const cells = this.#index.size;
    const field = (index: number) =>
      Int32Array.from({ length: cells }, (_, cell) => this.#index.field(cell + 1, index));
    const cost = (index: number) =>
      Float64Array.from({ length: cells }, (_, cell) => {
        const at = cell * COSTS + index;
        return (this.#sums[at] as number) + (this.#carries[at] as number);
      });
    const rollup: Rollup = {
      cells,
      day: field(0),
      span: field(1),
      key: field(2),
      allocation: field(3),
      charges: this.#charges.slice(0, cells),
      costs: {
        BilledCost: cost(0),
        EffectiveCost: cost(1),
        ListCost: cost(2),
        ContractedCost: cost(3),
      },
    };
    this.#index.clear();
    return rollup;
  }

  #open(cell: number): void {
    if (cell >= this.#charges.length) {
      const larger = (from: Float64Array) => {
        const to = new Float64Array(from.length * 2);
        to.set(from);
        return to;
      };
      const charges = new Int32Array(this.#charges.length * 2);
      charges.set(this.#charges);
      this.#charges = charges;
      this.#sums = larger(this.#sums);
      this.#carries = larger(this.#carries);
    }
    this.#charges[cell] = 0;
    this.#sums.fill(Number.NaN, cell * COSTS, (cell + 1) * COSTS);
    this.#carries.fill(0, cell * COSTS, (cell + 1) * COSTS);
  }

  /** Neumaier's compensated addition, as in ExactSum, over packed columns. */
  #addCost(at: number, term: number): void {
    if (Number.isNaN(term)) return;
    const sum = this.#sums[at] as number;
    if (Number.isNaN(sum)) {
      this.#sums[at] = term;
      return;
    }
    const next = sum + term;
    const lost = Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    this.#carries[at] = (this.#carries[at] as number) + lost;
    this.#sums[at] = next;
  }
}

/** A roll-up as one compressed blob: five integer columns, then the cost columns. */
export function packRollup(rollup: Rollup): Buffer {
  const integers = [rollup.day, rollup.span, rollup.key, rollup.allocation, rollup.charges];
  const columns = [...integers, ...COST_COLUMNS.map((column) => rollup.costs[column])];
  return zstdCompressSync(
    Buffer.concat(
      columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)),
    ),
  );
}

/** The reverse of `packRollup`. */
export function unpackRollup(data: Uint8Array, cells: number): Rollup {
  const bytes = new Uint8Array(zstdDecompressSync(data)).buffer;
  const integers = (index: number) =>
    new Int32Array(bytes.slice(index * cells * 4, (index + 1) * cells * 4));
  const doubles = (index: number) => {
    const start = cells * 4 * 5 + index * cells * 8;
    return new Float64Array(bytes.slice(start, start + cells * 8));
  };
  return {
    cells,
    day: integers(0),
    span: integers(1),
    key: integers(2),
    allocation: integers(3),
    charges: integers(4),
    costs: {
      BilledCost: doubles(0),
      EffectiveCost: doubles(1),
      ListCost: doubles(2),
      ContractedCost: doubles(3),
    },
  };
}
