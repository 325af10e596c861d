import { createProgress } from "#src/adapters/terminal/progress";
import { importEvent, refusedImportEvent } from "#src/audit/import-event";
import { formatCount } from "#src/cards/format";
import { SourceError } from "#src/errors";
import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { type Command, readOptions, UsageError } from "./command.ts";
import { importReportText } from "./import-report.ts";
import { importTotals } from "./import-totals.ts";

/** `tally import bill.csv.gz` */
export const importCommand: Command = {
  name: "import",
  usage: "import PATH… [--source NAME] [--again] [--db FILE]",
  summary: "Load FOCUS files: csv, csv.gz, zip, parquet, JSON lines; a file, a folder or a glob.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      source: { type: "string" },
      again: { type: "boolean", default: false },
      db: { type: "string" },
    });
    if (positionals.length === 0) throw new UsageError("Name the files to import.");
    const file = values.db ?? config.database;
    const store = new Store(file, config.allocation, config.auditSeal);
    const isFirst = store.isEmpty();
    const progress = createProgress(process.stderr, "Importing");
    try {
      const report = await importBills(store, {
        paths: positionals,
        ...(values.source === undefined ? {} : { source: values.source }),
        again: values.again,
        now: new Date(),
        onProgress: ({ rows, share }) =>
          progress.update(rows, share ? Math.round(rows / share) : null),
      });
      progress.finish(`${formatCount(report.rows)} ${report.rows === 1 ? "row" : "rows"} read.`);
      store.audit.note(importEvent(report, new Date()));
      process.stdout.write(importReportText(report, importTotals(store, report)));
      if (isFirst && values.db === undefined) {
        process.stdout.write(
          "From now on questions are answered from your own bill, not the demo's; a server that runs has to be restarted.\n",
        );
      }
      return 0;
    } catch (error) {
      if (error instanceof SourceError) store.audit.note(refusedImportEvent(new Date()));
      throw error;
    } finally {
      store.close();
    }
  },
};
