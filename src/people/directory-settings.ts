import { z } from "zod";
import { timingOf } from "#src/schedule/timing";
import { ROLES } from "./person.ts";
import { type NamedScopes, nameSchema, namesSchema, scopeCalled } from "./person-config.ts";

/** Where groups are: each is a list of the key `directory`. */
export const GROUP_LISTS = ["slackGroups", "scimGroups", "departments"] as const;

/** Slack hands its groups to whoever may edit them, so nobody administers Tally by one. */
const SLACK_ROLES = ["viewer", "member", "owner", "finops"] as const;

function groupsSchema<Role extends string>(roles: readonly Role[]) {
  const group = z.strictObject({
    team: namesSchema.default([]),
    role: z.enum(roles).optional(),
    scopes: z.array(nameSchema).default([]),
  });
  return z.record(nameSchema, group).default({});
}

/** The key `directory` of tally.yaml: what belonging to a group elsewhere means here. */
export const directorySchema = z.strictObject({
  /** When Slack's user groups are read: a cron expression in UTC or an interval; "off": by hand only. */
  sync: z
    .string()
    .refine(isTiming, 'write a cron expression, an interval such as "every 30 minutes", or "off"')
    .default("every 30 minutes"),
  /** By a user group's handle, or its id. */
  slackGroups: groupsSchema(SLACK_ROLES),
  /** By a SCIM group's display name, or its id. */
  scimGroups: groupsSchema(ROLES),
  /** By the department in SCIM's enterprise extension. */
  departments: groupsSchema(ROLES),
});

/** What people of the directory may see and do by what it lists. */
export interface DirectorySettings extends z.infer<typeof directorySchema> {
  readonly namedScopes: NamedScopes;
}

/**
 * The key `directory` with the scopes that it may name.
 * @throws SyntaxError for a scope that isn't there
 */
export function directorySettingsOf(
  settings: z.infer<typeof directorySchema>,
  namedScopes: NamedScopes,
): DirectorySettings {
  for (const list of GROUP_LISTS) {
    for (const { scopes } of Object.values(settings[list])) {
      for (const name of scopes) scopeCalled(name, namedScopes);
    }
  }
  return { ...settings, namedScopes };
}

function isTiming(text: string): boolean {
  if (text === "off") return true;
  try {
    timingOf(text, "UTC");
    return true;
  } catch {
    return false;
  }
}
