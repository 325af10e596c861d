import type { Filter } from "#src/store/cost-query";
import type { DirectoryEntry, HeldEntry } from "./directory-entry.ts";
import type { DirectorySettings } from "./directory-settings.ts";
import { type Person, ROLES, type Role } from "./person.ts";
import { type NamedScopes, scopeCalled } from "./person-config.ts";

/** Lists in the order in which they say whose an id is. */
const ORIGIN_KINDS = ["csv", "scim", "slack"];
/** Lists that somebody has written: an id in them is meant, whoever it belongs to. */
const WRITTEN_KINDS = new Set(["csv"]);
const DEFAULT_ROLE: Role = "member";

/** What one reason gives to somebody: a list that names them, or a group that they are in. */
interface Grant {
  readonly teams: readonly string[];
  readonly role: Role | null;
  readonly scopes: readonly string[];
}

/** The two ids of somebody, where they are known. */
interface KnownIds extends Pick<Person, "slack" | "teamsId"> {
  readonly written: readonly string[];
}

/**
 * All people, one for each e-mail address. tally.yaml decides what somebody whom it names may see and do, and the
 * lists only add ids that it doesn't have. Of others, all lists and groups add up, and the highest role counts. An id
 * belongs to one person: to whom tally.yaml gives it, else a CSV, SCIM, Slack.
 */
export function peopleTogether(
  listed: readonly Person[],
  held: readonly HeldEntry[],
  settings: DirectorySettings,
): Person[] {
  const entries = held.filter(({ origin }) => ORIGIN_KINDS.includes(kindOf(origin)));
  const ordered = entries.toSorted(inOrder);
  const byEmail = Map.groupBy(ordered, ({ entry }) => entry.email);
  const ids = idsOf(listed, ordered);
  const named = listed.map((person) => withIds(person, ids.get(person.email.toLowerCase())));
  const namedEmails = new Set(listed.map(({ email }) => email.toLowerCase()));
  const others = [...byEmail].filter(([email]) => !namedEmails.has(email));
  return [
    ...named,
    ...others.map(([email, ofPerson]) => {
      const grants = ofPerson.flatMap(({ entry }) => grantsOf(entry, settings));
      return withIds(personWith(email, grants, settings.namedScopes), ids.get(email));
    }),
  ];
}

function inOrder(one: HeldEntry, other: HeldEntry): number {
  const place = ({ origin }: HeldEntry) => ORIGIN_KINDS.indexOf(kindOf(origin));
  const text = ({ origin, entry }: HeldEntry) => `${origin} ${entry.email}`;
  return place(one) - place(other) || (text(one) < text(other) ? -1 : 1);
}

/** `slack` of `slack:T0123` */
function kindOf(origin: string): string {
  return origin.replace(/:.*$/s, "");
}

/** Ids by e-mail address; the first one who claims an id has it. */
function idsOf(listed: readonly Person[], held: readonly HeldEntry[]): Map<string, KnownIds> {
  const owners = new Map<string, string>();
  const ids = new Map<string, KnownIds>();
  const claim = (email: string, given: KnownIds) => {
    const free = (platform: string, id: string | null) => {
      const key = `${platform}:${id?.toLowerCase()}`;
      if (id === null || (owners.get(key) ?? email) !== email) return null;
      owners.set(key, email);
      return id;
    };
    const before = ids.get(email);
    const slack = before?.slack ?? free("slack", given.slack);
    const teamsId = before?.teamsId ?? free("teams", given.teamsId);
    const written = [...(before?.written ?? []), ...given.written];
    ids.set(email, { slack, teamsId, written });
  };
  for (const { email, slack, teamsId, writtenIds } of listed) {
    claim(email.toLowerCase(), { slack, teamsId, written: writtenIds });
  }
  for (const { origin, entry } of held) {
    const { email, slack, teamsId } = entry;
    const isWritten = WRITTEN_KINDS.has(kindOf(origin));
    const written = isWritten ? [slack, teamsId].filter((id) => id !== null) : [];
    claim(email, { slack, teamsId, written });
  }
  return ids;
}

function withIds(person: Person, ids: KnownIds | undefined): Person {
  const { slack = null, teamsId = null, written = [] } = ids ?? {};
  const writtenIds = [slack, teamsId]
    .filter((id) => id !== null)
    .filter((id) => written.includes(id));
  return { ...person, slack, teamsId, writtenIds };
}

/** What an entry says itself, and what the groups in it mean. */
function grantsOf(entry: DirectoryEntry, settings: DirectorySettings): Grant[] {
  const groups = entry.groups.flatMap(({ list, name }) =>
    Object.hasOwn(settings[list], name) ? (settings[list][name] ?? []) : [],
  );
  return [entry, ...groups.map(({ team, role = null, scopes }) => ({ teams: team, role, scopes }))];
}

function personWith(email: string, grants: readonly Grant[], scopes: NamedScopes): Person {
  const roles = grants.flatMap(({ role }) => role ?? []);
  const highest = Math.max(...roles.map((role) => ROLES.indexOf(role)));
  return {
    email,
    role: ROLES[highest] ?? DEFAULT_ROLE,
    teams: [...new Set(grants.flatMap(({ teams }) => teams))],
    leads: roles.includes("owner"),
    accounts: [],
    limits: { allowed: grants.flatMap((grant) => partsOf(grant, scopes)), denied: [] },
    slack: null,
    teamsId: null,
    writtenIds: [],
  };
}

/** Without named scopes the charges of the teams; a name that is gone from tally.yaml stands for nothing. */
function partsOf({ teams, scopes }: Grant, named: NamedScopes): (readonly Filter[])[] {
  if (scopes.length > 0) return scopes.flatMap((name) => partCalled(name, named));
  return teams.length === 0 ? [] : [[{ dimension: "team", operator: "in", values: [...teams] }]];
}

function partCalled(name: string, named: NamedScopes): (readonly Filter[])[] {
  try {
    return [scopeCalled(name, named)];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
