import { UserError } from "#src/errors";
import { type DirectoryEntry, type EntryInput, entrySchema } from "./directory-entry.ts";
import { type NamedScopes, scopeCalled } from "./person-config.ts";

/** Wrong places are named up to here. */
const MOST_NAMED = 20;

/** Somebody in a list, with where in it they stand: `line 3`. */
export interface EntryRow {
  readonly place: string;
  readonly input: EntryInput;
}

/** What a list calls the parts of an entry. */
export type PartNames = Readonly<Partial<Record<keyof EntryInput, string>>>;

/**
 * The entries of a list: all of them, or none.
 * @throws UserError that names every wrong place, and why
 */
export function readEntries(
  file: string,
  rows: readonly EntryRow[],
  { names, namedScopes }: { readonly names: PartNames; readonly namedScopes: NamedScopes },
): DirectoryEntry[] {
  const problems: string[] = [];
  const entries: DirectoryEntry[] = [];
  const seen = new Map<string, string>();
  for (const { place, input } of rows) {
    const { data, error } = entrySchema.safeParse(input);
    const found =
      data === undefined
        ? (error?.issues ?? []).map(({ path, message }) => `${nameOf(path[0], names)}: ${message}`)
        : [...unknownScopes(data, namedScopes), ...repeated(data, place, seen)];
    problems.push(...found.map((problem) => `${place}: ${problem}.`));
    if (data !== undefined) entries.push(data);
  }
  if (problems.length > 0) throw refusal(file, problems);
  return entries;
}

/** Why a list isn't taken. */
export function refusal(file: string, problems: readonly string[]): UserError {
  const rest = problems.length - MOST_NAMED;
  const lines = problems.slice(0, MOST_NAMED);
  if (rest > 0) lines.push(`And ${rest} more.`);
  return new UserError(`${file} isn't imported, and nothing was changed.\n${lines.join("\n")}`);
}

function nameOf(part: PropertyKey | undefined, names: PartNames): string {
  return names[part as keyof EntryInput] ?? String(part);
}

function unknownScopes({ scopes }: DirectoryEntry, named: NamedScopes): string[] {
  return scopes.flatMap((name) => {
    try {
      scopeCalled(name, named);
      return [];
    } catch (error) {
      if (error instanceof SyntaxError) return [`${error.message} in tally.yaml`];
      throw error;
    }
  });
}

/** An address or an id that stands for somebody else already. */
function repeated(entry: DirectoryEntry, place: string, seen: Map<string, string>): string[] {
  return [entry.email, entry.slack, entry.teamsId].flatMap((name) => {
    if (name === null) return [];
    const before = seen.get(name);
    seen.set(name, before ?? place);
    return before === undefined ? [] : [`${name} is ${before} already`];
  });
}
