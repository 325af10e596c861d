import { randomBytes } from "node:crypto";
import type { Database, Statement } from "better-sqlite3";
import type { IssuedAction, IssuedActions } from "#src/chat/ports";
import { later } from "./later.ts";

const DAYS_VALID = 14;
const ID_BYTES = 18;
const DELETE_EVERY_MILLISECONDS = 60_000;

interface Row {
  readonly action: string;
  readonly thread: string;
  readonly answer_id: string;
  readonly state: string;
  readonly person: string;
}

/** What the buttons on the platforms stand for, two weeks long. */
export class StoredIssuedActions implements IssuedActions {
  readonly #insert: Statement<[string, string, string, string, string, string, string]>;
  readonly #select: Statement<[string, string], Row>;
  readonly #deleteOld: Statement<[string]>;
  #deletedAt = Number.NEGATIVE_INFINITY;

  constructor(database: Database) {
    this.#insert = database.prepare(
      `INSERT INTO issued_action (id, action, thread, answer_id, state, person, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#select = database.prepare(
      `SELECT action, thread, answer_id, state, person FROM issued_action
       WHERE id = ? AND expires_at > ?`,
    );
    this.#deleteOld = database.prepare("DELETE FROM issued_action WHERE expires_at <= ?");
  }

  keep({ action, thread, answerId, state, person }: IssuedAction, now: Date): string {
    this.#deleteExpired(now);
    const id = randomBytes(ID_BYTES).toString("base64url");
    const expiresAt = later(now, DAYS_VALID * 86_400);
    this.#insert.run(
      id,
      JSON.stringify(action),
      thread,
      answerId,
      JSON.stringify(state),
      person,
      expiresAt,
    );
    return id;
  }

  /** Each card has several, so not for each of them. */
  #deleteExpired(now: Date): void {
    if (Math.abs(now.getTime() - this.#deletedAt) < DELETE_EVERY_MILLISECONDS) return;
    this.#deletedAt = now.getTime();
    this.#deleteOld.run(now.toISOString());
  }

  find(id: string, now: Date): IssuedAction | null {
    const row = this.#select.get(id, now.toISOString());
    if (row === undefined) return null;
    return {
      action: JSON.parse(row.action) as IssuedAction["action"],
      thread: row.thread,
      answerId: row.answer_id,
      state: JSON.parse(row.state) as IssuedAction["state"],
      person: row.person,
    };
  }
}
