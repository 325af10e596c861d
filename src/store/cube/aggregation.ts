import { dayNumber } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import type { CostQuery, CurrencyTotal } from "#src/store/cost-query";
import type { Dimension } from "#src/store/dimension";
import { TupleIndex } from "#src/store/tuple-index";
import { Accumulator, net } from "./accumulator.ts";
import type { DimensionCodes } from "./dimension-codes.ts";
import { isFirstOfMonth, type MonthlyCells } from "./monthly-cells.ts";
import type { DayRange } from "./seen-sources.ts";
import type { Segment } from "./segment.ts";
import type { TimeSlots } from "./time-slots.ts";

/** Numbers the groups (currency and groupBy values) that segments' keys belong to. */
export class GroupIndex {
  readonly #codes: DimensionCodes;
  readonly #dimensions: readonly Dimension[];
  readonly #index: TupleIndex;
  readonly #tuple: Int32Array;

  /** @param dimensions the currency first, then the groupBy dimensions */
  constructor(codes: DimensionCodes, dimensions: readonly Dimension[]) {
    this.#codes = codes;
    this.#dimensions = dimensions;
    this.#index = new TupleIndex(dimensions.length);
    this.#tuple = new Int32Array(dimensions.length);
  }

  get size(): number {
    return this.#index.size;
  }

  /** The group of each kept key of a segment, −1 for the others. */
  groupsOf(segment: Segment, kept: Uint8Array): Int32Array {
    const columns = this.#dimensions.map((dimension) => this.#codes.of(segment, dimension));
    const groups = new Int32Array(segment.keys).fill(-1);
    for (let key = 0; key < segment.keys; key++) {
      if (kept[key] === 0) continue;
      for (let at = 0; at < columns.length; at++) {
        this.#tuple[at] = (columns[at] as Int32Array)[key] as number;
      }
      groups[key] = this.#index.numberOf(this.#tuple) - 1;
    }
    return groups;
  }

  currencyOf(group: number): string {
    return this.#codes.book(this.#dimensions[0] as Dimension).text(this.#field(group, 0)) ?? "";
  }

  /** Whether no dimension of a group is without a value. */
  hasAllValues(group: number): boolean {
    return this.#dimensions.every((_, at) => this.#field(group, at) !== 0);
  }

  /** The values of a group, the currency first. */
  valuesOf(group: number): (string | null)[] {
    return this.#dimensions.map((dimension, at) =>
      this.#codes.book(dimension).text(this.#field(group, at)),
    );
  }

  #field(group: number, dimension: number): number {
    return this.#index.field(group + 1, dimension);
  }
}

/** What one period's charges add up to, by group and bucket. */
export class Aggregation {
  readonly slots: TimeSlots;
  readonly sums = new Accumulator();
  readonly #query: CostQuery;
  readonly #monthly: MonthlyCells;
  readonly #gross: ExactSum[] = [];
  readonly #credits: ExactSum[] = [];
  readonly #stated: boolean[] = [];
  readonly #spreads: boolean;
  /** How many charges were added up. */
  charges = 0;

  constructor(query: CostQuery, slots: TimeSlots, monthly: MonthlyCells) {
    this.#query = query;
    this.slots = slots;
    this.#monthly = monthly;
    this.#spreads = query.basis === "charge" && query.granularity === "day";
  }

  /**
   * Adds a segment's cells.
   * @param days on which its charges may lie
   * @param groups as of GroupIndex
   * @param currencies the currency code of each key
   */
  add(segment: Segment, days: DayRange, groups: Int32Array, currencies: Int32Array): void {
    const cells = this.#readsMonths(days) ? this.#monthly.of(segment) : segment;
    const amounts = cells.costs[this.#query.metric];
    const byBilling = this.#query.basis === "billing";
    const billed = dayNumber(segment.delivery.billingPeriodStart);
    for (let cell = 0; cell < cells.cells; cell++) {
      const key = cells.key[cell] as number;
      const group = groups[key] as number;
      if (group < 0) continue;
      const day = byBilling ? billed : (cells.day[cell] as number);
      const amount = amounts[cell] as number;
      if (day >= this.slots.start && day < this.slots.end) {
        this.#addTotal(currencies[key] as number, amount, cells.charges[cell] as number);
      }
      this.#place(group, day, cells.span[cell] as number, amount);
    }
  }

  /** The total of a currency; null where the period has no charge in it. */
  total(currencyCode: number, currency: string): CurrencyTotal | null {
    const gross = this.#gross[currencyCode]?.value;
    const credits = this.#credits[currencyCode]?.value;
    if (gross === undefined || credits === undefined) return null;
    const value = this.#stated[currencyCode] ? net(gross, credits) : null;
    return { currency, value, gross, credits };
  }

  #addTotal(currency: number, amount: number, charges: number): void {
    this.charges += charges;
    this.#gross[currency] ??= new ExactSum();
    this.#credits[currency] ??= new ExactSum();
    if (Number.isNaN(amount)) return;
    this.#stated[currency] = true;
    ((amount < 0 ? this.#credits : this.#gross)[currency] as ExactSum).add(amount);
  }

  /** Whether the months of charges on these days fall whole into the period and its buckets, or not at all. */
  #readsMonths({ firstDay, lastDay }: DayRange): boolean {
    const { basis, granularity } = this.#query;
    if (basis === "billing") return true;
    if (granularity === "day" || granularity === "week") return false;
    return [this.slots.start, this.slots.end].every(
      (edge) => edge <= firstDay || edge > lastDay || isFirstOfMonth(edge),
    );
  }

  /** Puts an amount into its bucket; in a daily series a charge longer than a day into one a day. */
  #place(group: number, day: number, span: number, amount: number): void {
    const { start, end, buckets, bucketOfDay } = this.slots;
    const days = this.#spreads ? span : 1;
    const last = Math.min(end, day + days);
    for (let on = Math.max(start, day); on < last; on++) {
      const bucket = bucketOfDay[on - start] as number;
      this.sums.add(group * buckets.length + bucket, amount / days);
    }
  }
}
