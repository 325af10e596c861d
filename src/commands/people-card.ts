import type { Card, CardBlock, TableBlock } from "#src/cards/card";
import { formatCount } from "#src/cards/format";
import type { Config } from "#src/config";
import { limitsWords } from "#src/people/limits-words";
import { FILE_ORIGIN } from "#src/people/listed-people";
import type { Role } from "#src/people/person";
import { type DatedEntry, type DirectoryList, DirectoryLog } from "#src/store/people/directory-log";
import { StoredDirectory } from "#src/store/people/stored-directory";
import type { Store } from "#src/store/store";
import { minuteOf } from "./minute-of.ts";
import { entryWords } from "./people-report.ts";

/** Somebody with where what they may do is from. */
export interface PersonFacts {
  /** In small letters. */
  readonly email: string;
  readonly role: Role;
  readonly teams: readonly string[];
  readonly leads: boolean;
  /** What they may see, in words. */
  readonly sees: string;
  readonly slack: string | null;
  readonly entra: string | null;
  /** `tally.yaml`, and lists by their names. */
  readonly from: readonly string[];
}

/** All who are known now, in the order of their addresses. */
export function personFacts({ people, directory }: Config, { database }: Store): PersonFacts[] {
  const listed = new Set(people.map(({ email }) => email.toLowerCase()));
  const held = Map.groupBy(new DirectoryLog(database).held(), ({ entry }) => entry.email);
  return new StoredDirectory(database, people, directory)
    .list()
    .map(({ email: given, role, teams, leads, limits, slack, teamsId }) => {
      const email = given.toLowerCase();
      const origins = (held.get(email) ?? []).map(({ origin }) => origin).filter(isList);
      const from = [...(listed.has(email) ? [FILE_ORIGIN] : []), ...origins];
      return { email, role, teams, leads, sees: limitsWords(limits), slack, entra: teamsId, from };
    })
    .toSorted((one, other) => (one.email < other.email ? -1 : 1));
}

/** tally.yaml is read each time, and kept for what it once said alone. */
function isList(origin: string): boolean {
  return origin !== FILE_ORIGIN;
}

/** All who are known, and when each list was read. */
export function peopleCard(people: readonly PersonFacts[], lists: readonly DirectoryList[]): Card {
  const read = lists
    .filter(({ origin }) => isList(origin))
    .map(
      ({ origin, people: count, readAt }) =>
        `${origin}: ${formatCount(count)} people, read ${minuteOf(readAt)} UTC`,
    );
  const blocks: CardBlock[] =
    people.length === 0
      ? [{ type: "text", text: "Nobody is known yet. docs/people.md says how people come here." }]
      : [peopleTable(people)];
  if (read.length > 0) blocks.push({ type: "context", lines: read });
  return { title: "People", blocks };
}

/** One person, and what lists have ever said of them. @param person null for a former one */
export function personCard(
  email: string,
  person: PersonFacts | null,
  history: readonly DatedEntry[],
): Card {
  const blocks: CardBlock[] = [
    person === null
      ? { type: "text", text: "Has no rights any more." }
      : {
          type: "fields",
          fields: [
            { label: "role", value: person.role },
            { label: "teams", value: textOf(person.teams) },
            { label: "sees", value: person.sees },
            { label: "Slack", value: person.slack ?? "–" },
            { label: "Entra", value: person.entra ?? "–" },
            { label: "from", value: textOf(person.from) },
          ],
        },
  ];
  if (history.length > 0) blocks.push(historyTable(history));
  return { title: person?.email ?? email, blocks };
}

function peopleTable(people: readonly PersonFacts[]): TableBlock {
  return {
    type: "table",
    columns: textColumns("person", "role", "teams", "sees", "Slack", "Entra", "from"),
    rows: people.map(({ email, role, teams, sees, slack, entra, from }) => [
      email,
      role,
      textOf(teams),
      sees,
      slack ?? "–",
      entra ?? "–",
      textOf(from),
    ]),
  };
}

function historyTable(history: readonly DatedEntry[]): TableBlock {
  return {
    type: "table",
    columns: textColumns("list", "says", "since (UTC)", "until (UTC)"),
    rows: history.map(({ origin, entry, since, until }) => [
      origin,
      entryWords(entry),
      minuteOf(since),
      until === null ? "now" : minuteOf(until),
    ]),
  };
}

function textColumns(...labels: readonly string[]): TableBlock["columns"] {
  return labels.map((label) => ({ label, kind: "text" }));
}

function textOf(names: readonly string[]): string {
  return names.length === 0 ? "–" : names.join(", ");
}
