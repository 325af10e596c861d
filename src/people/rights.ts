import { AccessError } from "#src/errors";
import type { Filter } from "#src/store/cost-query";
import { type Limits, liesInScope } from "#src/store/scope";
import type { KnownPerson } from "./people-called.ts";
import { type Person, ROLES, type Role } from "./person.ts";

/**
 * What is done. act: decide, assign, snooze, plan, have something sent. govern: set a budget, approve, silence a
 * whole kind of thing. administer: see to Tally itself.
 */
export type Deed = "act" | "govern" | "administer";

/** What something is done to. */
export interface Thing {
  /** The charges that it is about; absent for what isn't about any. */
  readonly filters?: readonly Filter[];
  /** E-mail of whose it is; null for nobody's. */
  readonly owner?: string | null;
}

/** What the asker may do, and the part of the bill that they may see. */
export interface Rights {
  readonly role: Role;
  /** Values of the dimension `team` that are theirs. */
  readonly teams: readonly string[];
  /** SubAccountIds that are theirs. */
  readonly accounts: readonly string[];
  /** The charges that they may see; queries are limited to them elsewhere. */
  readonly sees: Limits;
  /** Whether that is only what all who read along may see. */
  readonly isLimited: boolean;
  may(deed: Deed, thing?: Thing): boolean;
  /** @throws AccessError where they may not; it says who may */
  require(deed: Deed, thing?: Thing): void;
  /** @throws AccessError for who may change nothing, whatever it is */
  requireAny(): void;
}

/** What rights are told by besides the person. */
interface RightsBeside {
  /** The charges that the person may see here. */
  readonly sees: Limits;
  /** Whether that is only what all who read along may see; not where absent. */
  readonly isLimited?: boolean;
  /** All who are known, to say who may do what the asker may not. */
  readonly people: readonly KnownPerson[];
}

/** The least role for a deed on one's own things, and that for a deed on anything that one sees. */
const LEAST: Readonly<Record<Deed, { readonly own: Role; readonly any: Role }>> = {
  act: { own: "member", any: "finops" },
  govern: { own: "owner", any: "finops" },
  administer: { own: "admin", any: "admin" },
};

const MOST_NAMED = 3;

type Holder = Pick<Person, "email" | "role" | "teams" | "accounts">;

/** The rights of a person; null is the local administrator. */
export function rightsOf(
  person: Holder | null,
  { sees, isLimited = false, people }: RightsBeside = {
    sees: { allowed: [[]], denied: [] },
    people: [],
  },
): Rights {
  const { role, teams, accounts } = person ?? { role: "admin", teams: [], accounts: [] };
  const may = (deed: Deed, thing: Thing = {}) => {
    const { own, any } = LEAST[deed];
    if (person === null || isAtLeast(role, any)) return true;
    return isAtLeast(role, own) && isOwn(thing, person, sees);
  };
  return {
    role,
    teams,
    accounts,
    sees,
    isLimited,
    may,
    require(deed, thing = {}) {
      if (!may(deed, thing)) throw new AccessError(whyNot(deed, role, whoMay(deed, thing, people)));
    },
    requireAny() {
      if (!isAtLeast(role, "member")) throw new AccessError(whyNot("act", role, ""));
    },
  };
}

function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether a thing is somebody's: given to them, or all that they see of it is their teams' or accounts'. */
function isOwn(
  { filters, owner = null }: Thing,
  { email, teams, accounts }: Holder,
  sees: Limits,
): boolean {
  if (owner?.toLowerCase() === email.toLowerCase()) return true;
  if (filters === undefined || sees.allowed.length === 0) return false;
  const theirs = { allowed: [listing("team", teams), listing("SubAccountId", accounts)] };
  return sees.allowed.every((part) =>
    liesInScope([...filters, ...part], { ...theirs, denied: [] }),
  );
}

function listing(dimension: string, values: readonly string[]): readonly Filter[] {
  return [{ dimension, operator: "in", values: [...values] }];
}

function whyNot(deed: Deed, role: Role, who: string): string {
  if (deed === "administer") return "Only an administrator may do that.";
  if (role === "viewer") {
    return "You may look at costs here, and change nothing; an administrator gives people other roles.";
  }
  const isForOwners = deed === "govern" && role === "member";
  return isForOwners
    ? `That is for the owner of the team, or for FinOps${who}.`
    : `That isn't yours or your team's to change; its owner may do it, or FinOps${who}.`;
}

/** `: ask ana@example.com`; empty where nobody is known whose it is. */
function whoMay(
  deed: Deed,
  { filters = [], owner }: Thing,
  people: readonly KnownPerson[],
): string {
  const teams = filters.flatMap(({ dimension, operator, values }) =>
    dimension === "team" && operator === "in" ? values : [],
  );
  const isNamed = ({ email, leads, teams: own }: KnownPerson) =>
    (leads && own.some((team) => teams.includes(team))) ||
    (deed === "act" && email.toLowerCase() === owner?.toLowerCase());
  const named = people.filter(isNamed).map(({ email }) => email);
  return named.length === 0 ? "" : `: ask ${named.slice(0, MOST_NAMED).join(" or ")}`;
}
