import type { Log } from "#src/log";
import { readTickets, sendTickets, type TicketParts } from "#src/tickets/send-tickets";
import type { Job } from "./scheduler.ts";
import { timingOf } from "./timing.ts";

const READ_EVERY_MILLISECONDS = 3_600_000;

/** What looking after tickets takes. */
export interface TicketJobParts extends Omit<TicketParts, "reportBug"> {
  readonly log: Log;
}

/** Opens the tickets that were asked for within minutes, and reads how the open ones stand once an hour. */
export function ticketJob(given: TicketJobParts): Job {
  const { log, now } = given;
  const parts = {
    ...given,
    reportBug: (error: unknown) => log.error("a ticket failed", { error }),
  };
  let readAt = 0;
  return {
    name: "tickets",
    timing: timingOf("every 2 minutes", "UTC"),
    lastDone: () => null,
    async run() {
      for (const { number, status, problem } of await sendTickets(parts)) {
        log.info("a ticket was tried", { recommendation: number, status, problem });
      }
      if (now().getTime() - readAt < READ_EVERY_MILLISECONDS) return;
      readAt = now().getTime();
      for (const { number, before, ticket } of await readTickets(parts)) {
        const after = ticket.status.name;
        log.info("a ticket stands otherwise", { recommendation: number, before, after });
      }
    },
  };
}
