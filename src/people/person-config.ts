import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import type { Filter } from "#src/store/cost-query";
import { type Person, ROLES } from "./person.ts";

const nameSchema = z.string().trim().min(1).max(200);

/** The key `scopes` of tally.yaml: parts of the bill by name; of each the charges that all filters keep. */
export const scopesSchema = z.record(nameSchema, z.array(filterSchema).min(1)).default({});

/** One of `people` in tally.yaml. */
export const personSchema = z.strictObject({
  email: z.email(),
  role: z.enum(ROLES).optional(),
  team: z.union([nameSchema.transform((team) => [team]), z.array(nameSchema)]).default([]),
  lead: z.boolean().default(false),
  accounts: z.array(nameSchema).default([]),
  /** What they may see; without it and `scopes` everything. */
  scope: z.array(filterSchema).optional(),
  /** What they may see besides: names of `scopes`. */
  scopes: z.array(nameSchema).default([]),
  /** What of that they may not: names of `scopes`. */
  except: z.array(nameSchema).default([]),
  slack: z
    .string()
    .regex(/^[TE]\w+\/[UW]\w+$/, "write it as T0123/U0456: team id and user id")
    .optional(),
  teams: z
    .string()
    .regex(/^[\w-]+\/[\w-]+$/, "write it as TENANT/OBJECT: Entra's tenant id and object id")
    .optional(),
});

/** Somebody as tally.yaml has them. */
export type PersonSettings = z.infer<typeof personSchema>;

/** Parts of the bill by name. */
export type NamedScopes = Readonly<Record<string, readonly Filter[]>>;

/**
 * Somebody of tally.yaml.
 * @throws SyntaxError for a scope that isn't named there
 */
export function personOf(settings: z.input<typeof personSchema>, scopes: NamedScopes = {}): Person {
  const { email, lead, accounts, slack, teams, ...rest } = personSchema.parse(settings);
  const role = rest.role ?? (lead ? "owner" : "member");
  const named = rest.scopes.map((name) => scopeCalled(name, scopes));
  const own = rest.scope ?? (named.length === 0 ? [] : null);
  return {
    email,
    role,
    teams: rest.team,
    leads: lead || role === "owner",
    accounts,
    limits: {
      allowed: own === null ? named : [own, ...named],
      denied: rest.except.map((name) => scopeCalled(name, scopes)),
    },
    slack: slack ?? null,
    teamsId: teams ?? null,
    writtenIds: [slack, teams].filter((id) => id !== undefined),
  };
}

/**
 * The part of the bill of this name.
 * @throws SyntaxError where there is none
 */
export function scopeCalled(name: string, scopes: NamedScopes): readonly Filter[] {
  const filters = scopes[name];
  if (filters === undefined) throw new SyntaxError(`no scope is called ${name}`);
  return filters;
}
