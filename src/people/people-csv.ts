import { csvRecords } from "#src/sources/files/csv-records";
import type { DirectoryEntry, EntryInput } from "./directory-entry.ts";
import type { Role } from "./person.ts";
import type { NamedScopes } from "./person-config.ts";
import { readEntries, refusal } from "./read-entries.ts";

/** The columns, by the part of an entry that they hold. */
const COLUMNS = {
  email: "email",
  slack: "slack",
  teamsId: "teams",
  teams: "team",
  role: "role",
  scopes: "scopes",
} as const;
const NAMES: readonly string[] = Object.values(COLUMNS);

/**
 * Reads people from CSV with the header `email, slack, teams, team, role, scopes`, of which the address alone is
 * needed; several teams or scopes stand in one cell with semicolons between them.
 * @throws UserError that names every wrong line, and why
 */
export function readPeopleCsv(
  file: string,
  csv: string,
  namedScopes: NamedScopes,
): DirectoryEntry[] {
  const [header, ...records] = csvRecords(file, csv);
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const problems = headerProblems(names);
  if (problems.length > 0) throw refusal(file, problems);
  const rows = records.map(({ line, cells }) => ({
    place: `line ${line}`,
    input: inputOf((name) => cells[names.indexOf(name)] ?? ""),
  }));
  return readEntries(file, rows, { names: COLUMNS, namedScopes });
}

function headerProblems(names: readonly string[]): string[] {
  const all = NAMES.join(", ");
  const missing = names.includes(COLUMNS.email) ? [] : [`there is no column ${COLUMNS.email}`];
  const unknown = names.filter((name) => !NAMES.includes(name));
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...missing,
    ...unknown.map((name) => `there is no column “${name}”`),
    ...twice.map((name) => `the column ${name} is there twice`),
  ].map((problem) => `line 1: ${problem}; there may be ${all}.`);
}

function inputOf(cell: (name: string) => string): EntryInput {
  const orNull = (text: string) => (text === "" ? null : text);
  return {
    email: cell(COLUMNS.email),
    slack: orNull(cell(COLUMNS.slack)),
    teamsId: orNull(cell(COLUMNS.teamsId)),
    teams: listIn(cell(COLUMNS.teams)),
    // Whether there is such a role is checked with the rest of the line.
    role: orNull(cell(COLUMNS.role).toLowerCase()) as Role | null,
    scopes: listIn(cell(COLUMNS.scopes)),
  };
}

/** `payments; search` */
function listIn(cell: string): string[] {
  return cell
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
