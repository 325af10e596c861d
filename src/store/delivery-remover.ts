import type { Database } from "better-sqlite3";

/** What a delivery is made of, and how many rows of it are deleted at a time. */
const ROWS_AT_A_TIME = {
  charge: 1_000,
  item: 1_000,
  rollup: 1,
  profile: 1_000,
  finding: 1_000,
  named_value: 1_000,
} as const;

/** So long others wait at most for a transaction that removes, in milliseconds. */
const TRANSACTION_TIME = 40;

interface Leaving {
  readonly id: number;
  readonly sourceId: number;
  readonly stage: "discarded" | "superseded";
}

/** Whether there is anything that was staged, discarded or superseded and isn't removed yet. */
export function hasRest(database: Database): boolean {
  const any = database.prepare("SELECT 1 FROM delivery WHERE stage IS NOT NULL LIMIT 1");
  return any.get() !== undefined;
}

/** Whatever is staged will never count. Within a transaction. */
export function discardStaged(database: Database): void {
  database.prepare("UPDATE delivery SET stage = 'discarded' WHERE stage = 'staged'").run();
}

/**
 * Deletes some of what superseded and discarded deliveries were made of, and then the discarded ones themselves;
 * returns whether all is gone. Within a transaction, which stays short.
 */
export function removeSome(database: Database): boolean {
  const end = performance.now() + TRANSACTION_TIME;
  do {
    const leaving = database
      .prepare<[], Leaving>(
        `SELECT id, source_id AS sourceId, stage FROM delivery
         WHERE stage IN ('discarded', 'superseded') ORDER BY id LIMIT 1`,
      )
      .get();
    if (leaving === undefined) return true;
    if (!removeRows(database, leaving.id)) finish(database, leaving);
  } while (performance.now() < end);
  return false;
}

/** Whether there were any. */
function removeRows(database: Database, delivery: number): boolean {
  return Object.entries(ROWS_AT_A_TIME).some(
    ([table, rows]) =>
      database.prepare(`DELETE FROM ${table} WHERE delivery_id = ? LIMIT ${rows}`).run(delivery)
        .changes > 0,
  );
}

function finish(database: Database, { id, sourceId, stage }: Leaving): void {
  if (stage === "superseded") {
    database.prepare("UPDATE delivery SET stage = NULL WHERE id = ?").run(id);
    return;
  }
  database.prepare("DELETE FROM delivery WHERE id = ?").run(id);
  // A source that is known by nothing else came with it.
  database
    .prepare(
      `DELETE FROM source WHERE id = :id
       AND NOT EXISTS (SELECT 1 FROM delivery WHERE source_id = :id)`,
    )
    .run({ id: sourceId });
}
