import { addMonths, dayOf } from "#src/focus/day";
import { type AllocationDimension, fits } from "#src/store/allocation";
import { COST_COLUMNS, type CostColumn } from "#src/store/charge-columns";
import type { Dimension } from "#src/store/dimension";
import type { DimensionCodes } from "./dimension-codes.ts";
import type { Segment } from "./segment.ts";

/** Whose share of the shared costs of a month and currency is how large; the shares add up to 1. */
type Shares = ReadonlyMap<number, number>;

const CURRENCY: Dimension = { level: "profile", name: "BillingCurrency" };

/**
 * Shares out what several teams use together (`split` in tally.yaml): a charge that a split rule names, and that
 * no tag or rule gives to a team, is divided in proportion to what each team's own charges of that
 * month and currency cost (EffectiveCost). The parts of a charge add up to it.
 */
export class SharedCosts {
  readonly #codes: DimensionCodes;
  readonly #dimension: Dimension & { level: "allocation" };
  readonly #rules: AllocationDimension["split"];
  readonly #readDimension: (name: string) => Dimension;
  readonly #shares = new Map<string, Map<number, number>>();

  /** @param segments the roll-ups by profile of all deliveries, not yet shared out */
  constructor(
    codes: DimensionCodes,
    allocation: AllocationDimension,
    readDimension: (name: string) => Dimension,
    segments: Iterable<Segment>,
  ) {
    this.#codes = codes;
    this.#dimension = { level: "allocation", name: allocation.name };
    this.#rules = allocation.split;
    this.#readDimension = readDimension;
    for (const segment of segments) this.#weigh(segment);
    for (const shares of this.#shares.values()) normalise(shares);
  }

  /** The segment with its shared charges divided. */
  shareOut(segment: Segment): Segment {
    const shared = this.#sharedKeys(segment);
    if (!shared.includes(1)) return segment;
    const parts = new PartCollector(segment, this.#codes.of(segment, this.#dimension));
    const currencies = this.#codes.of(segment, CURRENCY);
    for (let cell = 0; cell < segment.cells; cell++) {
      const key = segment.key[cell] as number;
      const shares = shared[key] === 1 ? this.#sharesOf(segment, cell, currencies) : undefined;
      parts.add(cell, shares);
    }
    return parts.segment(this.#dimension.name);
  }

  /** Adds up what each team's own charges cost. */
  #weigh(segment: Segment): void {
    const teams = this.#codes.of(segment, this.#dimension);
    const currencies = this.#codes.of(segment, CURRENCY);
    for (let cell = 0; cell < segment.cells; cell++) {
      const key = segment.key[cell] as number;
      const team = teams[key] as number;
      const cost = segment.costs.EffectiveCost[cell] as number;
      if (team === 0 || Number.isNaN(cost)) continue;
      const name = shareName(segment.day[cell] as number, currencies[key] as number);
      const weights = this.#shares.get(name) ?? new Map<number, number>();
      weights.set(team, (weights.get(team) ?? 0) + cost);
      this.#shares.set(name, weights);
    }
  }

  #sharesOf(segment: Segment, cell: number, currencies: Int32Array): Shares | undefined {
    const key = segment.key[cell] as number;
    return this.#shares.get(shareName(segment.day[cell] as number, currencies[key] as number));
  }

  /** Keys that a split rule names and that have no value of their own: 1 or 0. */
  #sharedKeys(segment: Segment): Uint8Array {
    const own = this.#codes.of(segment, this.#dimension);
    const shared = new Uint8Array(segment.keys);
    for (const { where } of this.#rules) {
      const columns = Object.entries(where).map(([name, pattern]) => {
        const dimension = this.#readDimension(name);
        const book = this.#codes.book(dimension);
        return { codes: this.#codes.of(segment, dimension), book, pattern };
      });
      for (let key = 0; key < segment.keys; key++) {
        if (own[key] !== 0) continue;
        const isNamed = columns.every(({ codes, book, pattern }) =>
          fits(book.text(codes[key] as number), pattern),
        );
        if (isNamed) shared[key] = 1;
      }
    }
    return shared;
  }
}

/** Gathers the cells of a segment whose shared cells are divided. */
class PartCollector {
  readonly #from: Segment;
  readonly #teams: number[];
  readonly #sourceKey: number[];
  readonly #keyOfTeam = new Map<string, number>();
  readonly #cell: number[] = [];
  readonly #key: number[] = [];
  readonly #share: number[] = [];

  constructor(from: Segment, teams: Int32Array) {
    this.#from = from;
    this.#teams = [...teams];
    this.#sourceKey = Array.from({ length: from.keys }, (_, key) => key);
  }

  /** Takes a cell, whole or in parts; the last part is what the others leave. */
  add(cell: number, shares: Shares | undefined): void {
    const key = this.#from.key[cell] as number;
    if (shares === undefined || shares.size === 0) {
      this.#push(cell, key, 1);
      return;
    }
    for (const [team, share] of shares) this.#push(cell, this.#keyOf(key, team), share);
  }

  segment(dimension: string): Segment {
    const from = this.#from;
    const pick = (column: Int32Array, at: readonly number[]) =>
      Int32Array.from(at, (index) => column[index] as number);
    const costs = Object.fromEntries(
      COST_COLUMNS.map((column) => [column, this.#partsOf(from.costs[column])]),
    ) as Record<CostColumn, Float64Array>;
    return {
      ...from,
      cells: this.#cell.length,
      day: pick(from.day, this.#cell),
      span: pick(from.span, this.#cell),
      key: Int32Array.from(this.#key),
      charges: Int32Array.from(this.#cell, (cell, at) =>
        cell === this.#cell[at - 1] ? 0 : (from.charges[cell] as number),
      ),
      costs,
      keys: this.#sourceKey.length,
      keyItem: from.keyItem === null ? null : pick(from.keyItem, this.#sourceKey),
      keyProfile: pick(from.keyProfile, this.#sourceKey),
      keyAllocation: pick(from.keyAllocation, this.#sourceKey),
      codes: new Map([[dimension, Int32Array.from(this.#teams)]]),
    };
  }

  #partsOf(amounts: Float64Array): Float64Array {
    let left = 0;
    return Float64Array.from(this.#cell, (cell, at) => {
      const amount = amounts[cell] as number;
      if (cell !== this.#cell[at - 1]) left = amount;
      const isLast = cell !== this.#cell[at + 1];
      const part = isLast ? left : amount * (this.#share[at] as number);
      left -= part;
      return part;
    });
  }

  #push(cell: number, key: number, share: number): void {
    this.#cell.push(cell);
    this.#key.push(key);
    this.#share.push(share);
  }

  #keyOf(key: number, team: number): number {
    const name = `${key} ${team}`;
    const known = this.#keyOfTeam.get(name);
    if (known !== undefined) return known;
    this.#sourceKey.push(key);
    this.#teams.push(team);
    this.#keyOfTeam.set(name, this.#sourceKey.length - 1);
    return this.#sourceKey.length - 1;
  }
}

function shareName(day: number, currency: number): string {
  return `${addMonths(dayOf(day), 0)} ${currency}`;
}

/** Turns costs into shares; a team whose credits outweigh its charges has none. */
function normalise(weights: Map<number, number>): void {
  for (const [team, weight] of weights) if (weight <= 0) weights.delete(team);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  for (const [team, weight] of weights) weights.set(team, weight / total);
}
