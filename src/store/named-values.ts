import type { Database } from "better-sqlite3";
import { PROFILE_COLUMNS, type ProfileColumn } from "./charge-columns.ts";
import { NAME_COLUMNS } from "./dimension.ts";
import { unpackRollup } from "./rollup.ts";
import type { ValueDictionary } from "./value-dictionary.ts";

/** The name under which tag keys stand among the dimensions. */
export const TAG_KEYS = "tag:";

/** What was added up for a profile, an allocation or a value. */
interface Sum {
  cost: number;
  lastDay: number;
}

type Sums = Map<number, Sum>;

/** A value that a delivery has for a dimension, with its display name; 0 stands for none. */
export interface DeliveredValue {
  readonly dimension: string;
  readonly value: number;
  readonly name: number;
  readonly sum: Sum;
}

/** Which values a delivery has, with their display names, from its roll-up by profile. New texts wait to be written. */
export function namedValuesOf(
  database: Database,
  values: ValueDictionary,
  delivery: number,
): DeliveredValue[] {
  const named: DeliveredValue[] = [];
  const add: Add = (dimension, value, name, sum) => named.push({ dimension, value, name, sum });
  const { byProfile, byAllocation } = addUp(database, delivery);
  addProfileColumns(database, delivery, byProfile, add);
  addAllocations(values, byAllocation, add);
  const types = database
    .prepare<[number], { type: number }>(
      "SELECT DISTINCT coalesce(ResourceType, 0) AS type FROM item WHERE delivery_id = ?",
    )
    .all(delivery);
  for (const { type } of types) add("ResourceType", type, 0, { cost: 0, lastDay: 0 });
  addTagKeys(database, values, delivery, add);
  return named;
}

/** Keeps which values a delivery has; there are none of it yet. */
export function insertNamedValues(
  database: Database,
  delivery: number,
  named: readonly DeliveredValue[],
): void {
  const insert = database.prepare(
    `INSERT INTO named_value (delivery_id, dimension, value, name, effective_cost, last_day)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const { dimension, value, name, sum } of named) {
    insert.run(delivery, dimension, value, name, sum.cost, sum.lastDay);
  }
}

/** Tag keys stand under TAG_KEYS, weighed by how many different sets of tags have them. */
function addTagKeys(database: Database, values: ValueDictionary, delivery: number, add: Add): void {
  const counts = new Map<string, number>();
  const sets = database
    .prepare<{ delivery: number }, { text: string }>(
      `SELECT text FROM value WHERE id IN (
         SELECT Tags FROM item WHERE delivery_id = :delivery AND Tags IS NOT NULL
         UNION SELECT AllocatedTags FROM item
           WHERE delivery_id = :delivery AND AllocatedTags IS NOT NULL)`,
    )
    .iterate({ delivery });
  for (const { text } of sets) {
    for (const key of Object.keys(JSON.parse(text) as object)) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of counts) {
    add(TAG_KEYS, values.idOf(key), 0, { cost: count, lastDay: 0 });
  }
}

type Add = (dimension: string, value: number, name: number, sum: Sum) => void;

function addUp(database: Database, delivery: number): { byProfile: Sums; byAllocation: Sums } {
  const byProfile: Sums = new Map();
  const byAllocation: Sums = new Map();
  const parts = database
    .prepare<[number], { cells: number; data: Buffer }>(
      "SELECT cells, data FROM rollup WHERE delivery_id = ? AND grain = 'profile' ORDER BY part",
    )
    .iterate(delivery);
  for (const { cells, data } of parts) {
    const { key, allocation, day, costs } = unpackRollup(data, cells);
    for (let cell = 0; cell < cells; cell++) {
      const cost = costs.EffectiveCost[cell] as number;
      const sum = { cost: Number.isNaN(cost) ? 0 : cost, lastDay: day[cell] as number };
      addTo(byProfile, key[cell] as number, sum);
      addTo(byAllocation, allocation[cell] as number, sum);
    }
  }
  return { byProfile, byAllocation };
}

function addProfileColumns(database: Database, delivery: number, byProfile: Sums, add: Add): void {
  const columns = PROFILE_COLUMNS.map((column): ProfileColumnSums => {
    const name = NAME_COLUMNS[column] as ProfileColumn | undefined;
    const nameAt = name === undefined ? null : PROFILE_COLUMNS.indexOf(name);
    return { column, nameAt, byName: new Map() };
  });
  const select = `SELECT id, ${PROFILE_COLUMNS.join(", ")} FROM profile WHERE delivery_id = ?`;
  // One by one: a large bill has many profiles.
  const rows = database.prepare<[number], (number | null)[]>(select).raw().iterate(delivery);
  for (const [id, ...values] of rows) {
    const sum = byProfile.get(id ?? 0);
    if (sum !== undefined) addProfile(columns, values, sum);
  }
  for (const { column, byName } of columns) {
    for (const [name, sums] of byName) {
      for (const [value, sum] of sums) add(column, value, name, sum);
    }
  }
}

/** The sums of a column's values, apart for each display name; 0 where the column has none. */
interface ProfileColumnSums {
  readonly column: ProfileColumn;
  readonly nameAt: number | null;
  readonly byName: Map<number, Sums>;
}

function addProfile(
  columns: readonly ProfileColumnSums[],
  values: readonly (number | null)[],
  sum: Sum,
): void {
  for (const [at, { nameAt, byName }] of columns.entries()) {
    const name = nameAt === null ? 0 : (values[nameAt] ?? 0);
    let sums = byName.get(name);
    if (sums === undefined) {
      sums = new Map();
      byName.set(name, sums);
    }
    addTo(sums, values[at] ?? 0, sum);
  }
}

function addAllocations(values: ValueDictionary, byAllocation: Sums, add: Add): void {
  const decided = [...byAllocation].map(([allocation, sum]) => {
    const text = allocation === 0 ? "{}" : values.text(allocation);
    return { texts: JSON.parse(text) as Record<string, string>, sum };
  });
  const dimensions = new Set(decided.flatMap(({ texts }) => Object.keys(texts)));
  for (const dimension of dimensions) {
    const sums: Sums = new Map();
    for (const { texts, sum } of decided) {
      const text = texts[dimension];
      addTo(sums, text === undefined ? 0 : values.idOf(text), sum);
    }
    for (const [value, sum] of sums) add(dimension, value, 0, sum);
  }
}

function addTo(sums: Sums, key: number, { cost, lastDay }: Sum): void {
  const sum = sums.get(key);
  if (sum === undefined) {
    sums.set(key, { cost, lastDay });
    return;
  }
  sum.cost += cost;
  if (lastDay > sum.lastDay) sum.lastDay = lastDay;
}
