import type { Access } from "#src/access";
import { AccessError } from "#src/errors";
import type { PeopleBook } from "#src/people/person";
import { intersectionOf, isScopeWithin, type Scope } from "#src/store/scope";

/** The part of the bill that all who read along may see. */
export type SharedScope = Scope;

/** How much of what somebody sees lies in the part that all may see; by the filters of both alone. */
export type Reach = "all" | "part" | "nothing";

/** Unions of so many parts are too intricate for a query. */
const MOST_PARTS = 32;

/** What people have in common of the bill. */
export class SharedScopes {
  readonly #access: Pick<Access, "scopeOf" | "scopeOfTeam">;
  readonly #people: Pick<PeopleBook, "generation">;

  constructor(
    access: Pick<Access, "scopeOf" | "scopeOfTeam">,
    people: Pick<PeopleBook, "generation">,
  ) {
    this.#access = access;
    this.#people = people;
  }

  /** Another text whenever somebody may see something else. */
  get generation(): string {
    return this.#people.generation;
  }

  /**
   * What each of some people may see; null where that is nothing, or can't be said in a query.
   * @param emails null stands for the local administrator, who sees everything
   */
  common(emails: Iterable<string | null>): SharedScope | null {
    const scopes = new Map<string, Scope>();
    for (const email of new Set(emails)) {
      const scope = this.#scopeOf(email);
      if (scope === null) return null;
      scopes.set(JSON.stringify(scope), scope);
    }
    let common: Scope | null = null;
    for (const scope of scopes.values()) {
      common = common === null ? scope : intersectionOf([common, scope]);
      const { length } = common.allowed;
      if (length === 0 || length > MOST_PARTS) return null;
    }
    return common;
  }

  /** The charges of a team. */
  ofTeam(team: string): SharedScope {
    return this.#access.scopeOfTeam(team);
  }

  /** How much of what somebody sees may be said to all. */
  reach(email: string | null, shared: SharedScope): Reach {
    const own = this.#scopeOf(email);
    if (own === null) return "nothing";
    if (isScopeWithin(own, shared)) return "all";
    return intersectionOf([own, shared]).allowed.length === 0 ? "nothing" : "part";
  }

  /** Null for somebody who isn't known any more. */
  #scopeOf(email: string | null): Scope | null {
    try {
      return this.#access.scopeOf(email);
    } catch (error) {
      if (error instanceof AccessError) return null;
      throw error;
    }
  }
}
