import type { Database, Statement } from "better-sqlite3";
import type { Ticket, TicketDraft, TicketToOpen } from "#src/tickets/ticket";

/** A ticket that is to be opened. */
export interface WaitingTicket extends TicketToOpen {
  readonly id: number;
  /** The recommendation that it is about. */
  readonly number: number;
  /** How often that was tried. */
  readonly tries: number;
  readonly person: string;
  readonly channel: string | null;
  readonly thread: string | null;
}

/** A ticket that is open as far as is known. */
export interface OpenTicket extends Omit<WaitingTicket, keyof TicketToOpen | "tries"> {
  readonly ticket: Ticket;
}

interface Row {
  readonly id: number;
  readonly number: number;
  readonly key: string;
  readonly draft: string;
  readonly tries: number;
  readonly person: string;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly ticket: string | null;
}

/** A process that is at a ticket for longer than this, in milliseconds, has died over it. */
const LONGEST_CLAIM = 900_000;
const COLUMNS = "id, number, key, draft, tries, person, channel, thread, ticket";

/** Keeps how far the opening of tickets is, for whoever opens them. */
export class TicketQueue {
  readonly #due: Statement<[string], Row>;
  readonly #open: Statement<[], Row>;
  readonly #claim: Statement<[string, number, string]>;
  readonly #sent: Statement<[string, string, number]>;
  readonly #postpone: Statement<[string, string, number]>;
  readonly #fail: Statement<[string, number]>;
  readonly #read: Statement<[string, string, number]>;

  constructor(database: Database) {
    this.#due = database.prepare(
      `SELECT ${COLUMNS} FROM ticket WHERE status = 'waiting' AND due_at <= ? ORDER BY id`,
    );
    this.#open = database.prepare(
      `SELECT ${COLUMNS} FROM ticket
       WHERE status = 'sent' AND NOT json_extract(ticket, '$.status.isClosed') ORDER BY id`,
    );
    this.#claim = database.prepare(
      `UPDATE ticket SET claimed_at = ?
       WHERE id = ? AND status = 'waiting' AND (claimed_at IS NULL OR claimed_at < ?)`,
    );
    this.#sent = database.prepare(
      `UPDATE ticket SET status = 'sent', ticket = ?, read_at = ?, problem = NULL, claimed_at = NULL
       WHERE id = ?`,
    );
    this.#postpone = database.prepare(
      `UPDATE ticket SET problem = ?, due_at = ?, tries = tries + 1, claimed_at = NULL WHERE id = ?`,
    );
    this.#fail = database.prepare(
      "UPDATE ticket SET status = 'failed', problem = ?, claimed_at = NULL WHERE id = ?",
    );
    this.#read = database.prepare("UPDATE ticket SET ticket = ?, read_at = ? WHERE id = ?");
  }

  /** Those that are due at an instant, the oldest first. */
  due(now: Date): readonly WaitingTicket[] {
    return this.#due.all(now.toISOString()).map(({ draft, ticket: _ticket, ...row }) => ({
      ...row,
      ...(JSON.parse(draft) as TicketDraft),
    }));
  }

  /** Those that aren't closed as far as is known. */
  open(): readonly OpenTicket[] {
    return this.#open
      .all()
      .flatMap(({ id, number, person, channel, thread, ticket }) =>
        ticket === null
          ? []
          : [{ id, number, person, channel, thread, ticket: JSON.parse(ticket) as Ticket }],
      );
  }

  /** Keeps other processes from a ticket; false where one is at it already. */
  claim(id: number, now: Date): boolean {
    const died = new Date(now.getTime() - LONGEST_CLAIM).toISOString();
    return this.#claim.run(now.toISOString(), id, died).changes === 1;
  }

  /** It was opened. */
  sent(id: number, ticket: Ticket, now: Date): void {
    this.#sent.run(JSON.stringify(ticket), now.toISOString(), id);
  }

  /** It is tried again, not before `due`. */
  postpone(id: number, problem: string, due: Date): void {
    this.#postpone.run(problem, due.toISOString(), id);
  }

  /** It is given up. */
  fail(id: number, problem: string): void {
    this.#fail.run(problem, id);
  }

  /** How it stands was read. */
  read(id: number, ticket: Ticket, now: Date): void {
    this.#read.run(JSON.stringify(ticket), now.toISOString(), id);
  }
}
