import type { Database } from "better-sqlite3";
import { BulkInsert } from "./bulk-insert.ts";
import {
  CHARGE_TEXT_COLUMNS,
  COST_COLUMNS,
  ITEM_COLUMNS,
  PROFILE_COLUMNS,
  QUANTITY_COLUMNS,
} from "./charge-columns.ts";
import { packRollup, type Rollup, RollupBuilder } from "./rollup.ts";
import { TupleIndex } from "./tuple-index.ts";

const SECONDS_PER_DAY = 86_400;
const ROLLUP_COLUMNS = ["delivery_id", "grain", "part", "cells", "data"];
/**
 * Items and roll-up cells held in memory before rows are made of them, which bounds the memory of an
 * import. Cells by profile are few, unless they are written and met again too often. The limits lie
 * just below powers of two, at which the memory behind them doubles.
 */
const ITEMS_HELD = 260_000;
const ITEM_CELLS_HELD = 130_000;
const PROFILE_CELLS_HELD = 260_000;

/** One charge on its way in, in the column order of charge-columns.ts; reused from row to row. */
export class ChargeBuffer {
  /** Value numbers; 0 is null. */
  readonly profile = new Int32Array(PROFILE_COLUMNS.length);
  /** Value numbers; 0 is null. */
  readonly item = new Int32Array(ITEM_COLUMNS.length);
  /** Value number of the JSON text of unknown columns; 0 when there are none. */
  itemExtra = 0;
  /** NaN is null. */
  readonly costs = new Float64Array(COST_COLUMNS.length);
  /** NaN is null. */
  readonly quantities = new Float64Array(QUANTITY_COLUMNS.length);
  readonly texts: (string | null)[] = CHARGE_TEXT_COLUMNS.map(() => null);
  extra: string | null = null;
  /** ChargePeriodStart and ChargePeriodEnd, seconds since 1970-01-01. */
  start = 0;
  end = 0;

  /** Empties all fields for the next row. */
  clear(): void {
    this.profile.fill(0);
    this.item.fill(0);
    this.itemExtra = 0;
    this.costs.fill(Number.NaN);
    this.quantities.fill(Number.NaN);
    this.texts.fill(null);
    this.extra = null;
    this.start = 0;
    this.end = 0;
  }
}

/** Decides the value number of an item's allocation text. Called once per distinct item. */
export type Allocate = (profile: Int32Array, item: Int32Array) => number;

/**
 * Makes the rows of one delivery: its charges, with their items, profiles and roll-ups. They wait until `flush`
 * or `finish` writes them, so that a transaction takes no longer than the writing does.
 */
export class DeliveryWriter {
  readonly #database: Database;
  readonly #delivery: number;
  readonly #allocate: Allocate;
  readonly #insertProfile: BulkInsert;
  readonly #insertItem: BulkInsert;
  readonly #insertCharge: BulkInsert;
  readonly #insertRollup: BulkInsert;
  readonly #profiles = new TupleIndex(PROFILE_COLUMNS.length);
  readonly #itemKey = new Int32Array(ITEM_COLUMNS.length + 2);
  #items = new TupleIndex(ITEM_COLUMNS.length + 2);
  #byItem = new RollupBuilder();
  #byProfile = new RollupBuilder();
  #itemsWritten = 0;
  #itemAllocation: number[] = [];
  #charges = 0;
  #parts = { item: 0, profile: 0 };
  #firstDay = Number.POSITIVE_INFINITY;
  #lastDay = Number.NEGATIVE_INFINITY;
  #lastTouchedDay = Number.NEGATIVE_INFINITY;

