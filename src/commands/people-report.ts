import { formatCount } from "#src/cards/format";
import { changedFields, type EntryChange } from "#src/people/directory-changes";
import type { DirectoryEntry } from "#src/people/directory-entry";
import type { ScimReading } from "#src/people/scim";
import type { GroupOutcome } from "#src/people/sync-user-groups";

/** What an import has changed: a line a person, then how many. */
export function importLines(
  changes: readonly EntryChange[],
  people: number,
  isDry: boolean,
): string[] {
  return [...changes.map(changeText), summary(changes, people, isDry)];
}

/** Whom of SCIM's users the directory doesn't take, and why. */
export function leftOutLines({ inactive, guests, withoutEmail }: ScimReading): string[] {
  const reasons = [
    [inactive, "Not active"],
    [guests, "Guests, who are let in by id alone, from tally.yaml or a CSV"],
    [withoutEmail, "Without an e-mail address"],
  ] as const;
  return reasons.flatMap(([count, why]) =>
    count === 0 ? [] : [`${why}, so left out: ${formatCount(count)}.`],
  );
}

/** What became of the user groups of a workspace. */
export function groupLines(outcome: GroupOutcome): string[] {
  const { origin, people, leftOut, missing, changes, problem } = outcome;
  if (problem !== null) return [`${origin}: nothing was changed. ${problem}`];
  return [
    ...importLines(changes, people, false).map((line) => `${origin}: ${line}`),
    ...missing.map((name) => `${origin}: there is no user group ${name}.`),
    ...(leftOut === 0
      ? []
      : [
          `${origin}: guests, bots, deactivated, of elsewhere or without a confirmed address, so left out: ${formatCount(leftOut)}.`,
        ]),
  ];
}

/** `ann@example.com: new, owner, teams payments.` */
function changeText(change: EntryChange): string {
  const { email, before, after } = change;
  if (after === null) return `${email}: gone; had ${entryWords(before)}.`;
  if (before === null) return `${email}: new, ${entryWords(after)}.`;
  const fields = changedFields(change).map((field) => LABELS[field]);
  return `${email}: ${entryWords(after)}; other ${fields.join(", ")} than before.`;
}

const LABELS = {
  slack: "Slack id",
  teamsId: "Entra id",
  teams: "teams",
  role: "role",
  scopes: "scopes",
  groups: "groups",
  sees: "view",
} as const;

/** What an entry says of a person's rights: `owner, teams payments, scopes shared`. */
export function entryWords(entry: DirectoryEntry | null): string {
  const { role = null, teams = [], scopes = [], groups = [], sees = null } = entry ?? {};
  const lists = [
    ["teams", teams],
    ["scopes", scopes],
    ["groups", groups.map(({ name }) => name)],
  ] as const;
  const words = [
    ...(role === null ? [] : [role]),
    ...lists.flatMap(([label, names]) =>
      names.length === 0 ? [] : [`${label} ${names.join(" and ")}`],
    ),
    ...(sees === null ? [] : [`sees ${sees}`]),
  ];
  return words.length === 0 ? "no rights" : words.join(", ");
}

function summary(changes: readonly EntryChange[], people: number, isDry: boolean): string {
  const added = changes.filter(({ before }) => before === null).length;
  const removed = changes.filter(({ after }) => after === null).length;
  const changed = changes.length - added - removed;
  const same = people - added - changed;
  const counts = `${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(removed)} removed, ${formatCount(same)} as they are`;
  return isDry ? `It would be: ${counts}. Nothing was changed.` : `${counts}.`;
}
