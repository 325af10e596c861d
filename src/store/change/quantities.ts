import type { Database, Statement } from "better-sqlite3";
import type { ChangeQuery } from "./change-query.ts";

/** What the charges of an item hold of one period beside its costs; null where no charge states it. */
export interface ItemQuantities {
  readonly pricingQuantity: number | null;
  /** EffectiveCost in the billing and in the pricing currency, of charges that state both. */
  readonly effectiveCost: number | null;
  readonly pricingCurrencyCost: number | null;
}

export interface QuantitiesOfItem {
  readonly item: number;
  readonly before: ItemQuantities;
  readonly after: ItemQuantities;
}

type Row = readonly [number, ...(number | null)[]];

/** Seconds since 1970-01-01, a delivery, and its items as a JSON list. */
interface Parameters {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
  readonly delivery: number;
  readonly billed: number;
  readonly items: string;
}

/** Reads what roll-ups don't hold, from the charges themselves. */
export class QuantityReader {
  readonly #charges: Statement<[Parameters], Row>;
  readonly #invoices: Statement<[Parameters], Row>;

  constructor(database: Database) {
    this.#charges = database.prepare<[Parameters], Row>(selectBy("start")).raw();
    this.#invoices = database.prepare<[Parameters], Row>(selectBy("@billed")).raw();
  }

  /** Sums over both periods of some items of a delivery. */
  read(
    delivery: { readonly id: number; readonly billingPeriodStart: string },
    items: readonly number[],
    { period, compare, basis }: Pick<ChangeQuery, "period" | "compare" | "basis">,
  ): QuantitiesOfItem[] {
    const statement = basis === "charge" ? this.#charges : this.#invoices;
    const rows = statement.all({
      beforeStart: secondOf(compare.start),
      beforeEnd: secondOf(compare.end),
      afterStart: secondOf(period.start),
      afterEnd: secondOf(period.end),
      delivery: delivery.id,
      billed: secondOf(delivery.billingPeriodStart),
      items: JSON.stringify(items),
    });
    return rows.map(([item, ...sums]) => ({
      item,
      before: quantitiesAt(sums, 0),
      after: quantitiesAt(sums, 3),
    }));
  }
}

/** @param placed what places a charge in time, in seconds */
function selectBy(placed: string): string {
  const sums = ["before", "after"].flatMap((side) => {
    const inside = `${placed} >= @${side}Start AND ${placed} < @${side}End`;
    return [
      `sum(PricingQuantity) FILTER (WHERE ${inside})`,
      `sum(EffectiveCost) FILTER (WHERE ${inside} AND PricingCurrencyEffectiveCost IS NOT NULL)`,
      `sum(PricingCurrencyEffectiveCost) FILTER (WHERE ${inside})`,
    ];
  });
  return `SELECT item, ${sums.join(", ")} FROM charge
    WHERE delivery_id = @delivery AND item IN (SELECT value FROM json_each(@items))
      AND @billed IS NOT NULL
    GROUP BY item`;
}

function quantitiesAt(sums: readonly (number | null)[], at: number): ItemQuantities {
  const [pricingQuantity = null, effectiveCost = null, pricingCurrencyCost = null] = sums.slice(at);
  return { pricingQuantity, effectiveCost, pricingCurrencyCost };
}

function secondOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
