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
 * The people of a book. Who sits at the page on this machine is the local administrator; with `isOpen` so is every
 * member of a platform's workspace (the demo company, or a deliberate setting). Guests and people of elsewhere are
 * known by an id that was written down for them alone, bots never.
 */
export function directoryOf(people: PeopleBook, isOpen: boolean): Directory {
  let ids = idsOf(people);
  let generation = people.generation;
  const anybody: KnownSender = { email: null, teams: [] };
  return {
    find(sender) {
      if (sender.platform === "web") return anybody;
      if (people.generation !== generation) {
        generation = people.generation;
        ids = idsOf(people);
      }
      const person = personIn(ids, sender);
      if (person !== undefined) return { email: person.email, teams: person.teams };
      return isOpen && isMember(sender) ? anybody : null;
    },
  };
}

/** People by what a platform vouches for. */
interface Ids {
  readonly byEmail: ReadonlyMap<string, Person>;
  readonly byId: ReadonlyMap<string, Person>;
  /** By ids that were written down for them. */
  readonly byWrittenId: ReadonlyMap<string, Person>;
}

function idsOf(people: PeopleBook): Ids {
  const byEmail = new Map<string, Person>();
  const byId = new Map<string, Person>();
  const byWrittenId = new Map<string, Person>();
  for (const person of people.list()) {
    byEmail.set(person.email.toLowerCase(), person);
    const ids = { slack: person.slack, teams: person.teamsId };
    for (const [platform, id] of Object.entries(ids)) {
      if (id === null) continue;
      byId.set(idKey(platform, id), person);
      if (person.writtenIds.includes(id)) byWrittenId.set(idKey(platform, id), person);
    }
  }
  return { byEmail, byId, byWrittenId };
}

/** Other letters than these may become one of these in small letters, and would make two addresses one. */
const PLAIN_LETTERS = /^[ -~]+$/;

function personIn({ byEmail, byId, byWrittenId }: Ids, sender: Sender): Person | undefined {
  const { platform, tenant, id, email = "", kind } = sender;
  if (kind === "bot") return undefined;
  const key = idKey(platform, `${tenant}/${id}`);
  if (!isMember(sender)) return byWrittenId.get(key);
  const byAddress = PLAIN_LETTERS.test(email) ? byEmail.get(email.toLowerCase()) : undefined;
  return byId.get(key) ?? byAddress;
}

/** What a platform never says isn't held against anybody. */
function isMember({ kind = "member" }: Sender): boolean {
  return kind === "member";
}

/** Entra's ids are the same in large and small letters, Slack's aren't. */
function idKey(platform: string, id: string): string {
  return `${platform}:${platform === "teams" ? id.toLowerCase() : id}`;
}

/**
 * The conversation with one person, by e-mail, as a channel's name: in Slack before Teams, where it is known who they
 * are there; null where it isn't.
 * @param isReached whether anything can be brought to a platform
 */
export function directChannelOf(
  people: PeopleBook,
  isReached: (platform: "slack" | "teams") => boolean = () => true,
): (email: string) => string | null {
  return (email) => {
    const person = people.find(email);
    const ids = { slack: person?.slack, teams: person?.teamsId };
    for (const platform of ["slack", "teams"] as const) {
      const [tenant, id] = ids[platform]?.split("/") ?? [];
      if (tenant === undefined || id === undefined || !isReached(platform)) continue;
      return channelName({ platform, tenant, id });
    }
    return null;
  };
}

/** Told to somebody unknown: what the administrator needs to let them in. */
export function unknownSenderText({ platform, tenant, id, kind }: Sender): string {
  if (kind === "bot") return "I answer people only, no bots.";
  const how =
    kind === "guest" || kind === "external"
      ? "An administrator can let a guest in under “people” in tally.yaml, by"
      : "An administrator adds you under “people” in tally.yaml, with your e-mail address and";
  return `You aren't known here, so there is nothing to show. ${how} ${platform}: ${tenant}/${id}.`;
}
