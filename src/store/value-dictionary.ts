import type { Database, Statement } from "better-sqlite3";
import { UserError } from "#src/errors";
import { BulkInsert } from "./bulk-insert.ts";
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
  readonly #highest: Statement<[], { id: number }>;
  readonly #insert: BulkInsert;
  readonly #texts = new Map<number, string>();
  /** Texts that have their number and wait to be written. */
  readonly #waiting = new Map<string, number>();
  readonly #waitingTexts = new Map<number, string>();
  #lastWaiting: number | undefined;

  constructor(database: Database) {
    this.#byHash = database.prepare("SELECT id, text FROM value WHERE hash = ?");
    this.#byId = database.prepare("SELECT text FROM value WHERE id = ?");
    this.#highest = database.prepare("SELECT coalesce(max(id), 0) AS id FROM value");
    this.#insert = new BulkInsert(database, "value", ["id", "hash", "text"]);
  }

  /** The number of a text, given to it now if it is new; `flush` writes it. */
  idOf(text: string): number {
    return this.find(text) ?? this.#add(text);
  }

  /** The number of a text that has one. */
  find(text: string): number | undefined {
    const waiting = this.#waiting.get(text);
    if (waiting !== undefined) return waiting;
    for (const row of this.#byHash.all(textHash(text))) if (row.text === text) return row.id;
    return undefined;
  }

  /** How many texts wait to be written. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Writes the texts that wait.
   * @throws UserError when another process has given their numbers to others: it applied other allocation rules
   */
  flush(): void {
    const [first] = this.#waiting.values();
    if (first === undefined) return;
    if (this.#highestId() >= first) {
      throw new UserError(
        "Another process changed the allocation meanwhile, so nothing was loaded. Try again.",
      );
    }
    this.#insert.flush();
    this.#forgetWaiting();
  }

  /** Forgets what it remembers, and the texts that wait: their numbers are given again. */
  forget(): void {
    this.#texts.clear();
    this.#insert.clear();
    this.#forgetWaiting();
  }

  /** The text behind a number. */
  text(id: number): string {
    const known = this.#texts.get(id) ?? this.#waitingTexts.get(id);
    if (known !== undefined) return known;
    const row = this.#byId.get(id);
    if (row === undefined) throw new Error(`value ${id} is not in the store`);
    if (this.#texts.size >= TEXTS_KEPT) this.#texts.clear();
    this.#texts.set(id, row.text);
    return row.text;
  }

  #add(text: string): number {
    const id = (this.#lastWaiting ?? this.#highestId()) + 1;
    const { values, start } = this.#insert;
    values[start] = id;
    values[start + 1] = textHash(text);
    values[start + 2] = text;
    this.#insert.add();
    this.#waiting.set(text, id);
    this.#waitingTexts.set(id, text);
    this.#lastWaiting = id;
    return id;
  }

  #highestId(): number {
    return this.#highest.get()?.id ?? 0;
  }

  #forgetWaiting(): void {
    this.#waiting.clear();
    this.#waitingTexts.clear();
    this.#lastWaiting = undefined;
  }
}
