import { ConfigError, SourceError, UserError } from "#src/errors";
import { CallError } from "#src/sources/calls/call-error";
import { type FetchedFile, NotYetError, type Source } from "#src/sources/source";
import { storeProblem } from "#src/store/store-problem";
import { isBusy } from "#src/store/sync/lease";
import type { SyncRun } from "./sync-run.ts";

const FOR_PEOPLE = [CallError, SourceError, UserError, ConfigError, NotYetError];

/** What is thrown while another process writes to the store. */
export function busyError(): UserError {
  return new UserError("Another import or sync is writing to this store. Try again later.");
}

/** Hands an error that isn't told to people, a bug, to whoever looks after them. */
export function reportBug({ onBug }: SyncRun, { name }: Source, error: unknown): void {
  if (!isForPeople(error)) onBug(error, name);
}

/** Whether what calls may cost today is spent: nothing is wrong, and tomorrow it goes on. */
export function isCapped(error: unknown): boolean {
  return error instanceof CallError && error.failure === "capped";
}

/** What went wrong, in words; files on disk are called as at their source. */
export function problemOf(error: unknown, files: readonly FetchedFile[] = []): string {
  if (isBusy(error)) return busyError().message;
  const ofStore = storeProblem(error);
  if (ofStore !== null) return ofStore;
  if (!isForPeople(error)) {
    const name = error instanceof Error ? error.name : "unknown";
    return `An error of Tally's own (${name}); its log has the details.`;
  }
  return files.reduce((text, { path, name }) => text.replaceAll(path, name), error.message);
}

function isForPeople(error: unknown): error is Error {
  return storeProblem(error) !== null || FOR_PEOPLE.some((kind) => error instanceof kind);
}