  constructor(database: Database, delivery: number, allocate: Allocate) {
    this.#database = database;
    this.#delivery = delivery;
    this.#allocate = allocate;
    const key = ["delivery_id", "id"];
    this.#insertProfile = new BulkInsert(database, "profile", [...key, ...PROFILE_COLUMNS]);
    this.#insertItem = new BulkInsert(database, "item", [
      ...[...key, "profile", "allocation", "extra"],
      ...ITEM_COLUMNS,
    ]);
    this.#insertCharge = new BulkInsert(database, "charge", [
      ...[...key, "item", "start", "duration"],
      ...COST_COLUMNS,
      ...QUANTITY_COLUMNS,
      ...CHARGE_TEXT_COLUMNS,
      "extra",
    ]);
    this.#insertRollup = new BulkInsert(database, "rollup", ROLLUP_COLUMNS);
  }

  /** Takes one charge; returns the number of its profile within the delivery. */
  add(charge: ChargeBuffer): number {
    const profile = this.#profileOf(charge.profile);
    const item = this.#itemOf(profile, charge);
    const day = Math.floor(charge.start / SECONDS_PER_DAY);
    const touched = Math.floor((charge.end - 1) / SECONDS_PER_DAY);
    const span = charge.end - charge.start > SECONDS_PER_DAY ? touched - day + 1 : 1;
    this.#charges++;
    this.#takeCharge(charge, item + this.#itemsWritten);
    this.#byItem.add(day, span, item + this.#itemsWritten, 0, 1, charge.costs);
    const allocation = this.#itemAllocation[item - 1] as number;
    this.#byProfile.add(day, span, profile, allocation, 1, charge.costs);
    if (day < this.#firstDay) this.#firstDay = day;
    if (day > this.#lastDay) this.#lastDay = day;
    if (day + span - 1 > this.#lastTouchedDay) this.#lastTouchedDay = day + span - 1;
    this.#packFullParts();
    return profile;
  }

  /** How many items and cells are held in memory, beside the rows that wait. */
  get held(): number {
    return this.#items.size + this.#byItem.cells + this.#byProfile.cells;
  }

  /** Makes rows of what is held and gives the memory back; charges may follow. */
  release(): void {
    this.#packRollup("item", this.#byItem);
    this.#packRollup("profile", this.#byProfile);
    this.#forgetItems();
    this.#items = new TupleIndex(ITEM_COLUMNS.length + 2);
    this.#byItem = new RollupBuilder();
    this.#byProfile = new RollupBuilder();
  }

  /** Writes the rows that wait. */
  flush(): void {
    this.#insertProfile.flush();
    this.#insertItem.flush();
    this.#insertCharge.flush();
    this.#insertRollup.flush();
  }

  /** Writes all that is left and completes the delivery's row. */
  finish(): void {
    this.release();
    this.flush();
    this.#database
      .prepare(
        "UPDATE delivery SET charges = ?, first_day = ?, last_day = ?, last_touched_day = ? WHERE id = ?",
      )
      .run(this.#charges, this.#firstDay, this.#lastDay, this.#lastTouchedDay, this.#delivery);
  }

  #profileOf(tuple: Int32Array): number {
    const before = this.#profiles.size;
    const number = this.#profiles.numberOf(tuple);
    if (number > before) this.#takeProfile(tuple, number);
    return number;
  }

  #takeProfile(tuple: Int32Array, profile: number): void {
    const { values, start } = this.#insertProfile;
    values[start] = this.#delivery;
    values[start + 1] = profile;
    let at = start + 2;
    for (const value of tuple) values[at++] = orNull(value);
    this.#insertProfile.add();
  }

  /** The item's number since the index was last emptied. */
  #itemOf(profile: number, charge: ChargeBuffer): number {
    const key = this.#itemKey;
    key.set(charge.item);
    key[ITEM_COLUMNS.length] = profile;
    key[ITEM_COLUMNS.length + 1] = charge.itemExtra;
    const before = this.#items.size;
    const number = this.#items.numberOf(key);
    if (number > before) {
      const allocation = this.#allocate(charge.profile, charge.item);
      this.#itemAllocation.push(allocation);
      this.#takeItem(charge, this.#itemsWritten + number, profile, allocation);
    }
    return number;
  }

  #takeItem(charge: ChargeBuffer, item: number, profile: number, allocation: number): void {
    const { values, start } = this.#insertItem;
    values[start] = this.#delivery;
    values[start + 1] = item;
    values[start + 2] = profile;
    values[start + 3] = orNull(allocation);
    values[start + 4] = orNull(charge.itemExtra);
    let at = start + 5;
    for (const value of charge.item) values[at++] = orNull(value);
    this.#insertItem.add();
  }

  #takeCharge(charge: ChargeBuffer, item: number): void {
    const { values, start } = this.#insertCharge;
    values[start] = this.#delivery;
    values[start + 1] = this.#charges;
    values[start + 2] = item;
    values[start + 3] = charge.start;
    values[start + 4] = charge.end - charge.start;
    let at = start + 5;
    for (const cost of charge.costs) values[at++] = Number.isNaN(cost) ? null : cost;
    for (const quantity of charge.quantities) {
      values[at++] = Number.isNaN(quantity) ? null : quantity;
    }
    for (const text of charge.texts) values[at++] = text;
    values[at] = charge.extra;
    this.#insertCharge.add();
  }

  #packFullParts(): void {
    if (this.#byItem.cells >= ITEM_CELLS_HELD) this.#packRollup("item", this.#byItem);
    if (this.#byProfile.cells >= PROFILE_CELLS_HELD) this.#packRollup("profile", this.#byProfile);
    if (this.#items.size >= ITEMS_HELD) this.#forgetItems();
  }

  /** The same items, met again, are written again. */
  #forgetItems(): void {
    this.#itemsWritten += this.#items.size;
    this.#items.clear();
    this.#itemAllocation = [];
  }

  #packRollup(grain: "item" | "profile", builder: RollupBuilder): void {
    if (builder.cells === 0) return;
    const rollup: Rollup = builder.take();
    const { values, start } = this.#insertRollup;
    values[start] = this.#delivery;
    values[start + 1] = grain;
    values[start + 2] = this.#parts[grain]++;
    values[start + 3] = rollup.cells;
    values[start + 4] = packRollup(rollup);
    this.#insertRollup.add();
  }
}

function orNull(value: number): number | null {
  return value === 0 ? null : value;
}
