import { createProgress, type Progress } from "#src/adapters/terminal/progress";
import { Store } from "#src/store/store";
import type { SyncProgress } from "#src/sync/sync-source";
import { type Command, readOptions, UsageError } from "./command.ts";
import { failureLines, outcomeLines } from "./sync-report.ts";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** `tally sync aws --since 2026-08` */
export const sync: Command = {
  name: "sync",
  usage: "sync [SOURCE…] [--since YYYY-MM] [--apply-held] [--db FILE]",
  summary: "Load what is new at the sources of tally.yaml: all of them, or those named.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      since: { type: "string" },
      "apply-held": { type: "boolean", default: false },
      db: { type: "string" },
    });
    const { since = null } = values;
    if (since !== null && !MONTH.test(since)) {
      throw new UsageError(`--since ${since} is no month; write it as 2026-10.`);
    }
    // Loaded on demand: a question needs none of it.
    const { openSources } = await import("#src/sync/open-sources");
    const { syncSources } = await import("#src/sync/sync-sources");
    const sources = openSources(config, positionals);
    const store = new Store(values.db ?? config.database, config.allocation);
    const progress = progressPerSource();
    try {
      const run = {
        store,
        since,
        applyHeld: values["apply-held"],
        now: () => new Date(),
        onProgress: progress.show,
        onBug: (error: unknown) => process.stderr.write(`${bugText(error)}\n`),
      };
      const outcomes = await syncSources(sources, run, (outcome) => {
        progress.finish(outcome.source);
        process.stdout.write(outcomeLines(outcome));
        process.stderr.write(failureLines(outcome));
      });
      return outcomes.some(({ status }) => status === "failed") ? 2 : 0;
    } finally {
      store.close();
    }
  },
};

/** A bar for what is under way: the download of a month, then its rows. */
function progressPerSource() {
  let shown = "";
  let bar: Progress | null = null;
  return {
    show({ source, unit, stage, done, total }: SyncProgress): void {
      const label = `${source} ${unit}`;
      if (bar === null || shown !== label + stage) {
        bar = createProgress(process.stderr, label);
        shown = label + stage;
      }
      bar.update(done, total, stage);
    },
    finish(source: string): void {
      if (bar !== null) bar.finish(`${source}: done.`);
      bar = null;
    },
  };
}

/** The place in Tally, without what a library may have put into the message. */
function bugText(error: unknown): string {
  if (!(error instanceof Error)) return "An error of Tally's own.";
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}, an error of Tally's own:`, ...places].join("\n");
}
