import { z } from "zod";
import type { Card, CardBlock } from "#src/cards/card";
import { channelName } from "#src/channel";
import { UserError } from "#src/errors";
import { defineSkill, type SkillContext } from "#src/skill";
import type { KeptTicket, NumberedDraft } from "#src/tickets/ticket-book";
import { describeRecommendations } from "./describe-recommendation.ts";
import { recommendationsOf } from "./list-recommendations.ts";
import { selectRecommendations } from "./list-selection.ts";
import { TO_BE_DONE } from "./recommendation-buttons.ts";
import { pickFields, recommendationListSchema } from "./recommendation-list.ts";
import { requireRights } from "./recommendation-rights.ts";
import { capital, nameWords } from "./recommendation-words.ts";
import { pickedRecommendations } from "./take-steps.ts";
import { type TicketsAnswer, ticketsAnswerSchema } from "./ticket-answer.ts";
import { ticketDraft } from "./ticket-draft.ts";
import { isRunning, ticketAnswer, ticketWords } from "./ticket-words.ts";

/** More at once than this nobody reads before confirming. */
const MOST_AT_ONCE = 10;
/** For which recommendations tickets are opened. */
export const createTicketSchema = z.object({
  ...pickFields,
  savings: recommendationListSchema.shape.savings,
  all: z.boolean().default(false).describe("one for each that fits, where several do"),
  drafts: z
    .array(z.object({ number: z.number(), key: z.string(), title: z.string(), body: z.string() }))
    .default([])
    .describe("left empty: what will be sent is written, shown and settled before it is confirmed"),
});

export type CreateTicket = z.infer<typeof createTicketSchema>;

/** “Open a ticket for rec 12” */
export const createTicket = defineSkill({
  name: "create-ticket",
  description:
    "Opens tickets about recommendations in the configured system (Jira, GitHub, GitLab, ServiceNow), each once; what they say is shown before.",
  examples: [
    "open a ticket for rec 12",
    "open a ticket for any waste over $200 a month",
    "create tickets for rec 3, 5 and 9",
  ],
  access: "write",
  input: createTicketSchema,
  output: ticketsAnswerSchema,
  confirm(context, input) {
    const system = systemOf(context);
    const { drafts, left } = draftsFor(context, input);
    const texts = drafts.map(({ title, body }) => `${title}\n${body}`);
    const rest = left === 0 ? "" : `\n\n${left} more fit; ask again for those.`;
    const what = drafts.length === 1 ? "This ticket" : `These ${drafts.length} tickets`;
    const text = `${what} will be opened in ${system}:\n\n${texts.join("\n\n")}${rest}`;
    const numbers = drafts.map(({ number }) => number);
    return { text, input: { ...input, numbers, drafts: [...drafts] } };
  },
  run(context, input) {
    const asked = askedFor(context, input);
    const numbers = [...new Set(asked.map(({ number }) => number))];
    const list = recommendationsOf(context, recommendationListSchema.parse({ numbers }));
    const tickets = asked.map(ticketAnswer);
    const notes = tickets.map((ticket) => {
      const one = list.recommendations.find(({ number }) => number === ticket.number);
      const name = one === undefined ? String(ticket.number) : nameWords(one);
      return `${capital(name)}: its ticket ${ticketWords(ticket)}.`;
    });
    return { ...list, notes, suggestions: ["What else can we save?"], tickets };
  },
  present: ticketsCard,
});

/** Has the confirmed drafts opened; the same action again, what was asked for the first time. */
function askedFor(context: SkillContext, input: CreateTicket): readonly KeptTicket[] {
  const { act, tickets, channel } = context;
  if (act === null) throw new Error("create-ticket was run without being confirmed");
  systemOf(context);
  const before = tickets.askedBy(act.actionId);
  if (before.length > 0) return before;
  const { drafts: now } = draftsFor(context, input);
  const drafts = now.map((own) => confirmed(own, input.drafts));
  tickets.ask(act.actionId, drafts, {
    person: act.person,
    channel: channel === null ? null : channelName(channel),
    thread: channel?.thread,
    now: act.now,
  });
  const keys = new Set(drafts.map(({ key }) => key));
  return tickets.of(drafts.map(({ number }) => number)).filter(({ key }) => keys.has(key));
}

/** What was shown is what is sent, also where its figures have changed since. */
function confirmed(own: NumberedDraft, shown: readonly NumberedDraft[]): NumberedDraft {
  const { title, body } = shown.find(({ number }) => number === own.number) ?? own;
  return { ...own, title, body };
}

/**
 * What the tickets say, those that save most first.
 * @throws UserError where none fits, or all have one
 */
function draftsFor(
  context: SkillContext,
  input: CreateTicket,
): { readonly drafts: readonly NumberedDraft[]; readonly left: number } {
  const seen = seenFor(context, input);
  requireRights(context, "act", seen);
  const kept = context.tickets.of(seen.map(({ number }) => number));
  const described = describeRecommendations(context, seen);
  const without = described.filter(({ tickets }) => !tickets.some(isRunning));
  if (without.length === 0) throw nothingToOpen(kept);
  const drafts = without.slice(0, MOST_AT_ONCE).map((one) =>
    ticketDraft(
      one,
      kept.filter(({ number }) => number === one.number),
    ),
  );
  return { drafts, left: without.length - drafts.length };
}

/** Those of the numbers, or that are described; bounds of the saving mean all within them. */
function seenFor(context: SkillContext, input: CreateTicket) {
  const { numbers, kinds, filters, words, savings } = input;
  if (numbers.length > 0 || savings.length === 0) {
    return pickedRecommendations(context, input, ({ standing: { status } }) =>
      TO_BE_DONE.includes(status),
    );
  }
  const list = { kinds, filters, words, savings, statuses: [...TO_BE_DONE] };
  return selectRecommendations(context, recommendationListSchema.parse(list)).seen;
}

function nothingToOpen(kept: readonly KeptTicket[]): UserError {
  if (kept.length === 0)
    return new UserError("No recommendation fits, so there is nothing to open.");
  const words = kept.map((one) => `${one.number}: ${ticketWords(ticketAnswer(one))}`);
  return new UserError(`There is a ticket already. ${words.join("; ")}.`);
}

/** @throws UserError where no ticket system is configured */
function systemOf({ tickets }: SkillContext): string {
  if (tickets.system !== null) return tickets.system;
  throw new UserError(
    "No ticket system is configured. An administrator sets one under “tickets” in tally.yaml.",
  );
}

function ticketsCard({ notes, tickets }: TicketsAnswer): Card {
  const waits = tickets.some(({ status }) => status === "waiting");
  const lines = waits ? ["It is opened within some minutes; the outcome is told here."] : [];
  return {
    title: tickets.length === 1 ? "Ticket" : "Tickets",
    blocks: [
      ...notes.map((text): CardBlock => ({ type: "text", text })),
      { type: "context", lines },
    ],
  };
}
