import type { ChargeLine } from "#src/analytics/explain/effects/charge-line";
import { dayNumber, type Period } from "#src/focus/day";
import type { Cube } from "#src/store/cube/cube";
import type { Segment } from "#src/store/cube/segment";
import type { Scope } from "#src/store/scope";
import {
  type CurrencyLeaves,
  type LeafBook,
  type LeafSegment,
  readLeaves,
} from "./change-leaves.ts";
import { type ChangeQuery, isWithin, TwoPeriods } from "./change-query.ts";
import { LineBook } from "./line-book.ts";
import type { QuantityReader } from "./quantities.ts";

/** Charges up to which quantities are read: more of them take longer than a question may. */
const MOST_CHARGES = 100_000;

/**
 * What two periods' charges add up to, leaf by leaf, and a closer look at parts of it. A part is a set of
 * leaves: `partOf` has the part of each leaf, −1 for those that are in none.
 */
export class Change {
  readonly currencies: readonly CurrencyLeaves[];
  /** How many leaves there are, over all currencies. */
  readonly leaves: number;
  readonly #cube: Cube;
  readonly #quantities: QuantityReader;
  readonly #query: ChangeQuery;
  readonly #book: LeafBook;
  readonly #segments: readonly LeafSegment[];

  constructor(cube: Cube, quantities: QuantityReader, query: ChangeQuery, scope: Scope) {
    const { book, segments } = readLeaves(cube, query, scope);
    this.currencies = book.byCurrency();
    this.leaves = book.size;
    this.#cube = cube;
    this.#quantities = quantities;
    this.#query = query;
    this.#book = book;
    this.#segments = segments;
  }

  /** The charges of each part, added up to lines that can be compared; quantities are null where there are too many. */
  lines(partOf: Int32Array): ReadonlyMap<number, readonly ChargeLine[]> {
    const lines = new LineBook(this.#cube, this.#query.metric);
    let charges = 0;
    const numbered = this.#byItem().map(({ segment, leafOfKey }) => {
      const partOfKey = leafOfKey.map((leaf) => partOf[leaf] ?? -1);
      const lineOfKey = lines.linesOf(segment, partOfKey);
      charges += this.#addCosts(lines, { segment, leafOfKey }, lineOfKey);
      return { segment, lineOfKey };
    });
    if (charges > MOST_CHARGES) return lines.byPart();
    for (const { segment, lineOfKey } of numbered) {
      const lineOfItem = new Map<number, number>();
      lineOfKey.forEach((line, key) => {
        if (line >= 0) lineOfItem.set(segment.keyItem?.[key] as number, line);
      });
      if (lineOfItem.size === 0) continue;
      const items = [...lineOfItem.keys()];
      for (const found of this.#quantities.read(segment.delivery, items, this.#query)) {
        lines.addQuantities(lineOfItem.get(found.item) as number, found);
      }
    }
    return lines.byPart();
  }

  /** What the leaves of items are: lines tell them apart, whatever the leaves do. */
  #byItem(): readonly LeafSegment[] {
    if (this.#book.grain === "item") return this.#segments;
    return this.#segments.map(({ segment }) => this.#book.numbered(segment.delivery, "item"));
  }

  /** Adds a segment's cells to their lines; returns how many charges they are. */
  #addCosts(lines: LineBook, { segment }: LeafSegment, lineOfKey: Int32Array): number {
    const periods = new TwoPeriods(this.#query);
    const { isUsed, commitment } = lines.coverage(segment);
    let charges = 0;
    for (let cell = 0; cell < segment.cells; cell++) {
      const key = segment.key[cell] as number;
      const line = lineOfKey[key] as number;
      if (line < 0) continue;
      const day = periods.placed(segment.delivery, segment.day[cell] as number);
      const paidBy = isUsed[key] === 1 ? (commitment[key] as number) : null;
      for (const side of ["before", "after"] as const) {
        if (!isWithin(day, periods[side])) continue;
        lines.addCosts(line, side, segment, cell, paidBy);
        charges += segment.charges[cell] as number;
      }
    }
    return charges;
  }

  /**
   * What the leaves of each part cost on each day of a period, by ChargePeriodStart; a charge longer than a day
   * is spread over its days.
   */
  daily(partOf: Int32Array, parts: number, period: Period): readonly Float64Array[] {
    const days = { start: dayNumber(period.start), end: dayNumber(period.end) };
    const length = Math.max(0, days.end - days.start);
    const sums = Array.from({ length: parts }, () => new Float64Array(length));
    for (const delivery of this.#cube.cache.deliveries()) {
      if (delivery.firstDay >= days.end || delivery.lastTouchedDay < days.start) continue;
      const known = this.#segments.find((one) => one.segment.delivery === delivery);
      const { segment, leafOfKey } = known ?? this.#book.numbered(delivery);
      const partOfKey = leafOfKey.map((leaf) => partOf[leaf] ?? -1);
      const amounts = segment.costs[this.#query.metric];
      for (let cell = 0; cell < segment.cells; cell++) {
        const part = partOfKey[segment.key[cell] as number] as number;
        if (part < 0 || Number.isNaN(amounts[cell])) continue;
        spread(sums[part] as Float64Array, days.start, segment, cell, amounts[cell] as number);
      }
    }
    return sums;
  }
}

/** Adds an amount evenly to the days of a cell, as far as they lie among the sums' days. */
function spread(sums: Float64Array, first: number, segment: Segment, cell: number, amount: number) {
  const start = (segment.day[cell] as number) - first;
  const span = segment.span[cell] as number;
  const end = Math.min(sums.length, start + span);
  for (let on = Math.max(0, start); on < end; on++) sums[on] = (sums[on] as number) + amount / span;
}
