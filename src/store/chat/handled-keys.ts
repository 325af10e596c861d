import type { Database, Statement } from "better-sqlite3";
import type { HandledKeys } from "#src/chat/ports";
import { later } from "./later.ts";

/** Handled events and presses, known to every process on the store. */
export class StoredHandledKeys implements HandledKeys {
  readonly #claim: Statement<[string, string, string]>;
  readonly #deleteOld: Statement<[string]>;

  constructor(database: Database) {
    this.#claim = database.prepare(
      `INSERT INTO handled (key, until) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET until = excluded.until WHERE handled.until <= ?`,
    );
    this.#deleteOld = database.prepare("DELETE FROM handled WHERE until <= ?");
  }

  claim(key: string, seconds: number, now: Date): boolean {
    const isFirst = this.#claim.run(key, later(now, seconds), now.toISOString()).changes === 1;
    this.#deleteOld.run(now.toISOString());
    return isFirst;
  }
}
