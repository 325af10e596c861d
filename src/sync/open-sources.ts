import { UserError } from "#src/errors";
import { callClock } from "#src/sources/calls/call-clock";
import type { SourceContext, SourceEnvironment } from "#src/sources/context";
import { openSource } from "#src/sources/open-source";
import type { Source } from "#src/sources/source";
import type { SourcesConfig } from "./source-config.ts";
import type { PurseOf } from "./stored-purses.ts";

/** What opened sources hold on to. */
interface OpenOptions {
  /** What their calls may cost; nothing limits it where absent. */
  readonly purseOf?: PurseOf;
  /** Ends their waits. */
  readonly stop?: AbortSignal;
}

/** What sources are opened with outside of tests: the real clock. */
function sourceContext(
  environment: SourceEnvironment,
  { stop, purseOf }: OpenOptions,
): SourceContext {
  return { environment, clock: callClock(stop), ...(purseOf === undefined ? {} : { purseOf }) };
}

/** The part of the settings that sync takes: the sources, and where their credentials may be. */
export interface SourcesSettings {
  readonly sources: SourcesConfig;
  readonly sourceEnvironment: SourceEnvironment;
}

/**
 * The names that are asked for, or all that tally.yaml has.
 * @throws UserError for a name that isn't configured, or where none is
 */
export function namesOfSources(sources: SourcesConfig, names: readonly string[]): string[] {
  const known = Object.keys(sources);
  if (known.length === 0) {
    throw new UserError("tally.yaml names no sources yet; docs/sources shows one of each kind.");
  }
  const unknown = names.find((name) => !Object.hasOwn(sources, name));
  if (unknown !== undefined) {
    throw new UserError(`There is no source “${unknown}” in tally.yaml, but ${known.join(", ")}.`);
  }
  return [...new Set(names.length === 0 ? known : names)];
}

/**
 * The sources of these names, or all of them.
 * @throws UserError for a name that isn't configured, or where none is
 */
export function openSources(
  { sources, sourceEnvironment }: SourcesSettings,
  names: readonly string[],
  options: OpenOptions = {},
): Source[] {
  const context = sourceContext(sourceEnvironment, options);
  return namesOfSources(sources, names).flatMap((name) => {
    const settings = sources[name];
    return settings === undefined ? [] : [openSource(name, settings, context)];
  });
}
