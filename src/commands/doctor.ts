import { existsSync } from "node:fs";
import type { Config } from "#src/config";
import { secretProblem } from "#src/secrets/secret-files";
import { checkStore } from "#src/store/check-store";
import { Store } from "#src/store/store";
import { type Command, readOptions } from "./command.ts";
import { openWithProgress, storeLine } from "./open-with-progress.ts";
import { plainLines } from "./output-lines.ts";

/** `tally doctor`, `tally doctor aws` */
export const doctor: Command = {
  name: "doctor",
  usage: "doctor [SOURCE…] [--db FILE]",
  summary:
    "Check that the store is sound, its roll-ups agree with its charges, and where secrets come from; or the permissions at sources.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, { db: { type: "string" } });
    return positionals.length > 0
      ? checkSources(config, positionals, values.db ?? config.database)
      : Math.max(checkSecrets(config), checkStoreIn(config, values.db));
  },
};

async function checkSources(
  config: Config,
  names: readonly string[],
  database: string,
): Promise<number> {
  // Loaded on demand: a question needs none of it.
  const { openSources } = await import("#src/sync/open-sources");
  const { pursesIn } = await import("#src/sync/stored-purses");
  // Calls that cost money count with those of syncs; before the first there is no store.
  const store = existsSync(database) ? new Store(database, config.allocation) : null;
  const purseOf = store === null ? {} : { purseOf: pursesIn(store, () => new Date()) };
  let status = 0;
  try {
    for (const source of openSources(config, names, purseOf)) {
      const checks = await source.check();
      for (const { permission, problem } of checks) {
        process.stdout.write(line(`${source.name}: ${permission}`, problem));
      }
      if (checks.every(({ problem }) => problem === null)) continue;
      process.stdout.write(`See docs/sources/${source.kind}.md.\n`);
      status = 2;
    }
    return status;
  } finally {
    store?.close();
  }
}

/** Says which secrets are set and where each comes from, but not what it is. */
function checkSecrets({ secrets }: Config): number {
  const checks = secrets.map((secret) => ({
    name: `${secret.name}: from ${secret.file ?? "the environment"}`,
    problem: secretProblem(secret),
  }));
  for (const { name, problem } of checks) process.stdout.write(line(name, problem));
  return checks.some(({ problem }) => problem !== null) ? 2 : 0;
}

function checkStoreIn(config: Config, database: string | undefined): number {
  const { store, isDemo } = openWithProgress(config, new Date(), database);
  try {
    process.stdout.write(plainLines([storeLine(store, isDemo)]));
    const checks = checkStore(store.database);
    for (const { name, problem } of checks) process.stdout.write(line(name, problem));
    return checks.some(({ problem }) => problem !== null) ? 2 : 0;
  } finally {
    store.close();
  }
}

function line(name: string, problem: string | null): string {
  return plainLines([problem === null ? `ok    ${name}` : `WRONG ${name}: ${problem}`]);
}
