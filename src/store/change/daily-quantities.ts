import type { Database, Statement } from "better-sqlite3";
import { dayNumber, type Period } from "#src/focus/day";
import type { Cube } from "#src/store/cube/cube";
import type { DeliveryHead } from "#src/store/cube/segment";
import { readDimension } from "#src/store/dimension";
import type { Selection } from "#src/store/scope";

const SECONDS_PER_DAY = 86_400;
const CATEGORY = readDimension("ChargeCategory", []);
const CLASS = readDimension("ChargeClass", []);
const UNIT = readDimension("PricingUnit", []);

/** What was used day by day, in one unit. */
export interface DailyQuantities {
  readonly unit: string;
  /** PricingQuantity a day; 0 on days without usage. */
  readonly quantities: readonly number[];
}

type Row = readonly [number, number, number];

/** Adds up quantities by day, from the charges themselves: roll-ups don't hold them. */
export class DailyQuantityReader {
  readonly #select: Statement<[number, string, number, number], Row>;

  constructor(database: Database) {
    this.#select = database
      .prepare<[number, string, number, number], Row>(
        `SELECT start / ${SECONDS_PER_DAY} AS day, sum(PricingQuantity), max(duration)
         FROM charge
         WHERE delivery_id = ? AND item IN (SELECT value FROM json_each(?))
           AND start >= ? AND start < ? AND PricingQuantity IS NOT NULL
         GROUP BY day`,
      )
      .raw();
  }

  /** The usage of a period; null where it has several units, or charges longer than a day. */
  read(cube: Cube, selection: Selection, period: Period): DailyQuantities | null {
    const [first, end] = [dayNumber(period.start), dayNumber(period.end)];
    const deliveries = cube.cache
      .deliveries()
      .filter((delivery) => delivery.firstDay < end && delivery.lastDay >= first);
    const found = deliveries.map((delivery) => {
      const items = itemsOf(cube, delivery, selection);
      const ids = JSON.stringify(items.map(({ item }) => item));
      const bounds = [first * SECONDS_PER_DAY, end * SECONDS_PER_DAY] as const;
      return { items, rows: this.#select.all(delivery.id, ids, ...bounds) };
    });
    const rows = found.flatMap((one) => one.rows);
    const [unit, ...others] = new Set(found.flatMap(({ items }) => items.map((item) => item.unit)));
    const isLong = rows.some(([, , longest]) => longest > SECONDS_PER_DAY);
    if (typeof unit !== "string" || others.length > 0 || isLong) return null;
    const quantities = new Array<number>(end - first).fill(0);
    for (const [day, quantity] of rows) {
      quantities[day - first] = (quantities[day - first] ?? 0) + quantity;
    }
    return { unit, quantities };
  }
}

/** The selected items of usage, corrections apart. */
function itemsOf(cube: Cube, delivery: DeliveryHead, selection: Selection) {
  const segment = cube.segment(delivery, "item");
  const kept = cube.keptKeys(segment, selection);
  const [category, charges, unit] = [CATEGORY, CLASS, UNIT].map((one) =>
    cube.codes.of(segment, one),
  );
  const usage = cube.codes.book(CATEGORY).find("Usage");
  const found: { readonly item: number; readonly unit: string | null }[] = [];
  for (let key = 0; key < segment.keys; key++) {
    const isUsage = kept[key] !== 0 && category?.[key] === usage && charges?.[key] === 0;
    const item = segment.keyItem?.[key];
    if (!isUsage || item === undefined) continue;
    found.push({ item, unit: cube.codes.book(UNIT).text(unit?.[key] ?? 0) });
  }
  return found;
}
