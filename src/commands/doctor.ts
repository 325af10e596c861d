import type { Config } from "#src/config";
import { checkStore } from "#src/store/check-store";
import type { SourcesSettings } from "#src/sync/open-sources";
import { type Command, readOptions } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";

/** `tally doctor`, `tally doctor aws` */
export const doctor: Command = {
  name: "doctor",
  usage: "doctor [SOURCE…] [--db FILE]",
  summary:
    "Check that the store is sound and its roll-ups agree with its charges; or the permissions at sources.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, { db: { type: "string" } });
    return positionals.length > 0
      ? checkSources(config, positionals)
      : checkStoreIn(config, values.db);
  },
};

async function checkSources(config: SourcesSettings, names: readonly string[]): Promise<number> {
  // Loaded on demand: a question needs none of it.
  const { openSources } = await import("#src/sync/open-sources");
  let status = 0;
  for (const source of openSources(config, names)) {
    const checks = await source.check();
    for (const { permission, problem } of checks) {
      process.stdout.write(line(`${source.name}: ${permission}`, problem));
    }
    if (checks.every(({ problem }) => problem === null)) continue;
    process.stdout.write(`See docs/sources/${source.kind}.md.\n`);
    status = 2;
  }
  return status;
}

function checkStoreIn(config: Config, database: string | undefined): number {
  const { store } = openWithProgress(config, new Date(), database);
  try {
    const checks = checkStore(store.database);
    for (const { name, problem } of checks) process.stdout.write(line(name, problem));
    return checks.some(({ problem }) => problem !== null) ? 2 : 0;
  } finally {
    store.close();
  }
}

function line(name: string, problem: string | null): string {
  return problem === null ? `ok    ${name}\n` : `WRONG ${name}: ${problem}\n`;
}
