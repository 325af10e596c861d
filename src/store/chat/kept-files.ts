import { randomBytes } from "node:crypto";
import type { Database, Statement } from "better-sqlite3";

import type { KeptFile, KeptFiles } from "#src/chat/ports";
import { later } from "./later.ts";

const DAYS_VALID = 1;
const ID_BYTES = 24;

interface Row {
  readonly name: string;
  readonly media_type: KeptFile["mediaType"];
  readonly content: Buffer;
  readonly description: string;
}

/** Files that a platform fetches by an address nobody can guess, for a day. */
export class StoredFiles implements KeptFiles {
  readonly #insert: Statement<[string, string, string, Uint8Array, string, string]>;
  readonly #select: Statement<[string, string], Row>;
  readonly #deleteOld: Statement<[string]>;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO kept_file (id, name, media_type, content, description, expires_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#select = database.prepare(
      `SELECT name, media_type, content, description FROM kept_file
       WHERE id = ? AND expires_at > ?`,
    );
    this.#deleteOld = database.prepare("DELETE FROM kept_file WHERE expires_at <= ?");
  }

  keep({ name, mediaType, content, description }: KeptFile, now: Date): string {
    this.#deleteOld.run(now.toISOString());
    const id = randomBytes(ID_BYTES).toString("base64url");
    this.#insert.run(id, name, mediaType, content, description, later(now, DAYS_VALID * 86_400));
    return id;
  }

  find(id: string, now: Date): KeptFile | null {
    const row = this.#select.get(id, now.toISOString());
    if (row === undefined) return null;
    const { name, media_type: mediaType, content, description } = row;
    return { name, mediaType, content, description };
  }
}
