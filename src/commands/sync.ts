import { createProgressBoard } from "#src/adapters/terminal/progress-board";
import { syncEvent } from "#src/audit/sync-event";
import type { Config } from "#src/config";
import { dayOfInstant } from "#src/focus/day";
import { Store } from "#src/store/store";
import type { SourceOutcome } from "#src/sync/outcome";
import type { SyncProgress, SyncRun } from "#src/sync/sync-run";
import { type Command, readOptions, UsageError } from "./command.ts";
import { failureLines, outcomeJson, outcomeLines } from "./sync-report.ts";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** `tally sync aws --since 2026-08` */
export const sync: Command = {
  name: "sync",
  usage: "sync [SOURCE…] [--since YYYY-MM] [--apply-held] [--json] [--db FILE]",
  summary: "Load what is new at the sources of tally.yaml: all of them, or those named.",
  async run(words, config) {
    const { values, positionals } = readOptions(words, {
      since: { type: "string" },
      "apply-held": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      db: { type: "string" },
    });
    const { since = null } = values;
    if (since !== null && !MONTH.test(since)) {
      throw new UsageError(`--since ${since} is no month; write it as 2026-10.`);
    }
    // Loaded on demand: a question needs none of it.
    const { namesOfSources } = await import("#src/sync/open-sources");
    const names = namesOfSources(config.sources, positionals);
    const store = new Store(values.db ?? config.database, config.allocation, config.auditSeal);
    const stop = new AbortController();
    const end = () => stop.abort();
    process.once("SIGTERM", end).once("SIGINT", end);
    try {
      const options = { since, applyHeld: values["apply-held"], stop: stop.signal };
      const reporter = values.json ? jsonReporter() : terminalReporter();
      return statusOf(await syncInto(store, config, names, options, reporter));
    } finally {
      process.off("SIGTERM", end).off("SIGINT", end);
      store.close();
    }
  },
};

/** Where a sync says how it gets on, and what became of it. */
interface Reporter {
  onProgress(progress: SyncProgress): void;
  onOutcome(outcome: SourceOutcome): void;
}

async function syncInto(
  store: Store,
  config: Config,
  names: readonly string[],
  options: Pick<SyncRun, "since" | "applyHeld"> & { readonly stop: AbortSignal },
  { onProgress, onOutcome }: Reporter,
): Promise<SourceOutcome[]> {
  const { openSources } = await import("#src/sync/open-sources");
  const { pursesIn } = await import("#src/sync/stored-purses");
  const { forgetSources } = await import("#src/sync/forget-sources");
  const { syncSources } = await import("#src/sync/sync-sources");
  const now = () => new Date();
  const opened = { purseOf: pursesIn(store, now), stop: options.stop };
  const sources = openSources(config, names, opened);
  await forgetSources(store, config.sources, now());
  const onBug = (error: unknown) => process.stderr.write(`${bugText(error)}\n`);
  const onSynced = (outcome: SourceOutcome) => {
    store.audit.note(syncEvent(outcome, now()));
    onOutcome(outcome);
  };
  const run = { store, ...options, now, onProgress, onBug };
  const outcomes = await syncSources(sources, run, onSynced);
  const hasNews = outcomes.some(({ units }) =>
    units.some(({ deliveries }) => deliveries.length > 0),
  );
  if (hasNews && !options.stop.aborted) await review(store, config, now());
  return outcomes;
}

/** Looks for recommendations in the new bill, so that nobody waits for it, and measures what was done. */
async function review(store: Store, config: Config, now: Date): Promise<void> {
  const { composeTally } = await import("#src/main");
  const { reviewRecommendations } = await import("#src/review-recommendations");
  const { access } = composeTally(config, store, "in memory");
  reviewRecommendations(access, dayOfInstant(now), config.completenessLagDays);
}

/** 2 where a source failed or wasn't finished. */
function statusOf(outcomes: readonly SourceOutcome[]): number {
  return outcomes.some(({ status }) => status === "failed" || status === "stopped") ? 2 : 0;
}

/** Lines of text, and a bar a source for what is under way: the download of a month, then its rows. */
function terminalReporter(): Reporter {
  const board = createProgressBoard(process.stderr);
  return {
    onProgress({ source, unit, stage, done, total }) {
      board.update(source, { name: `${source} ${unit}`, done, total, unit: stage });
    },
    onOutcome(outcome) {
      board.finish(outcome.source);
      board.above(() => {
        process.stdout.write(outcomeLines(outcome));
        process.stderr.write(failureLines(outcome));
      });
    },
  };
}

/** A JSON object a source. */
function jsonReporter(): Reporter {
  return {
    onProgress: () => undefined,
    onOutcome: (outcome) => process.stdout.write(outcomeJson(outcome)),
  };
}

/** The place in Tally, without what a library may have put into the message. */
function bugText(error: unknown): string {
  if (!(error instanceof Error)) return "An error of Tally's own.";
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}, an error of Tally's own:`, ...places].join("\n");
}
