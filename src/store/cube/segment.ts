import type { Database } from "better-sqlite3";
import type { CostColumn } from "#src/store/charge-columns";
import type { Dimension } from "#src/store/dimension";
import { type Rollup, unpackRollup } from "#src/store/rollup";
import { TupleIndex } from "#src/store/tuple-index";

export type Grain = "item" | "profile";

/** The grain at which all of the dimensions are known: the profiles' where that will do. */
export function grainOf(dimensions: readonly Dimension[]): Grain {
  const isOfItems = ({ level }: Dimension) =>
    level === "item" || level === "tag" || level === "extra";
  return dimensions.some(isOfItems) ? "item" : "profile";
}

/** A delivery that counts, as far as planning a query needs it. */
export interface DeliveryHead {
  readonly id: number;
  readonly source: string;
  readonly billingPeriodStart: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lastTouchedDay: number;
}

/**
 * One delivery's roll-up in memory: cells with their day, amounts and a key, and what each key stands for.
 * Keys count from 0. Immutable, because a delivery is.
 */
export interface Segment {
  readonly delivery: DeliveryHead;
  readonly grain: Grain;
  readonly cells: number;
  readonly day: Int32Array;
  readonly span: Int32Array;
  readonly key: Int32Array;
  readonly charges: Int32Array;
  readonly costs: Readonly<Record<CostColumn, Float64Array>>;
  readonly keys: number;
  /** Item number of each key; null in a roll-up by profile. */
  readonly keyItem: Int32Array | null;
  /** Profile number of each key; all are below `profiles`. */
  readonly keyProfile: Int32Array;
  readonly profiles: number;
  /** Value number of each key's allocation text; 0 when it has none. */
  readonly keyAllocation: Int32Array;
  /** Dimension codes of each key, filled as questions need them; see dimension-codes.ts. */
  readonly codes: Map<string, Int32Array>;
}

/** Reads a delivery's roll-up from the store. */
export function loadSegment(database: Database, delivery: DeliveryHead, grain: Grain): Segment {
  const parts = database
    .prepare<[number, string], { cells: number; data: Buffer }>(
      "SELECT cells, data FROM rollup WHERE delivery_id = ? AND grain = ? ORDER BY part",
    )
    .all(delivery.id, grain)
    .map(({ cells, data }) => unpackRollup(data, cells));
  const rollup = parts.length === 1 ? (parts[0] as Rollup) : join(parts);
  const keyed = grain === "item" ? keysOfItems(database, delivery, rollup) : keysOfProfiles(rollup);
  const { cells, day, span, charges, costs } = rollup;
  const profiles = keyed.keyProfile.reduce((most, profile) => Math.max(most, profile), 0) + 1;
  return {
    delivery,
    grain,
    cells,
    day,
    span,
    charges,
    costs,
    ...keyed,
    profiles,
    codes: new Map(),
  };
}

type Keyed = Pick<Segment, "key" | "keys" | "keyItem" | "keyProfile" | "keyAllocation">;

/** A profile roll-up's keys are the pairs of profile and allocation that occur. */
function keysOfProfiles(rollup: Rollup): Keyed {
  const index = new TupleIndex(2);
  const pair = new Int32Array(2);
  const key = new Int32Array(rollup.cells);
  for (let cell = 0; cell < rollup.cells; cell++) {
    pair[0] = rollup.key[cell] as number;
    pair[1] = rollup.allocation[cell] as number;
    key[cell] = index.numberOf(pair) - 1;
  }
  const keys = index.size;
  const field = (at: number) => Int32Array.from({ length: keys }, (_, k) => index.field(k + 1, at));
  return { key, keys, keyItem: null, keyProfile: field(0), keyAllocation: field(1) };
}

/** An item roll-up's keys are the items; item 1 is key 0. */
function keysOfItems(database: Database, delivery: DeliveryHead, rollup: Rollup): Keyed {
  const select = database
    .prepare<[number], [number, number, number | null]>(
      "SELECT id, profile, allocation FROM item WHERE delivery_id = ?",
    )
    .raw();
  const keys = database
    .prepare<[number], { keys: number }>(
      "SELECT coalesce(max(id), 0) AS keys FROM item WHERE delivery_id = ?",
    )
    .get(delivery.id)?.keys;
  const keyItem = Int32Array.from({ length: keys ?? 0 }, (_, key) => key + 1);
  const keyProfile = new Int32Array(keyItem.length);
  const keyAllocation = new Int32Array(keyItem.length);
  for (const [id, profile, allocation] of select.iterate(delivery.id)) {
    keyProfile[id - 1] = profile;
    keyAllocation[id - 1] = allocation ?? 0;
  }
  const key = rollup.key.map((item) => item - 1);
  return { key, keys: keyItem.length, keyItem, keyProfile, keyAllocation };
}

function join(parts: readonly Rollup[]): Rollup {
  const cells = parts.reduce((sum, part) => sum + part.cells, 0);
  const integers = (of: (rollup: Rollup) => Int32Array) =>
    fill(new Int32Array(cells), parts.map(of));
  const cost = (column: CostColumn) =>
    fill(
      new Float64Array(cells),
      parts.map(({ costs }) => costs[column]),
    );
  return {
    cells,
    day: integers((part) => part.day),
    span: integers((part) => part.span),
    key: integers((part) => part.key),
    allocation: integers((part) => part.allocation),
    charges: integers((part) => part.charges),
    costs: {
      BilledCost: cost("BilledCost"),
      EffectiveCost: cost("EffectiveCost"),
      ListCost: cost("ListCost"),
      ContractedCost: cost("ContractedCost"),
    },
  };
}

/** Fills an array with columns, one after the other. */
function fill<T extends Int32Array | Float64Array>(joined: T, columns: readonly T[]): T {
  let at = 0;
  for (const column of columns) {
    joined.set(column, at);
    at += column.length;
  }
  return joined;
}
