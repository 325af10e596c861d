import { addDays } from "#src/focus/day";
import type { Alert } from "#src/schedule/alert";
import type { SkillContext } from "#src/skill";
import type { KeptTicket } from "#src/tickets/ticket-book";

/** For so many days after it was asked for the outcome is told. */
const NEWS_DAYS = 7;

/** What became of the tickets that people asked for: told where they did. */
export function ticketAlerts({ tickets, recommendations, today }: SkillContext): Alert[] {
  if (tickets.system === null) return [];
  const numbers = recommendations.held(today).map(({ number }) => number);
  const since = addDays(today, 1 - NEWS_DAYS);
  return tickets
    .of(numbers)
    .filter(({ status, askedAt }) => status !== "waiting" && askedAt >= since)
    .map(alertOf);
}

function alertOf(kept: KeptTicket): Alert {
  const { key, number, title, person, channel, thread, ticket, problem } = kept;
  const isOpen = ticket !== null;
  const text = isOpen
    ? `${ticket.name}: ${title}. ${ticket.url}`
    : `The ticket for recommendation ${number} couldn't be opened: ${problem ?? "nobody knows why"}`;
  return {
    key: `ticket ${key}`,
    kind: "ticket",
    severity: "low",
    team: null,
    environment: null,
    channelHint: channel,
    ...(thread === null ? {} : { thread }),
    person: person === "" ? null : person,
    card: {
      title: isOpen ? `A ticket for recommendation ${number}` : "No ticket was opened",
      blocks: [{ type: "text", text }],
    },
    size: 1,
    isOver: false,
  };
}
