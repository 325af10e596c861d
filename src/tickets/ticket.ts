/** What a ticket says, as it was confirmed. */
export interface TicketDraft {
  /** At most 160 characters, in one line. */
  readonly title: string;
  /** Plain text; lines end with a newline. */
  readonly body: string;
}

/** A draft as it is opened. */
export interface TicketToOpen extends TicketDraft {
  /** Ours: by it the ticket is found again. Small letters, digits and dashes. */
  readonly key: string;
}

/** How a ticket stands where it was opened. */
export interface TicketStatus {
  /** In the words of its system: “In Progress”. */
  readonly name: string;
  readonly isClosed: boolean;
}

/** A ticket that was opened. */
export interface Ticket {
  /** As its system calls it: `FIN-12`, `34`. */
  readonly id: string;
  /** What people call it by, where that is something else: `INC0010023`. */
  readonly name: string;
  /** Where people see it. */
  readonly url: string;
  readonly status: TicketStatus;
}

/** Where a ticket's recommendation is to be found. */
export interface BackLink {
  readonly address: string;
  readonly title: string;
}

/** Where tickets are opened. All calls throw CallError, whose message holds nothing of what was answered. */
export interface TicketSystem {
  /** “Jira” */
  readonly name: string;
  /** The ticket of a key; null where there is none. */
  find(key: string): Promise<Ticket | null>;
  /** Opens a ticket; tried once only, since the same again is another ticket. */
  open(ticket: TicketToOpen): Promise<Ticket>;
  /** How a ticket stands; null for one that isn't there any more. */
  status(id: string): Promise<TicketStatus | null>;
  /** Links a ticket back to what it is about. */
  link(id: string, link: BackLink): Promise<void>;
}
