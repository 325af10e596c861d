import { CallError, type CallFailure } from "#src/sources/calls/call-error";
import type { OpenTicket, TicketQueue, WaitingTicket } from "#src/store/tickets/ticket-queue";
import type { AskedIn } from "./back-link.ts";
import type { BackLink, Ticket, TicketSystem } from "./ticket.ts";

/** What opening tickets takes. */
export interface TicketParts {
  readonly system: TicketSystem;
  readonly queue: TicketQueue;
  readonly now: () => Date;
  /** Where a recommendation is talked about; null where that has no address. */
  readonly backLink: (askedIn: AskedIn) => BackLink | null;
  /** For what isn't the ticket system's doing. */
  readonly reportBug: (error: unknown) => void;
}

/** What became of a ticket, to be told where it was asked for. */
export interface TicketOutcome {
  /** The recommendation that it is about. */
  readonly number: number;
  readonly person: string;
  /** A channel's name; null where it can't be told. */
  readonly channel: string | null;
  readonly status: "sent" | "waiting" | "failed";
  readonly ticket: Ticket | null;
  readonly problem: string | null;
}

/** A ticket that stands otherwise than before. */
export interface TicketChange extends OpenTicket {
  /** As its system called it before. */
  readonly before: string;
}

const MINUTE = 60_000;
/**
 * How long each failed try is waited after, in minutes; one more is the last. The first is long enough for a ticket
 * to be found that was opened without our hearing of it.
 */
const WAITS = [10, 60, 240, 720, 1440] as const;
/** Another try would be answered the same. */
const FINAL: readonly CallFailure[] = ["missing", "refused"];
const GONE = "gone";

/**
 * Opens the tickets that are due, each once: one that is there already, by its key, is taken. What fails is tried
 * again later, and given up after some days. Never throws for what the ticket system does.
 */
export async function sendTickets(parts: TicketParts): Promise<TicketOutcome[]> {
  const outcomes: TicketOutcome[] = [];
  for (const waiting of parts.queue.due(parts.now())) {
    if (!parts.queue.claim(waiting.id, parts.now())) continue;
    outcomes.push(await send(waiting, parts));
  }
  return outcomes;
}

/** Reads how tickets stand that aren't closed; those that stand otherwise than before are told. */
export async function readTickets(parts: TicketParts): Promise<TicketChange[]> {
  const changes: TicketChange[] = [];
  for (const open of parts.queue.open()) {
    const change = await readOne(open, parts);
    if (change !== null) changes.push(change);
  }
  return changes;
}

async function send(waiting: WaitingTicket, parts: TicketParts): Promise<TicketOutcome> {
  const { number, person, channel } = waiting;
  const asked = { number, person, channel };
  const { system, queue, now } = parts;
  let ticket: Ticket;
  try {
    ticket = (await system.find(waiting.key)) ?? (await system.open(waiting));
  } catch (error) {
    return { ...asked, ticket: null, ...notSent(waiting, error, parts) };
  }
  queue.sent(waiting.id, ticket, now());
  return { ...asked, status: "sent", ticket, problem: await linkBack(ticket, waiting, parts) };
}

/** Leaves it to a later try, or gives it up. */
function notSent(
  { id, tries }: WaitingTicket,
  error: unknown,
  { queue, now, reportBug }: TicketParts,
): Pick<TicketOutcome, "status" | "problem"> {
  const failure = error instanceof CallError ? error : null;
  if (failure === null) reportBug(error);
  const problem = failure?.message ?? "Something went wrong inside Tally.";
  const wait = WAITS[tries];
  if (wait === undefined || (failure !== null && FINAL.includes(failure.failure))) {
    queue.fail(id, problem);
    return { status: "failed", problem };
  }
  const longest = Math.max(failure?.retryAfter ?? 0, wait * MINUTE);
  queue.postpone(id, problem, new Date(now().getTime() + longest));
  return { status: "waiting", problem };
}

/** A ticket without its link is a ticket still; what went wrong is told. */
async function linkBack(
  ticket: Ticket,
  askedIn: AskedIn,
  { system, backLink, reportBug }: TicketParts,
): Promise<string | null> {
  const link = backLink(askedIn);
  if (link === null) return null;
  try {
    await system.link(ticket.id, link);
    return null;
  } catch (error) {
    if (error instanceof CallError) return error.message;
    reportBug(error);
    return "The link back to Tally couldn't be made.";
  }
}

async function readOne(open: OpenTicket, parts: TicketParts): Promise<TicketChange | null> {
  const { system, queue, now, reportBug } = parts;
  try {
    const status = (await system.status(open.ticket.id)) ?? { name: GONE, isClosed: true };
    const before = open.ticket.status.name;
    const ticket = { ...open.ticket, status };
    queue.read(open.id, ticket, now());
    return status.name === before ? null : { ...open, ticket, before };
  } catch (error) {
    // It is read again with the next round.
    if (!(error instanceof CallError)) reportBug(error);
    return null;
  }
}
