import { DirectoryLog } from "#src/store/people/directory-log";
import { keepList } from "#src/store/people/keep-list";
import type { Store } from "#src/store/store";
import type { DirectoryEntry } from "./directory-entry.ts";
import { limitsWords } from "./limits-words.ts";
import type { Person } from "./person.ts";

/** The list that tally.yaml is: kept as history alone, since the file itself says what holds. */
export const FILE_ORIGIN = "tally.yaml";

/**
 * Keeps how tally.yaml has its people now, and records whom that has changed, where it isn't how it was last read.
 * @throws where another process is writing to the store for long
 */
export function noteListedPeople(
  store: Pick<Store, "database" | "audit">,
  people: readonly Person[],
  now: Date,
): void {
  const list = { origin: FILE_ORIGIN, entries: people.map(entryOf) };
  const changes = new DirectoryLog(store.database).changes(list.origin, list.entries);
  if (changes.length > 0) keepList(store, list, now);
}

function entryOf({ email, slack, teamsId, teams, role, limits }: Person): DirectoryEntry {
  return {
    email: email.toLowerCase(),
    slack,
    teamsId,
    teams: teams.toSorted(),
    role,
    scopes: [],
    groups: [],
    sees: limitsWords(limits),
  };
}
