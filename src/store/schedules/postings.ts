import { randomUUID } from "node:crypto";
import type { Database, Statement } from "better-sqlite3";
import type { Day } from "#src/focus/day";
import type { PostingState } from "#src/schedule-book";
import type { Owner } from "#src/store/process-owner";

/** report: of a schedule; alert: the first of a matter; growth: into its thread; update: in the place of another. */
export type PostingKind = "report" | "alert" | "growth" | "update" | "held-back";

/** What there is one posting of. */
export interface PostingKey {
  readonly kind: PostingKind;
  /** The id of the schedule or of the matter; the channel of what was held back. */
  readonly subject: string;
  /** Which one of the subject's: a report's local date, or a number. */
  readonly step: string;
  /** `slack:T0123/C0456` */
  readonly channel: string;
}

/** A message on its way, or what became of it. Instants are ISO 8601. */
export interface Posting extends PostingKey {
  /** Also its mark on the platform. */
  readonly id: string;
  /** The local date on which it is due; once it is sent, on which it was. */
  readonly day: Day;
  readonly dueAt: string;
  readonly tries: number;
  /** When the platform was first and last handed it; null before. */
  readonly firstTriedAt: string | null;
  readonly lastTriedAt: string | null;
  /** The platform's id of the message in whose thread it was tried. */
  readonly thread: string | null;
  /** Whether a try may have arrived. */
  readonly isInDoubt: boolean;
  /** Whether it had to wait for data. */
  readonly hasWaited: boolean;
  readonly state: PostingState;
  readonly messageId: string | null;
  readonly problem: string | null;
  readonly settledAt: string | null;
}

/** Why something is tried later. */
export interface Postponement {
  readonly until: Date;
  /** Null where nothing is wrong. */
  readonly problem: string | null;
  /** Whether it counts as a try that failed. */
  readonly isTry: boolean;
  readonly isInDoubt: boolean;
  readonly hasWaited?: boolean;
}

type PostingRow = Omit<Posting, "isInDoubt" | "hasWaited"> & {
  readonly isInDoubt: 0 | 1;
  readonly hasWaited: 0 | 1;
  readonly owner: string | null;
  readonly ownedUntil: string | null;
};

const COLUMNS = `id, kind, subject, step, channel, day, due_at AS dueAt, tries,
  first_tried_at AS firstTriedAt, last_tried_at AS lastTriedAt, thread,
  is_in_doubt AS isInDoubt, has_waited AS hasWaited, owner,
  owned_until AS ownedUntil, state, message_id AS messageId, problem, settled_at AS settledAt`;

/** Keeps what is to be posted, and how far it is: each once, by one process at a time. */
export class Postings {
  readonly #database: Database;
  readonly #statements: ReturnType<typeof prepareAll>;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = prepareAll(database);
  }

  /** Plans one; returns false where it was planned before. */
  plan(key: PostingKey, day: Day, dueAt: Date): boolean {
    const { kind, subject, step, channel } = key;
    const due = dueAt.toISOString();
    const values = [randomUUID(), kind, subject, step, channel, day, due, due];
    return this.#statements.insert.run(...values).changes === 1;
  }

  /**
   * Plans one in the place of those of its subject that are open and were never handed to the platform. Returns
   * false, and leaves all as it is, where it was planned before.
   */
  planInstead(key: PostingKey, dueAt: Date, reason: string, now: Date): boolean {
    return this.#database
      .transaction(() => {
        if (!this.plan(key, key.step, dueAt)) return false;
        const { subject, step } = key;
        this.#statements.skipOthers.run(reason, now.toISOString(), subject, step);
        return true;
      })
      .immediate();
  }

  /**
   * Takes the one that is due first, for so many milliseconds; null where none is. The next of a subject has to
   * wait for the one before; what another process had and left by its death is free.
   */
  claim(
    owner: Owner,
    now: Date,
    lease: number,
    isFor: (channel: string) => boolean,
  ): Posting | null {
    // Nobody is kept from writing only to see that there is nothing to do.
    const next = this.nextTry();
    if (next === null || next > now) return null;
    return this.#database
      .transaction(() => {
        const free = this.#statements.due
          .all(now.toISOString())
          .find((row) => isFor(row.channel) && !isHeld(row, owner, now));
        if (free === undefined) return null;
        const until = new Date(now.getTime() + lease).toISOString();
        this.#statements.own.run(owner.name, until, free.id);
        return postingOf(free);
      })
      .immediate();
  }

  /** Notes that the platform is handed it now. Returns false where it isn't this owner's any more. */
  begin(
    id: string,
    thread: string | null,
    owner: Owner,
    { now, lease }: { readonly now: Date; readonly lease: number },
  ): boolean {
    const instant = now.toISOString();
    const until = new Date(now.getTime() + lease).toISOString();
    const values = [instant, instant, thread, until, id, owner.name, instant];
    return this.#statements.begin.run(...values).changes === 1;
  }

  /** Ends it; a message that arrived after all ends one that was unsure, too. */
  settle(
    id: string,
    state: Exclude<PostingState, "open">,
    outcome: { readonly messageId?: string; readonly problem?: string; readonly day: Day },
    now: Date,
  ): void {
    const { messageId = null, problem = null, day } = outcome;
    this.#statements.settle.run(state, messageId, problem, day, now.toISOString(), id);
  }

  /** Leaves it to a later try, by whichever process. */
  postpone(id: string, { until, problem, isTry, isInDoubt, hasWaited }: Postponement): void {
    this.#statements.postpone.run(
      until.toISOString(),
      problem,
      Number(isTry),
      Number(isInDoubt),
      Number(hasWaited ?? false),
      id,
    );
  }

  /** When the next open one is to be tried; null where none is open. */
  nextTry(): Date | null {
    const next = this.#statements.nextTry.get();
    return next === undefined || next === null ? null : new Date(next);
  }

  /** The last ones of a subject, the newest first. */
  of(subject: string, limit: number): Posting[] {
    return this.#statements.ofSubject.all(subject, limit).map(postingOf);
  }

  /** The platform's id of a message; null where it isn't sent. */
  messageOf(key: PostingKey): string | null {
    const { kind, subject, step, channel } = key;
    return this.#statements.message.get(kind, subject, step, channel) ?? null;
  }

  /** How many new alerts a channel got on a local date, with those that are still on their way. */
  alertsOn(channel: string, day: Day): number {
    return this.#statements.countAlerts.get(channel, day) ?? 0;
  }

  /** What was ended from an instant on, in that order. */
  settledSince(since: Date): Posting[] {
    return this.#statements.settledSince.all(since.toISOString()).map(postingOf);
  }

  /** What failed, or may not have arrived, and was due since an instant; the newest first. */
  troubles(since: Date): Posting[] {
    return this.#statements.troubles.all(since.toISOString()).map(postingOf);
  }
}

