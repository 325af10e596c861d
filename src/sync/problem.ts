import { ConfigError, SourceError, UserError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import { type FetchedFile, NotYetError } from "#src/sources/source";
import { isBusy } from "#src/store/sync/lease";

const FOR_PEOPLE = [CallError, SourceError, UserError, ConfigError, NotYetError];

/** Whether an error is told to people; anything else is a bug. */
export function isForPeople(error: unknown): error is Error {
  return isBusy(error) || FOR_PEOPLE.some((kind) => error instanceof kind);
}

/** What went wrong, in words; files on disk are called as at their source. */
export function problemOf(error: unknown, files: readonly FetchedFile[] = []): string {
  if (isBusy(error)) return "Another import or sync is writing to this store. Try again later.";
  if (!isForPeople(error)) {
    const name = error instanceof Error ? error.name : "unknown";
    return `An error of Tally's own (${name}); its log has the details.`;
  }
  return files.reduce((text, { path, name }) => text.replaceAll(path, name), error.message);
}
