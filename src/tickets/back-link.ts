import { readChannel } from "#src/channel";
import type { BackLink } from "./ticket.ts";

/** Where a ticket was asked for. */
export interface AskedIn {
  /** The recommendation that it is about. */
  readonly number: number;
  /** A channel's name; null where it was asked for elsewhere. */
  readonly channel: string | null;
  /** The message in whose thread it was, as couriers name it; null outside of threads. */
  readonly thread: string | null;
}

/** Slack's channels that several people read, by the first letter of their ids. */
const SLACK_CHANNEL = /^[CG]/;

/**
 * Leads from a ticket to the conversation in which it was asked for; null where that was with one person alone, whom
 * others can't read along with.
 */
export function backLinkTo({ number, channel, thread }: AskedIn): BackLink | null {
  const place = channel === null ? null : readChannel(channel);
  if (place === null) return null;
  const address =
    place.platform === "slack"
      ? slackAddress(place.tenant, place.id)
      : teamsAddress(place.tenant, place.id, thread);
  return address === null ? null : { address, title: `Recommendation ${number} in Tally` };
}

function slackAddress(team: string, channel: string): string | null {
  if (!SLACK_CHANNEL.test(channel)) return null;
  return `https://slack.com/app_redirect?${new URLSearchParams({ channel, team })}`;
}

/** Teams has addresses of messages in channels. */
function teamsAddress(tenantId: string, conversation: string, thread: string | null) {
  const root = thread?.split("/")[0];
  if (root === undefined) return null;
  const path = [conversation, root].map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ tenantId, parentMessageId: root });
  return `https://teams.microsoft.com/l/message/${path}?${query}`;
}
