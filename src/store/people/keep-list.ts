import { directoryEvents, type EntryChange } from "#src/people/directory-changes";
import type { DirectoryEntry } from "#src/people/directory-entry";
import type { Store } from "#src/store/store";
import { DirectoryLog } from "./directory-log.ts";

/** Puts a list of people in the place of the former one, and records whom that has changed. */
export function keepList(
  store: Pick<Store, "database" | "audit">,
  list: { readonly origin: string; readonly entries: readonly DirectoryEntry[] },
  now: Date,
): EntryChange[] {
  const changes = new DirectoryLog(store.database).keep(list.origin, list.entries, now);
  for (const event of directoryEvents(list.origin, changes, now)) store.audit.note(event);
  return changes;
}
