import type { Database } from "better-sqlite3";
import { ExactSum } from "#src/focus/exact-sum";
import { COST_COLUMNS } from "./charge-columns.ts";
import { unpackRollup } from "./rollup.ts";

/** Sums of the same charges by two ways may differ by this share of what was added up. */
const TOLERANCE = 1e-9;

/** One check of the store; `problem` is null where it holds. */
export interface StoreCheck {
  readonly name: string;
  readonly problem: string | null;
}

/** Checks the file's integrity, its references, and the roll-ups and totals against the charges. */
export function checkStore(database: Database): StoreCheck[] {
  const integrity = String(database.pragma("integrity_check", { simple: true }));
  const references = database.pragma("foreign_key_check") as unknown[];
  return [
    { name: "the file is intact", problem: integrity === "ok" ? null : integrity },
    {
      name: "all references hold",
      problem: references.length === 0 ? null : `${references.length} broken ones`,
    },
    { name: "roll-ups agree with the charges", problem: disagreement(database) },
  ];
}

interface Delivered {
  readonly id: number;
  readonly charges: number;
}

/** The first delivery whose roll-ups hold another sum or count than its charges, in words. */
function disagreement(database: Database): string | null {
  const deliveries = database
    .prepare<[], Delivered>("SELECT id, charges FROM delivery WHERE superseded_at IS NULL")
    .all();
  for (const { id } of deliveries) {
    const charged = chargedSums(database, id);
    for (const grain of ["item", "profile"]) {
      const rolledUp = rolledUpSums(database, id, grain);
      const at = charged.findIndex((sum, index) => differ(sum, rolledUp[index] ?? 0));
      if (at >= 0) {
        const what = COST_COLUMNS[at] ?? "number of charges";
        return `delivery ${id} by ${grain}: ${what} ${charged[at]} against ${rolledUp[at]}; import it again with --again`;
      }
    }
  }
  return null;
}

/** Sums of the cost columns, then the number of charges. */
function chargedSums(database: Database, delivery: number): number[] {
  const sums = COST_COLUMNS.map((column) => `coalesce(sum("${column}"), 0)`).join(", ");
  return database
    .prepare<[number], number[]>(`SELECT ${sums}, count(*) FROM charge WHERE delivery_id = ?`)
    .raw()
    .get(delivery) as number[];
}

function rolledUpSums(database: Database, delivery: number, grain: string): number[] {
  const sums = COST_COLUMNS.map(() => new ExactSum());
  let charges = 0;
  const parts = database
    .prepare<[number, string], { cells: number; data: Buffer }>(
      "SELECT cells, data FROM rollup WHERE delivery_id = ? AND grain = ?",
    )
    .all(delivery, grain);
  for (const { cells, data } of parts) {
    const rollup = unpackRollup(data, cells);
    COST_COLUMNS.forEach((column, at) => {
      for (const cost of rollup.costs[column]) if (!Number.isNaN(cost)) sums[at]?.add(cost);
    });
    charges += rollup.charges.reduce((sum, count) => sum + count, 0);
  }
  return [...sums.map(({ value }) => value), charges];
}

function differ(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
