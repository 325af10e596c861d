import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "#src/errors";
import type { SourceContext, SourceEnvironment } from "#src/sources/context";
import { openSource } from "#src/sources/open-source";
import type { Source } from "#src/sources/source";
import type { SourcesConfig } from "./source-config.ts";

/** What sources are opened with outside of tests: the real clock. */
function sourceContext(environment: SourceEnvironment): SourceContext {
  const clock = {
    now: () => Date.now(),
    wait: async (milliseconds: number) => {
      await wait(milliseconds);
    },
    random: () => Math.random(),
  };
  return { environment, clock };
}

/** The part of the settings that sync takes: the sources, and where their credentials may be. */
export interface SourcesSettings {
  readonly sources: SourcesConfig;
  readonly sourceEnvironment: SourceEnvironment;
}

/**
 * The sources of these names, or all of them.
 * @throws UserError for a name that isn't configured, or where none is
 */
export function openSources(
  { sources, sourceEnvironment }: SourcesSettings,
  names: readonly string[],
): Source[] {
  const known = Object.keys(sources);
  if (known.length === 0) {
    throw new UserError("tally.yaml names no sources yet; docs/sources shows one of each kind.");
  }
  const context = sourceContext(sourceEnvironment);
  return [...new Set(names.length === 0 ? known : names)].map((name) => {
    const settings = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (settings !== undefined) return openSource(name, settings, context);
    throw new UserError(`There is no source “${name}” in tally.yaml, but ${known.join(", ")}.`);
  });
}
