import { channelName } from "#src/channel";
import type { Sender } from "./message.ts";

/** Who a sender is to Tally; `email` is null for one who stands for the local administrator. */
export interface KnownSender {
  readonly email: string | null;
  readonly team: string | null;
}

/** One person of tally.yaml, with the ids by which the platforms know them. */
export interface ListedPerson {
  readonly email: string;
  readonly team?: string | undefined;
  /** `T0123/U0456`: team and user id. */
  readonly slack?: string | undefined;
  /** `tenant id/object id` of Entra. */
  readonly teams?: string | undefined;
}

/** Finds people by ids and e-mail addresses that the platform vouches for. */
export interface Directory {
  /** Null for somebody unknown, who has no rights. */
  find(sender: Sender): KnownSender | null;
}

/**
 * The people of tally.yaml. Who sits at the page on this machine is the local administrator; with `isOpen` so is
 * everybody that a platform's workspace lets in (the demo company, or a deliberate setting).
 */
export function directoryOf(people: readonly ListedPerson[], isOpen: boolean): Directory {
  const byId = new Map<string, ListedPerson>();
  for (const person of people) {
    byId.set(`email:${person.email.toLowerCase()}`, person);
    if (person.slack !== undefined) byId.set(`slack:${person.slack}`, person);
    if (person.teams !== undefined) byId.set(`teams:${person.teams.toLowerCase()}`, person);
  }
  const anybody: KnownSender = { email: null, team: null };
  return {
    find(sender) {
      if (sender.platform === "web") return anybody;
      const id = `${sender.tenant}/${sender.id}`;
      const key = sender.platform === "teams" ? `teams:${id.toLowerCase()}` : `slack:${id}`;
      const person = byId.get(key) ?? byId.get(`email:${sender.email?.toLowerCase()}`);
      if (person !== undefined) return { email: person.email, team: person.team ?? null };
      return isOpen ? anybody : null;
    },
  };
}

/**
 * The conversation with one person, by e-mail, as a channel's name; null where tally.yaml doesn't say who they are in
 * Slack. In Teams a private chat has a name of its own, which only the chat tells.
 */
export function directChannelOf(people: readonly ListedPerson[]): (email: string) => string | null {
  const names = new Map<string, string>();
  for (const { email, slack } of people) {
    const [tenant, id] = slack?.split("/") ?? [];
    if (tenant === undefined || id === undefined) continue;
    names.set(email.toLowerCase(), channelName({ platform: "slack", tenant, id }));
  }
  return (email) => names.get(email.toLowerCase()) ?? null;
}

/** Told to somebody unknown: what the administrator needs to let them in. */
export function unknownSenderText({ platform, tenant, id }: Sender): string {
  return `You aren't known here, so there is nothing to show. An administrator adds you under “people” in tally.yaml, with your e-mail address and ${platform}: ${tenant}/${id}.`;
}
