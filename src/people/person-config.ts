import { z } from "zod";
import { filterSchema } from "#src/cost-question";
import { UserError } from "#src/errors";
import type { AllocationDimension } from "#src/store/allocation";
import type { Filter } from "#src/store/cost-query";
import { foldTagKey, readDimension } from "#src/store/dimension";
import { type Person, ROLES } from "./person.ts";

/** The name of a team, a scope or a group. */
export const nameSchema = z.string().trim().min(1).max(200);

/** One name, or several. */
export const namesSchema = z.union([nameSchema.transform((name) => [name]), z.array(nameSchema)]);

/** A filter of what somebody may see. Keys of tags are compared without case, so they are written alike here. */
const scopeFilterSchema = filterSchema
  .refine(({ operator, values }) => values.length > 0 || operator.endsWith("null"), {
    message: "name a value at least",
    path: ["values"],
  })
  .transform(({ dimension, ...filter }) => {
    const key = /^tag:(.*)$/s.exec(dimension)?.[1];
    return { dimension: key === undefined ? dimension : `tag:${foldTagKey(key)}`, ...filter };
  });

/** The scope that is there without being named in tally.yaml. */
const WHOLE_BILL = "*";

/** The key `scopes` of tally.yaml: parts of the bill by name; of each the charges that all filters keep. */
export const scopesSchema = z
  .record(
    nameSchema.refine((name) => name !== WHOLE_BILL, "* is the whole bill already"),
    z.array(scopeFilterSchema).min(1),
  )
  .default({});

/** Team and user id in Slack. */
export const slackIdSchema = z
  .string()
  .regex(/^[TE]\w+\/[UW]\w+$/, "write it as T0123/U0456: team id and user id");

/** Tenant and object id in Entra. */
export const teamsIdSchema = z
  .string()
  .regex(/^[\w-]+\/[\w-]+$/, "write it as TENANT/OBJECT: Entra's tenant id and object id");

/** One of `people` in tally.yaml. */
export const personSchema = z.strictObject({
  email: z.email(),
  role: z.enum(ROLES).optional(),
  team: namesSchema.default([]),
  lead: z.boolean().default(false),
  accounts: z.array(nameSchema).default([]),
  /** What they may see; without it and `scopes` everything. */
  scope: z.array(scopeFilterSchema).optional(),
  /** What they may see besides: names of `scopes`, or “*”. */
  scopes: z.array(nameSchema).default([]),
  /** What of that they may not: names of `scopes`. */
  except: z
    .array(nameSchema.refine((name) => name !== WHOLE_BILL, "nothing would be left"))
    .default([]),
  slack: slackIdSchema.optional(),
  teams: teamsIdSchema.optional(),
});

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
 * The people of tally.yaml.
 * @param allocation the dimensions that costs are allocated by
 * @throws SyntaxError for a scope that isn't named there, for a dimension that isn't there, and for an address or an id
 * that is there twice
 */
export function peopleOf(
  settings: readonly z.input<typeof personSchema>[],
  scopes: NamedScopes,
  allocation: readonly Pick<AllocationDimension, "name">[],
): readonly Person[] {
  const people = settings.map((one) => personOf(one, scopes));
  for (const [name, filters] of [
    ...Object.entries(scopes),
    ...settings.map(({ email, scope = [] }) => [email, scope] as const),
  ]) {
    checkDimensions(name, filters, allocation);
  }
  const seen = new Set<string>();
  for (const { email, slack, teamsId } of people) {
    for (const name of [email, slack, teamsId].filter((one) => one !== null)) {
      const key = name.toLowerCase();
      if (seen.has(key)) throw new SyntaxError(`${name} is there twice`);
      seen.add(key);
    }
  }
  return people;
}

/** @throws SyntaxError with the name of the scope, or of its person */
function checkDimensions(
  whose: string,
  filters: readonly Pick<Filter, "dimension">[],
  allocation: readonly Pick<AllocationDimension, "name">[],
): void {
  for (const { dimension } of filters) {
    try {
      readDimension(
        dimension,
        allocation.map(({ name }) => name),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new SyntaxError(`${whose}: ${error.message.replace(/\.$/, "")}`);
    }
  }
}

/**
 * The part of the bill of this name; “*” is all of it.
 * @throws SyntaxError where there is none
 */
export function scopeCalled(name: string, scopes: NamedScopes): readonly Filter[] {
  if (name === WHOLE_BILL) return [];
  const filters = Object.hasOwn(scopes, name) ? scopes[name] : undefined;
  if (filters === undefined) throw new SyntaxError(`no scope is called ${name}`);
  return filters;
}
