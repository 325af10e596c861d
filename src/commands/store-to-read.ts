import { existsSync } from "node:fs";
import type { Config } from "#src/config";
import { refuseMissing } from "#src/main";
import { Store } from "#src/store/store";

/**
 * The store that something is looked up in, the named one or that of the settings. Where the latter isn't there yet, an
 * empty one for which no file is made.
 * @throws ConfigError when a named store doesn't exist or can't be opened
 */
export function storeToRead(config: Config, database: string | undefined): Store {
  refuseMissing(database);
  const file = database ?? config.database;
  return new Store(existsSync(file) ? file : ":memory:", config.allocation, config.auditSeal);
}
