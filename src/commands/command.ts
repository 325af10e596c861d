import { type ParseArgsConfig, parseArgs } from "node:util";
import { z } from "zod";
import type { Config } from "#src/config";

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** `import PATH… [--source NAME]` */
  readonly usage: string;
  readonly summary: string;
  /** Returns the exit status. */
  run(words: readonly string[], config: Config): Promise<number>;
}

/** Words on the command line that can't be understood. */
export class UsageError extends Error {
  override name = "UsageError";
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Node's parser of options and other words; its complaints become `UsageError`s of one sentence. */
export function readOptions<T extends Options>(words: readonly string[], options: T) {
  return orUsageError(() =>
    parseArgs({ args: [...words], options, allowPositionals: true, strict: true }),
  );
}

/** The same for a command that takes nothing but options. */
export function readOptionsOnly<T extends Options>(words: readonly string[], options: T) {
  return orUsageError(() => parseArgs({ args: [...words], options, strict: true })).values;
}

function orUsageError<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [first = ""] = message.split(/\.(?:\s|$)/);
    throw new UsageError(`${first}.`);
  }
}

/** Nothing but days and instants as ISO 8601 writes them; what else JavaScript takes for a date is a mistake here. */
const instantSchema = z.union([
  z.iso.date(),
  z.iso.datetime({ local: true, offset: true }),
  z.iso.datetime({ local: true, offset: true, precision: -1 }),
]);

/**
 * The instant that an option names, by its day or in full, in UTC where nothing else is said.
 * @throws UsageError when it is no instant
 */
export function readInstant(option: string, text: string): Date {
  if (!instantSchema.safeParse(text).success) {
    throw new UsageError(
      `${option} ${text} is no instant; write it as 2026-11-20 or 2026-11-20T09:00:00Z.`,
    );
  }
  const isLocal = text.includes("T") && !/(?:Z|[+-]\d\d:\d\d)$/.test(text);
  return new Date(isLocal ? `${text}Z` : text);
}

/** The instant that `--now` names, or the present one. @throws UsageError when it is no instant */
export function readNow(text: string | undefined): Date {
  return text === undefined ? new Date() : readInstant("--now", text);
}
