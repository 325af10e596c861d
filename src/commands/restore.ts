import { createProgress } from "#src/adapters/terminal/progress";
import { formatBytes } from "#src/cards/format";
import { restoreStore } from "#src/store/backup";
import { type Command, readOptions, UsageError } from "./command.ts";

/** `tally restore /var/backups/tally.db` */
export const restore: Command = {
  name: "restore",
  usage: "restore FILE [--db FILE]",
  summary:
    "Put a backup in the store's place, while no Tally serves; the store that was there is kept.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, { db: { type: "string" } });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError("Name one file to restore.");
    const store = values.db ?? config.database;
    const progress = createProgress(process.stderr, "Copying");
    const { bytes, schema, aside } = await restoreStore(file, store, {
      now: new Date(),
      onCopied: (done, total) => progress.update(done, total, "bytes"),
    });
    process.stdout.write(
      `${store} is now what ${file} holds: ${formatBytes(bytes)}, schema ${schema}.\n` +
        (aside === null ? "" : `What was there is kept as ${aside}.\n`),
    );
    return 0;
  },
};
