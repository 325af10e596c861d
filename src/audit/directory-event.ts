import type { AuditEvent } from "./entry.ts";

/** Something that was changed about a person: who they are, or what they may see and do. */
export interface DirectoryChange {
  /** E-mail of the person that it is about. */
  readonly person: string;
  readonly change: "added" | "changed" | "removed";
  /** What of them isn't as it was: `roles`, `scope`, `teams`, `slack` … */
  readonly fields: readonly string[];
  /** Roles before and after; absent where they stayed. */
  readonly roles?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** By what it was changed: `tally.yaml`, `csv`, `slack`, `scim`, `chat`. */
  readonly from: string;
}

/**
 * A change to the directory, under the person that it is about, so that it is erased with them; who has made it in a
 * chat is recorded as the one who acted.
 */
export function directoryEvent(
  { person, change, fields, roles, from }: DirectoryChange,
  at: Date,
): AuditEvent {
  const what = { change, fields, ...(roles === undefined ? {} : { roles }), from };
  return { at, kind: "directory", person, platform: null, channel: null, what, text: null };
}
