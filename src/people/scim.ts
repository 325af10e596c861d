import { z } from "zod";
import type { DirectoryEntry, EntryInput } from "./directory-entry.ts";
import type { DirectorySettings } from "./directory-settings.ts";
import { ROLES } from "./person.ts";
import { type EntryRow, readEntries, refusal } from "./read-entries.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Stands in the names by which Entra's guests sign in. */
const GUEST_NAME = "#EXT#";

/** Some write truth as text. */
const flag = z
  .union([z.boolean(), z.string().transform((text) => text.toLowerCase() === "true")])
  .nullish();
const text = z.string().nullish();
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const userSchema = z.object({
  id: text,
  externalId: text,
  userName: text,
  userType: text,
  active: flag,
  emails: listOf(z.object({ value: text, primary: flag, type: text })),
  groups: listOf(z.object({ value: text, display: text })),
  roles: listOf(z.union([z.string(), z.object({ value: text })])),
  [ENTERPRISE]: z.object({ department: text }).nullish(),
});
type User = z.infer<typeof userSchema>;

const groupSchema = z.object({
  id: text,
  displayName: text,
  members: listOf(z.object({ value: text })),
});
type Group = z.infer<typeof groupSchema>;

const pageSchema = z.object({
  totalResults: z.number().int().min(0).optional(),
  startIndex: z.number().int().default(1),
  Resources: z.array(z.unknown()).default([]),
});
const kindSchema = z.object({
  schemas: z.array(z.string()).default([]),
  meta: z.object({ resourceType: z.string().optional() }).default({}),
});

/** People of a list, and whom of it the directory doesn't take. */
export interface ScimReading {
  readonly entries: readonly DirectoryEntry[];
  readonly inactive: number;
  readonly guests: number;
  readonly withoutEmail: number;
}

/**
 * Reads users and groups from SCIM-shaped JSON: a ListResponse, or a list of such pages.
 * @param tenant Entra's tenant, whose object ids the external ids are; null where they are another system's
 * @throws UserError that names every wrong place, and why
 */
export function readScim(
  file: string,
  json: string,
  settings: DirectorySettings,
  tenant: string | null,
): ScimReading {
  const { users, groups } = resourcesIn(file, json);
  const taken = { inactive: 0, guests: 0, withoutEmail: 0 };
  const groupsOf = groupsByUser(groups);
  const rows: EntryRow[] = [];
  for (const { place, user } of users) {
    const email = emailOf(user);
    if (user.active === false) taken.inactive++;
    else if (isGuest(user)) taken.guests++;
    else if (email === null) taken.withoutEmail++;
    else rows.push({ place, input: inputOf(user, email, { groupsOf, settings, tenant }) });
  }
  const names = { email: "e-mail", teamsId: "externalId" };
  return { entries: readEntries(file, rows, { names, namedScopes: {} }), ...taken };
}

interface PlacedUser {
  readonly place: string;
  readonly user: User;
}

/** @throws UserError where it is no such list, or not all of it */
function resourcesIn(
  file: string,
  json: string,
): { readonly users: readonly PlacedUser[]; readonly groups: readonly Group[] } {
  const pages = pagesIn(file, json);
  const resources = pages.flatMap(({ Resources: resources }) => resources);
  const expected = pages
    .filter(({ startIndex }) => startIndex <= 1)
    .reduce((sum, { totalResults, Resources: own }) => sum + (totalResults ?? own.length), 0);
  if (resources.length < expected) {
    const problem = `It has ${resources.length} of ${expected} resources: put all pages into one list.`;
    throw refusal(file, [problem]);
  }
  const users: PlacedUser[] = [];
  const groups: Group[] = [];
  const problems: string[] = [];
  resources.forEach((resource, at) => {
    const place = `resource ${at + 1}`;
    const kind = kindSchema.safeParse(resource).data;
    const isOf = (schema: string, type: string) =>
      kind !== undefined && (kind.schemas.includes(schema) || kind.meta.resourceType === type);
    const user = isOf(USER, "User") ? userSchema.safeParse(resource) : null;
    const group = isOf(GROUP, "Group") ? groupSchema.safeParse(resource) : null;
    if (user?.success) users.push({ place, user: user.data });
    else if (group?.success) groups.push(group.data);
    else problems.push(`${place}: ${problemOf(user?.error ?? group?.error)}.`);
  });
  if (problems.length > 0) throw refusal(file, problems);
  return { users, groups };
}

function problemOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return "it says neither that it is a User nor that it is a Group";
  return `${issue.path.join(".")}: ${issue.message}`;
}

function pagesIn(file: string, json: string): z.infer<typeof pageSchema>[] {
  try {
    const given: unknown = JSON.parse(json);
    return z.array(pageSchema).parse(Array.isArray(given) ? given : [given]);
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal(file, [`It is no JSON: ${error.message}.`]);
    if (error instanceof z.ZodError) throw refusal(file, [`It is no list of SCIM’s.`]);
    throw error;
  }
}

/** The groups that list a user as their member, by the user's id. */
function groupsByUser(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const byUser = new Map<string, Group[]>();
  for (const group of groups) {
    for (const { value } of group.members) {
      if (!value) continue;
      const known = byUser.get(value);
      if (known === undefined) byUser.set(value, [group]);
      else known.push(group);
    }
  }
  return byUser;
}

/** The primary address, else that of work, else the first one; a user name that is an address where there is none. */
function emailOf({ emails, userName }: User): string | null {
  const stated = emails.filter(({ value }) => value);
  const best =
    stated.find(({ primary }) => primary === true) ??
    stated.find(({ type }) => type?.toLowerCase() === "work") ??
    stated[0];
  if (best?.value) return best.value.trim();
  return z.email().safeParse(userName).data ?? null;
}

function isGuest({ userName, userType }: User): boolean {
  const isNamedSo = userName?.toUpperCase().includes(GUEST_NAME) === true;
  return isNamedSo || userType?.toLowerCase() === "guest";
}

function inputOf(
  user: User,
  email: string,
  {
    groupsOf,
    settings,
    tenant,
  }: {
    readonly groupsOf: ReadonlyMap<string, readonly Group[]>;
    readonly settings: DirectorySettings;
    readonly tenant: string | null;
  },
): EntryInput {
  const { id, externalId, groups, [ENTERPRISE]: enterprise } = user;
  const ofUser = groups.flatMap(({ value, display }) => [value, display]);
  const ofGroups = (groupsOf.get(id ?? "") ?? []).flatMap((group) => [group.id, group.displayName]);
  const hasObjectId = tenant !== null && OBJECT_ID.test(externalId ?? "");
  const meant = (
    list: "scimGroups" | "departments",
    names: readonly (string | null | undefined)[],
  ) =>
    names
      .filter((name) => typeof name === "string")
      .filter((name) => Object.hasOwn(settings[list], name))
      .map((name) => ({ list, name }));
  return {
    email,
    teamsId: hasObjectId ? `${tenant}/${externalId}` : null,
    role: roleOf(user),
    groups: [
      ...meant("scimGroups", [...ofUser, ...ofGroups]),
      ...meant("departments", [enterprise?.department]),
    ],
  };
}

/** The highest of the roles that there are here; others are another system's. */
function roleOf({ roles }: User): EntryInput["role"] {
  const given = roles.map((role) => (typeof role === "string" ? role : role.value)?.toLowerCase());
  return ROLES.findLast((role) => given.includes(role)) ?? null;
}
