import { AccessError } from "#src/errors";
import type { Filter } from "#src/store/cost-query";
import { liesInScope } from "#src/store/scope";
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

/** What the asker may do; what they may see is limited elsewhere. */
export interface Rights {
  readonly role: Role;
  may(deed: Deed, thing?: Thing): boolean;
  /** @throws AccessError where they may not */
  require(deed: Deed, thing?: Thing): void;
}

/** The least role for a deed on one's own things, and that for a deed on anything that one sees. */
const LEAST: Readonly<Record<Deed, { readonly own: Role; readonly any: Role }>> = {
  act: { own: "member", any: "finops" },
  govern: { own: "owner", any: "finops" },
  administer: { own: "admin", any: "admin" },
};

/** The rights of a person; null is the local administrator. */
export function rightsOf(
  person: Pick<Person, "email" | "role" | "teams" | "accounts"> | null,
): Rights {
  const role = person?.role ?? "admin";
  const may = (deed: Deed, thing: Thing = {}) => {
    const { own, any } = LEAST[deed];
    return (
      isAtLeast(role, any) || (isAtLeast(role, own) && person !== null && isOwn(thing, person))
    );
  };
  return {
    role,
    may,
    require(deed, thing) {
      if (!may(deed, thing)) throw new AccessError(whyNot(deed, role));
    },
  };
}

function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether a thing is somebody's: given to them, or of their teams' or accounts' charges alone. */
function isOwn(
  { filters, owner = null }: Thing,
  { email, teams, accounts }: Pick<Person, "email" | "teams" | "accounts">,
): boolean {
  if (owner?.toLowerCase() === email.toLowerCase()) return true;
  if (filters === undefined) return false;
  const theirs = [
    ...teams.map((team) => ({ dimension: "team", operator: "in" as const, values: [team] })),
    ...accounts.map((id) => ({ dimension: "SubAccountId", operator: "in" as const, values: [id] })),
  ];
  return liesInScope(filters, { allowed: theirs.map((filter) => [filter]), denied: [] });
}

function whyNot(deed: Deed, role: Role): string {
  if (deed === "administer") return "Only an administrator may do that.";
  if (role === "viewer") return "You may look at costs here, and change nothing.";
  if (deed === "govern" && role === "member") {
    return "That is for the owner of the team, or for FinOps.";
  }
  return "That is another team's. Its owner may do it, or FinOps.";
}
