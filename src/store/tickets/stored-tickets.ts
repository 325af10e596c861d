import type { Database, Statement } from "better-sqlite3";
import type { Ticket, TicketDraft } from "#src/tickets/ticket";
import type { AskedBy, KeptTicket, NumberedDraft, TicketBook } from "#src/tickets/ticket-book";

interface TicketRow {
  readonly number: number;
  readonly key: string;
  readonly draft: string;
  readonly person: string;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly askedAt: string;
  readonly status: KeptTicket["status"];
  readonly problem: string | null;
  readonly ticket: string | null;
}

const COLUMNS =
  "number, key, draft, person, channel, thread, asked_at AS askedAt, status, problem, ticket";

/** The tickets in the store, as skills ask for them. */
export class StoredTickets implements TicketBook {
  readonly system: string | null;
  readonly #database: Database;
  readonly #select: Statement<[string], TicketRow>;
  readonly #selectAsked: Statement<[string], TicketRow>;
  readonly #insert: Statement<(string | number | null)[]>;

  /** @param system the name of the configured ticket system; null where there is none */
  constructor(database: Database, system: string | null) {
    this.system = system;
    this.#database = database;
    this.#select = database.prepare(
      `SELECT ${COLUMNS} FROM ticket
       WHERE number IN (SELECT value FROM json_each(?)) ORDER BY id`,
    );
    this.#selectAsked = database.prepare(
      `SELECT ${COLUMNS} FROM ticket WHERE action_id = ? ORDER BY id`,
    );
    this.#insert = database.prepare(
      `INSERT INTO ticket (number, key, action_id, draft, person, channel, thread, asked_at, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET
         action_id = excluded.action_id, draft = excluded.draft, person = excluded.person,
         channel = excluded.channel, thread = excluded.thread, asked_at = excluded.asked_at, due_at = excluded.due_at,
         status = 'waiting', tries = 0, problem = NULL
       WHERE ticket.status = 'failed'`,
    );
  }

  of(numbers: readonly number[]): readonly KeptTicket[] {
    return this.#select.all(JSON.stringify(numbers)).map(keptOf);
  }

  askedBy(actionId: string): readonly KeptTicket[] {
    return this.#selectAsked.all(actionId).map(keptOf);
  }

  ask(actionId: string, drafts: readonly NumberedDraft[], by: AskedBy): void {
    const { person, channel, thread = null, now } = by;
    const at = now.toISOString();
    this.#database
      .transaction(() => {
        if (this.#selectAsked.get(actionId) !== undefined) return;
        for (const { number, key, title, body } of drafts) {
          const draft: TicketDraft = { title, body };
          const text = JSON.stringify(draft);
          this.#insert.run(number, key, actionId, text, person, channel, thread, at, at);
        }
      })
      .immediate();
  }
}

function keptOf({ draft, ticket, ...row }: TicketRow): KeptTicket {
  return {
    ...row,
    ...(JSON.parse(draft) as TicketDraft),
    ticket: ticket === null ? null : (JSON.parse(ticket) as Ticket),
  };
}
