import type { Database } from "better-sqlite3";
import type { AllocationDimension, Allocator } from "./allocation.ts";
import { COST_COLUMNS, ITEM_COLUMNS, PROFILE_COLUMNS } from "./charge-columns.ts";
import { insertNamedValues, namedValuesOf } from "./named-values.ts";
import { packRollup, type Rollup, RollupBuilder, unpackRollup } from "./rollup.ts";
import type { ValueDictionary } from "./value-dictionary.ts";

const SETTING = "allocation";

/** What an item's allocation is decided by: its profile's columns, then its own. */
const ITEMS = `
  SELECT item.id, item.profile, item.allocation,
    ${PROFILE_COLUMNS.map((column) => `profile."${column}"`).join(", ")},
    ${ITEM_COLUMNS.map((column) => `item."${column}"`).join(", ")}
  FROM item JOIN profile ON profile.delivery_id = item.delivery_id AND profile.id = item.profile
  WHERE item.delivery_id = ? AND item.id > ? ORDER BY item.id LIMIT ?`;

/** Items decided at a time, so that a large delivery fits in memory. */
const ITEMS_AT_A_TIME = 10_000;

/**
 * Brings the store in line with the allocation rules: where they changed since the charges were loaded,
 * every item is decided anew and the roll-ups by profile are made again, in one transaction.
 */
export function applyAllocation(
  database: Database,
  values: ValueDictionary,
  allocator: Allocator,
  rules: readonly AllocationDimension[],
): void {
  if (isApplied(database, rules)) return;
  const wanted = storedFormOf(rules);
  database.transaction(() => {
    const deliveries = database
      .prepare<[], { id: number }>("SELECT id FROM delivery WHERE superseded_at IS NULL")
      .all();
    for (const { id } of deliveries) {
      allocateDelivery(database, allocator, id);
      database.prepare("DELETE FROM named_value WHERE delivery_id = ?").run(id);
      insertNamedValues(database, id, namedValuesOf(database, values, id));
    }
    values.flush();
    database
      .prepare(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = ?",
      )
      .run(SETTING, wanted, wanted);
  })();
}

/** Whether the allocation of all charges is by these rules. */
export function isApplied(database: Database, rules: readonly AllocationDimension[]): boolean {
  const applied = database
    .prepare<[string], { value: string }>("SELECT value FROM setting WHERE name = ?")
    .get(SETTING)?.value;
  return applied === storedFormOf(rules);
}

/** Splits are not stored: they are worked out while reading, from all deliveries. */
function storedFormOf(rules: readonly AllocationDimension[]): string {
  return JSON.stringify(rules.map(({ split: _split, ...stored }) => stored));
}

function allocateDelivery(database: Database, allocator: Allocator, delivery: number): void {
  const select = database.prepare<[number, number, number], (number | null)[]>(ITEMS).raw();
  const update = database.prepare(
    "UPDATE item SET allocation = ? WHERE delivery_id = ? AND id = ?",
  );
  const profiles: number[] = [];
  const allocations: number[] = [];
  let last = 0;
  for (;;) {
    const rows = select.all(delivery, last, ITEMS_AT_A_TIME);
    for (const [id, profile, before, ...columns] of rows) {
      last = id ?? 0;
      const allocation = decide(allocator, columns);
      profiles[last] = profile ?? 0;
      allocations[last] = allocation;
      if (allocation !== (before ?? 0)) update.run(allocation || null, delivery, last);
    }
    if (rows.length < ITEMS_AT_A_TIME) break;
  }
  rollUpByProfile(database, delivery, profiles, allocations);
}

function decide(allocator: Allocator, columns: readonly (number | null)[]): number {
  const numbers = Int32Array.from(columns, (value) => value ?? 0);
  return allocator.allocationOf(
    numbers.subarray(0, PROFILE_COLUMNS.length),
    numbers.subarray(PROFILE_COLUMNS.length, PROFILE_COLUMNS.length + ITEM_COLUMNS.length),
  );
}

/** Makes the roll-up by profile and allocation from the one by item. */
function rollUpByProfile(
  database: Database,
  delivery: number,
  profiles: readonly number[],
  allocations: readonly number[],
): void {
  const parts = database
    .prepare<[number], { cells: number; data: Buffer }>(
      "SELECT cells, data FROM rollup WHERE delivery_id = ? AND grain = 'item' ORDER BY part",
    )
    .all(delivery);
  const builder = new RollupBuilder();
  const costs = new Float64Array(COST_COLUMNS.length);
  for (const { cells, data } of parts) {
    const rollup: Rollup = unpackRollup(data, cells);
    for (let cell = 0; cell < cells; cell++) {
      COST_COLUMNS.forEach((column, at) => {
        costs[at] = rollup.costs[column][cell] as number;
      });
      const item = rollup.key[cell] as number;
      builder.add(
        rollup.day[cell] as number,
        rollup.span[cell] as number,
        profiles[item] ?? 0,
        allocations[item] ?? 0,
        rollup.charges[cell] as number,
        costs,
      );
    }
  }
  const rollup = builder.take();
  database.prepare("DELETE FROM rollup WHERE delivery_id = ? AND grain = 'profile'").run(delivery);
  database
    .prepare(
      "INSERT INTO rollup (delivery_id, grain, part, cells, data) VALUES (?, 'profile', 0, ?, ?)",
    )
    .run(delivery, rollup.cells, packRollup(rollup));
}
