import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { AuditEvent } from "#src/audit/entry";
import { openStore } from "#src/store/open-store";
import { temporaryFolder } from "../random-bill.ts";

/** Runs a check with the file of an empty store. */
export async function withStoreFile(check: (file: string) => void | Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  try {
    await check(join(folder, "tally.db"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a check with an empty store. */
export function withDatabase(check: (database: Database) => void | Promise<void>): Promise<void> {
  return withStoreFile(async (file) => {
    const database = openStore(file);
    try {
      await check(database);
    } finally {
      database.close();
    }
  });
}

/** A question of Ann's, unless told otherwise. */
export function event(part: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: new Date("2026-11-20T09:00:00Z"),
    kind: "question",
    person: "ann@example.com",
    platform: "slack",
    channel: "slack:T1/C1",
    what: { skill: "get-spend", status: "answered" },
    text: "what did we spend?",
    ...part,
  };
}

/** Lets an attacker write to the store's file: what keeps others from it is gone. */
export function disarm(database: Database): void {
  const triggers = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit_%'",
    )
    .pluck()
    .all();
  for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger}`);
}
