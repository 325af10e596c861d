import type { Database, Statement } from "better-sqlite3";
import { textHash } from "./text-hash.ts";

interface ValueRow {
  readonly id: number;
  readonly text: string;
}

const TEXTS_KEPT = 200_000;

/** The texts of the bill by number: each distinct text stands once in table `value`. Number 0 is null. */
export class ValueDictionary {
  readonly #byHash: Statement<[number], ValueRow>;
  readonly #byId: Statement<[number], { text: string }>;
  readonly #insert: Statement<[number, string]>;
  readonly #texts = new Map<number, string>();

  constructor(database: Database) {
    this.#byHash = database.prepare("SELECT id, text FROM value WHERE hash = ?");
    this.#byId = database.prepare("SELECT text FROM value WHERE id = ?");
    this.#insert = database.prepare("INSERT INTO value (hash, text) VALUES (?, ?)");
  }

  /** The number of a text, given to it now if it is new. */
  idOf(text: string): number {
    return this.find(text) ?? Number(this.#insert.run(textHash(text), text).lastInsertRowid);
  }

  /** The number of a text that the store already holds. */
  find(text: string): number | undefined {
    for (const row of this.#byHash.all(textHash(text))) if (row.text === text) return row.id;
    return undefined;
  }

  /** Forgets what it remembers: after a rollback the numbers given meanwhile are given again. */
  forget(): void {
    this.#texts.clear();
  }

  /** The text behind a number. */
  text(id: number): string {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const row = this.#byId.get(id);
    if (row === undefined) throw new Error(`value ${id} is not in the store`);
    if (this.#texts.size >= TEXTS_KEPT) this.#texts.clear();
    this.#texts.set(id, row.text);
    return row.text;
  }
}
