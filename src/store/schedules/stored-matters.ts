import { randomUUID } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { Day } from "#src/focus/day";

/** waiting: to be told; held-back: only summed up, as there were too many that day. */
export type MatterState = "waiting" | "told" | "held-back" | "over";

/** What an alert is about, from its first sign until it is over. */
export interface Matter {
  readonly id: string;
  readonly key: string;
  readonly channel: string;
  /** JSON, as it was last seen. */
  readonly alert: string;
  /** Goes up whenever the alert changes. */
  readonly revision: number;
  readonly state: MatterState;
  /** As large as it was when it was last told. */
  readonly toldSize: number;
  /** How often its growth was told, and on which local date for the last time. */
  readonly growths: number;
  readonly grownOn: Day | null;
  /** The local date on which it was held back. */
  readonly heldOn: Day | null;
  /** Instant, ISO 8601; null while it goes on. */
  readonly overAt: string | null;
}

const COLUMNS = `id, alert_key AS key, channel, alert, revision, state, told_size AS toldSize, growths,
  grown_on AS grownOn, held_on AS heldOn, over_at AS overAt`;

/** Keeps what alerts were told of. */
export class StoredMatters {
  readonly #database: Database;
  readonly #statements: ReturnType<typeof prepareAll>;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = prepareAll(database);
  }

  /** Does several changes at once or none, and nobody else any between. */
  together(changes: () => void): void {
    this.#database.transaction(changes).immediate();
  }

  /** The last matter of an alert's key: the one that goes on, or the one that ended last. */
  last(key: string): Matter | null {
    return this.#statements.last.get(key) ?? null;
  }

  find(id: string): Matter | null {
    return this.#statements.find.get(id) ?? null;
  }

  waiting(): readonly Matter[] {
    return this.#statements.waiting.all();
  }

  /** What was held back in a channel on a local date. */
  heldBack(channel: string, day: Day): readonly Matter[] {
    return this.#statements.heldBack.all(channel, day);
  }

  begin(key: string, channel: string, alert: string, now: Date): void {
    this.#statements.insert.run(randomUUID(), key, channel, alert, now.toISOString());
  }

  /** Lets what was to be told in one channel wait to be told in another, as something new there. */
  move({ id, channel }: Pick<Matter, "id" | "channel">, to: string): void {
    this.#statements.move.run(to, id, channel);
  }

  keep(matter: Matter): void {
    const { id, alert, revision, state, toldSize, growths, grownOn, heldOn, overAt } = matter;
    const values = [alert, revision, state, toldSize, growths, grownOn, heldOn, overAt, id];
    this.#statements.update.run(...values);
  }
}

function prepareAll(database: Database) {
  return {
    last: database.prepare<[string], Matter>(
      `SELECT ${COLUMNS} FROM matter WHERE alert_key = ? ORDER BY begun_at DESC LIMIT 1`,
    ),
    find: database.prepare<[string], Matter>(`SELECT ${COLUMNS} FROM matter WHERE id = ?`),
    waiting: database.prepare<[], Matter>(`SELECT ${COLUMNS} FROM matter WHERE state = 'waiting'`),
    heldBack: database.prepare<[string, string], Matter>(
      `SELECT ${COLUMNS} FROM matter WHERE channel = ? AND held_on = ?`,
    ),
    insert: database.prepare<string[]>(
      `INSERT INTO matter (id, alert_key, channel, alert, revision, state, told_size, begun_at)
       VALUES (?, ?, ?, ?, 1, 'waiting', 0, ?)`,
    ),
    move: database.prepare<string[]>(
      `UPDATE matter SET channel = ?, state = 'waiting', told_size = 0, held_on = NULL
       WHERE id = ? AND channel = ? AND state <> 'over'`,
    ),
    update: database.prepare<(string | number | null)[]>(
      `UPDATE matter SET alert = ?, revision = ?, state = ?, told_size = ?, growths = ?,
         grown_on = ?, held_on = ?, over_at = ? WHERE id = ?`,
    ),
  };
}