function isHeld({ owner, ownedUntil }: PostingRow, { isAlive }: Owner, now: Date): boolean {
  if (owner === null || ownedUntil === null) return false;
  return ownedUntil > now.toISOString() && isAlive(owner);
}

function postingOf({ owner: _, ownedUntil: __, ...row }: PostingRow): Posting {
  return { ...row, isInDoubt: row.isInDoubt === 1, hasWaited: row.hasWaited === 1 };
}

function prepareAll(database: Database) {
  return {
    insert: database.prepare<string[]>(
      `INSERT INTO posting (id, kind, subject, step, channel, day, due_at, next_try_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    due: database.prepare<[string], PostingRow>(
      `SELECT ${COLUMNS} FROM posting AS one WHERE state = 'open' AND next_try_at <= ?
       AND NOT EXISTS (
         SELECT 1 FROM posting AS earlier
         WHERE earlier.subject = one.subject AND earlier.channel = one.channel
           AND earlier.state = 'open' AND earlier.number < one.number
       )
       ORDER BY due_at, number`,
    ),
    own: database.prepare<string[]>("UPDATE posting SET owner = ?, owned_until = ? WHERE id = ?"),
    begin: database.prepare<(string | null)[]>(
      `UPDATE posting SET is_in_doubt = 1, first_tried_at = coalesce(first_tried_at, ?),
         last_tried_at = ?, thread = ?, owned_until = ?
       WHERE id = ? AND owner = ? AND owned_until > ? AND state = 'open'`,
    ),
    settle: database.prepare<(string | null)[]>(
      `UPDATE posting SET state = ?, message_id = ?, problem = ?, day = ?, settled_at = ?,
         is_in_doubt = 0, owner = NULL, owned_until = NULL
       WHERE id = ? AND state IN ('open', 'unsure')`,
    ),
    postpone: database.prepare<(string | number | null)[]>(
      `UPDATE posting SET next_try_at = ?, problem = ?, tries = tries + ?, is_in_doubt = ?,
         has_waited = max(has_waited, ?), owner = NULL, owned_until = NULL
       WHERE id = ? AND state = 'open'`,
    ),
    skipOthers: database.prepare<string[]>(
      `UPDATE posting SET state = 'skipped', problem = ?, settled_at = ?
       WHERE subject = ? AND step <> ? AND state = 'open' AND is_in_doubt = 0`,
    ),
    nextTry: database
      .prepare<[], string | null>("SELECT min(next_try_at) FROM posting WHERE state = 'open'")
      .pluck() as Statement<[], string | null>,
    ofSubject: database.prepare<[string, number], PostingRow>(
      `SELECT ${COLUMNS} FROM posting WHERE subject = ? ORDER BY number DESC LIMIT ?`,
    ),
    message: database
      .prepare<string[], string | null>(
        `SELECT message_id FROM posting
         WHERE kind = ? AND subject = ? AND step = ? AND channel = ? AND state = 'sent'`,
      )
      .pluck() as Statement<string[], string | null>,
    countAlerts: database
      .prepare<[string, string], number>(
        `SELECT count(*) FROM posting WHERE channel = ? AND kind = 'alert'
         AND (day = ? OR state = 'open') AND state IN ('open', 'sent', 'unsure')`,
      )
      .pluck() as Statement<[string, string], number>,
    settledSince: database.prepare<[string], PostingRow>(
      `SELECT ${COLUMNS} FROM posting WHERE settled_at >= ? ORDER BY settled_at, number`,
    ),
    troubles: database.prepare<[string], PostingRow>(
      `SELECT ${COLUMNS} FROM posting
       WHERE due_at >= ? AND state IN ('failed', 'unsure') ORDER BY number DESC`,
    ),
  };
}
