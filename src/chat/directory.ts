import { channelName } from "#src/channel";
import type { PeopleBook, Person } from "#src/people/person";
import type { Sender } from "./message.ts";

/** Who a sender is to Tally; `email` is null for one who stands for the local administrator. */
export interface KnownSender {
  readonly email: string | null;
  /** Values of the dimension `team` that are theirs. */
  readonly teams: readonly string[];
}

/** Finds people by ids and e-mail addresses that the platform vouches for. */
export interface Directory {
  /** Null for somebody unknown, who has no rights. */
  find(sender: Sender): KnownSender | null;
}

/**
 * The people of a book. Who sits at the page on this machine is the local administrator; with `isOpen` so is
 * everybody that a platform's workspace lets in (the demo company, or a deliberate setting).
 */
export function directoryOf(people: PeopleBook, isOpen: boolean): Directory {
  let byId = idsOf(people);
  let generation = people.generation;
  const anybody: KnownSender = { email: null, teams: [] };
  return {
    find(sender) {
      if (sender.platform === "web") return anybody;
      if (people.generation !== generation) {
        generation = people.generation;
        byId = idsOf(people);
      }
      const id = `${sender.tenant}/${sender.id}`;
      const key = sender.platform === "teams" ? `teams:${id.toLowerCase()}` : `slack:${id}`;
      const person = byId.get(key) ?? byId.get(`email:${sender.email?.toLowerCase()}`);
      if (person !== undefined) return { email: person.email, teams: person.teams };
      return isOpen ? anybody : null;
    },
  };
}

/** People by each id that a platform vouches for. */
function idsOf(people: PeopleBook): ReadonlyMap<string, Person> {
  const byId = new Map<string, Person>();
  for (const person of people.list()) {
    byId.set(`email:${person.email.toLowerCase()}`, person);
    if (person.slack !== null) byId.set(`slack:${person.slack}`, person);
    if (person.teamsId !== null) byId.set(`teams:${person.teamsId.toLowerCase()}`, person);
  }
  return byId;
}

/**
 * The conversation with one person, by e-mail, as a channel's name; null where it isn't known who they are in Slack.
 * In Teams a private chat has a name of its own, which only the chat tells.
 */
export function directChannelOf(people: PeopleBook): (email: string) => string | null {
  return (email) => {
    const [tenant, id] = people.find(email)?.slack?.split("/") ?? [];
    if (tenant === undefined || id === undefined) return null;
    return channelName({ platform: "slack", tenant, id });
  };
}

/** Told to somebody unknown: what the administrator needs to let them in. */
export function unknownSenderText({ platform, tenant, id }: Sender): string {
  return `You aren't known here, so there is nothing to show. An administrator adds you under “people” in tally.yaml, with your e-mail address and ${platform}: ${tenant}/${id}.`;
}
