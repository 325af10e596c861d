import type { Limits } from "#src/store/scope";

/**
 * What somebody may do. viewer: ask. member: act on what is their team's, or theirs. owner: the same, and set, approve
 * and silence things for their team. finops: all of that for whatever they see. admin: the same, and see to Tally
 * itself: people, channels, the audit log.
 */
export const ROLES = ["viewer", "member", "owner", "finops", "admin"] as const;

export type Role = (typeof ROLES)[number];

/** Somebody who may ask. */
export interface Person {
  readonly email: string;
  readonly role: Role;
  /** Values of the dimension `team` that are theirs. */
  readonly teams: readonly string[];
  /** Whether things of their teams are theirs where nobody nearer is known. */
  readonly leads: boolean;
  /** SubAccountIds that are theirs. */
  readonly accounts: readonly string[];
  /** The charges that they may see. */
  readonly limits: Limits;
  /** `T0123/U0456`: Slack's team and user id; null where it isn't known. */
  readonly slack: string | null;
  /** `TENANT/OBJECT`: Entra's tenant and object id; null where it isn't known. */
  readonly teamsId: string | null;
  /** Those of both ids that somebody has written down, for a guest too: what is only read somewhere is for members. */
  readonly writtenIds: readonly string[];
}

/** Who is known. */
export interface PeopleBook {
  /** Another text whenever what is known of anybody has changed. */
  readonly generation: string;
  /** All who are known. */
  list(): readonly Person[];
  /** By e-mail, whatever its letters' case; null for somebody unknown. */
  find(email: string): Person | null;
}

/** A book of people that stays as it is. */
export function peopleListed(people: readonly Person[]): PeopleBook {
  const byEmail = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  return {
    generation: "",
    list: () => people,
    find: (email) => byEmail.get(email.toLowerCase()) ?? null,
  };
}
