import { type DirectoryChange, directoryEvent } from "#src/audit/directory-event";
import type { AuditEvent } from "#src/audit/entry";
import type { DirectoryEntry } from "./directory-entry.ts";

/** What a list says of somebody, before and after; null where it doesn't have them. */
export interface EntryChange {
  readonly email: string;
  readonly before: DirectoryEntry | null;
  readonly after: DirectoryEntry | null;
}

const FIELDS = ["slack", "teamsId", "teams", "role", "scopes", "groups", "sees"] as const;

/** What is recorded of changes to a list, one for each person. */
export function directoryEvents(
  origin: string,
  changes: readonly EntryChange[],
  at: Date,
): AuditEvent[] {
  return changes.map((change) => directoryEvent(recorded(origin, change), at));
}

/** What isn't as it was. */
export function changedFields({ before, after }: EntryChange): (typeof FIELDS)[number][] {
  return FIELDS.filter((field) => {
    const [was, is] = [before?.[field], after?.[field]];
    return !(isNothing(was) && isNothing(is)) && JSON.stringify(was) !== JSON.stringify(is);
  });
}

function recorded(from: string, change: EntryChange): DirectoryChange {
  const { email: person, before, after } = change;
  const fields = changedFields(change);
  const roles = fields.includes("role")
    ? { roles: { before: [before?.role ?? []].flat(), after: [after?.role ?? []].flat() } }
    : {};
  return { person, change: kindOf(change), fields, ...roles, from };
}

function kindOf({ before, after }: EntryChange): DirectoryChange["change"] {
  if (before === null) return "added";
  return after === null ? "removed" : "changed";
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
