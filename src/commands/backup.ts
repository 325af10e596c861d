import { createProgress } from "#src/adapters/terminal/progress";
import { formatBytes } from "#src/cards/format";
import { backUpStore } from "#src/store/backup";
import { type Command, readOptions, UsageError } from "./command.ts";

/** `tally backup /var/backups/tally.db` */
export const backup: Command = {
  name: "backup",
  usage: "backup FILE [--force] [--db FILE]",
  summary: "Copy the store to a file, also while Tally serves from it and bills are loaded.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      force: { type: "boolean", default: false },
      db: { type: "string" },
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError("Name one file to write.");
    const store = values.db ?? config.database;
    const progress = createProgress(process.stderr, "Copying");
    const { bytes, schema } = await backUpStore(store, file, {
      isReplacing: values.force,
      onCopied: (done, total) => progress.update(done, total, "bytes"),
    });
    process.stdout.write(
      `${store} is copied to ${file}: ${formatBytes(bytes)}, schema ${schema}; the copy is intact.\n`,
    );
    return 0;
  },
};
