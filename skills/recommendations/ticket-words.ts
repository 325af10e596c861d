import type { KeptTicket } from "#src/tickets/ticket-book";
import type { TicketAnswer } from "./ticket-schema.ts";

/** A ticket as answers hold it. */
export function ticketAnswer(kept: KeptTicket): TicketAnswer {
  const { number, title, body, status, problem, ticket, person, askedAt } = kept;
  const opened =
    ticket === null
      ? null
      : {
          name: ticket.name,
          url: ticket.url,
          stands: ticket.status.name,
          isClosed: ticket.status.isClosed,
        };
  return { number, title, body, status, problem, ticket: opened, person, askedAt };
}

type Running = Pick<TicketAnswer, "status" | "problem" | "ticket">;

/** Whether a ticket is open, or will be; no other one is opened beside it. */
export function isRunning({ status, ticket }: Omit<Running, "problem">): boolean {
  return status !== "failed" && ticket?.isClosed !== true;
}

/** `FIN-12 (In Progress): https://…`, `will be opened`, `couldn't be opened: …`. */
export function ticketWords({ status, problem, ticket }: Running): string {
  if (ticket !== null) return `${ticket.name} (${ticket.stands}): ${ticket.url}`;
  const why = problem === null ? "" : `: ${problem}`;
  return status === "failed" ? `couldn't be opened${why}` : `will be opened${why}`;
}
