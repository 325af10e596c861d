import type { Database, Statement } from "better-sqlite3";
import type { SealedInstallations } from "#src/chat/ports";

/** Slack's installations as they were sealed; the store can't read them. */
export class StoredInstallations implements SealedInstallations {
  readonly #upsert: Statement<[string, Uint8Array, string]>;
  readonly #select: Statement<[string], Buffer>;
  readonly #delete: Statement<[string]>;
  readonly #ids: Statement<[], string>;

  constructor(database: Database) {
    this.#upsert = database.prepare(
      `INSERT INTO slack_installation (id, sealed, installed_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET sealed = excluded.sealed, installed_at = excluded.installed_at`,
    );
    this.#select = database
      .prepare<[string], Buffer>("SELECT sealed FROM slack_installation WHERE id = ?")
      .pluck();
    this.#delete = database.prepare("DELETE FROM slack_installation WHERE id = ?");
    this.#ids = database
      .prepare<[], string>("SELECT id FROM slack_installation ORDER BY id")
      .pluck();
  }

  save(id: string, sealed: Uint8Array, now: Date): void {
    this.#upsert.run(id, sealed, now.toISOString());
  }

  find(id: string): Uint8Array | null {
    return this.#select.get(id) ?? null;
  }

  delete(id: string): void {
    this.#delete.run(id);
  }

  ids(): readonly string[] {
    return this.#ids.all();
  }
}
