import type { Ticket, TicketDraft } from "./ticket.ts";

/** A draft for a recommendation. */
export interface NumberedDraft extends TicketDraft {
  readonly number: number;
  /** By it the ticket is found where it is opened. */
  readonly key: string;
}

/** A ticket that was asked for. */
export interface KeptTicket extends NumberedDraft {
  /** E-mail of who asked for it; empty for the local administrator. */
  readonly person: string;
  /** The channel, by its name, in which it was asked for; null where nothing can be told later on. */
  readonly channel: string | null;
  /** The message in whose thread that was, as couriers name it; null outside of threads. */
  readonly thread: string | null;
  /** Instant, ISO 8601. */
  readonly askedAt: string;
  /** waiting: it will be opened; failed: given up. */
  readonly status: "waiting" | "sent" | "failed";
  /** Why it isn't open, or not yet, in words. */
  readonly problem: string | null;
  /** Null before it is opened. */
  readonly ticket: Ticket | null;
}

/** Who asks for tickets, and where the outcome is told. */
export interface AskedBy {
  readonly person: string;
  /** A channel's name, `slack:T0123/C0456`; null where nothing can be told later on. */
  readonly channel: string | null;
  /** The message in whose thread it is, as couriers name it; absent outside of threads. */
  readonly thread?: string | undefined;
  readonly now: Date;
}

/** Tickets about recommendations; whoever sees a recommendation sees its tickets. */
export interface TicketBook {
  /** Where tickets are opened: “Jira”; null where nothing is configured. */
  readonly system: string | null;
  /** The tickets of recommendations, the oldest first. */
  of(numbers: readonly number[]): readonly KeptTicket[];
  /** What was asked for under an action id; empty where nothing was. */
  askedBy(actionId: string): readonly KeptTicket[];
  /**
   * Has tickets opened; the same action id, or a key that was asked for before, changes nothing: unless it was given
   * up, and is tried anew.
   */
  ask(actionId: string, drafts: readonly NumberedDraft[], by: AskedBy): void;
}
