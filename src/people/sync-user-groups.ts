import { UserError } from "#src/errors";
import { DirectoryLog } from "#src/store/people/directory-log";
import { keepList } from "#src/store/people/keep-list";
import type { Store } from "#src/store/store";
import type { EntryChange } from "./directory-changes.ts";
import { type DirectoryEntry, type EntryInput, entrySchema } from "./directory-entry.ts";
import type { DirectorySettings } from "./directory-settings.ts";
import type { UserGroups } from "./user-groups.ts";

const ORIGIN = "slack:";

/** What became of the user groups of a workspace. */
export interface GroupOutcome {
  /** `slack:T0123` */
  readonly origin: string;
  readonly people: number;
  readonly leftOut: number;
  /** Groups of tally.yaml that aren't there. */
  readonly missing: readonly string[];
  readonly changes: readonly EntryChange[];
  /** Why nothing was read, and all stays as it was; null where all went well. */
  readonly problem: string | null;
}

/** What a sync takes. */
export interface GroupSync {
  readonly groups: UserGroups;
  readonly store: Pick<Store, "database" | "audit">;
  readonly settings: DirectorySettings;
  readonly now: () => Date;
  readonly stop: AbortSignal;
}

/** Whether a list is one of Slack's user groups. */
export function isOfUserGroups(origin: string): boolean {
  return origin.startsWith(ORIGIN);
}

/**
 * Brings the members of the groups that tally.yaml names into the directory, workspace by workspace: all of one, or
 * nothing. People of workspaces that the app isn't in any more go.
 * @throws UserError where it isn't even known which workspaces there are, and once it is ended
 */
export async function syncUserGroups(sync: GroupSync): Promise<GroupOutcome[]> {
  const { groups, store, now, stop } = sync;
  const workspaces = await unlessEnded(groups.workspaces(), stop);
  const outcomes: GroupOutcome[] = [];
  for (const workspace of workspaces) {
    outcomes.push(await syncWorkspace(sync, workspace));
    if (stop.aborted) return outcomes;
  }
  const origins = new Set(workspaces.map((workspace) => `${ORIGIN}${workspace}`));
  for (const { origin, people } of new DirectoryLog(store.database).lists()) {
    if (people === 0 || !isOfUserGroups(origin) || origins.has(origin)) continue;
    const changes = keepList(store, { origin, entries: [] }, now());
    outcomes.push({ origin, people: 0, leftOut: 0, missing: [], changes, problem: null });
  }
  return outcomes;
}

async function syncWorkspace(
  { groups, store, settings, now, stop }: GroupSync,
  workspace: string,
): Promise<GroupOutcome> {
  const origin = `${ORIGIN}${workspace}`;
  try {
    const wanted = Object.keys(settings.slackGroups);
    const reading = groups.read(workspace, wanted, stop);
    const { people, leftOut, missing } = await unlessEnded(reading, stop);
    const entries = entriesOf(people);
    const changes = keepList(store, { origin, entries }, now());
    const counts = { people: entries.length, leftOut: leftOut + people.length - entries.length };
    return { origin, ...counts, missing, changes, problem: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message: problem } = error;
    return { origin, people: 0, leftOut: 0, missing: [], changes: [], problem };
  }
}

/** Whoever ends a sync doesn't wait for a platform that takes its time. @throws UserError once it is ended */
async function unlessEnded<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(new UserError("The sync was ended."));
  stop.addEventListener("abort", end);
  if (stop.aborted) end();
  try {
    return await Promise.race([ended.promise, work]);
  } finally {
    stop.removeEventListener("abort", end);
  }
}

/** Those with an address; two accounts with one address are nobody in particular. */
function entriesOf(people: readonly EntryInput[]): DirectoryEntry[] {
  const entries = people.flatMap((one) => entrySchema.safeParse(one).data ?? []);
  const byEmail = Map.groupBy(entries, ({ email }) => email);
  return [...byEmail.values()].flatMap((same) => (same.length === 1 ? same : []));
}
