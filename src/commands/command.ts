import { type ParseArgsConfig, parseArgs } from "node:util";
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

/** Node's parser of options; its complaints become `UsageError`s. */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(
  words: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? `${error.message}.` : String(error));
  }
}

/**
 * The instant that `--now` names, or the present one.
 * @throws UsageError when it is no instant
 */
export function readNow(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const now = new Date(text);
  if (Number.isNaN(now.getTime())) {
    throw new UsageError(`--now ${text} is no instant; write it as 2026-11-20T09:00:00Z.`);
  }
  return now;
}
