import type { EntryInput } from "./directory-entry.ts";

/** Who is in some user groups of a workspace. */
export interface GroupReading {
  readonly people: readonly EntryInput[];
  /** Guests, bots, people of elsewhere and whoever has no confirmed address: they get nothing by a group. */
  readonly leftOut: number;
  /** Groups that aren't there. */
  readonly missing: readonly string[];
}

/** Reads the user groups of a platform. */
export interface UserGroups {
  /** Ids of the workspaces whose groups may be read. @throws UserError */
  workspaces(): Promise<readonly string[]>;
  /**
   * Who is in groups, by handle or id.
   * @throws UserError where they can't be read whole, or `stop` was aborted
   */
  read(workspace: string, groups: readonly string[], stop: AbortSignal): Promise<GroupReading>;
}
