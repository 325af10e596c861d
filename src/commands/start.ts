import { keepAudit } from "#src/audit-upkeep";
import type { Config } from "#src/config";
import { secretProblem } from "#src/secrets/secret-files";
import type { Command } from "./command.ts";
import { readNow, readOptionsOnly } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";

/** What isn't out after so many milliseconds is given up: whoever ends a service kills it after ten seconds. */
const PATIENCE = 9_500;

/** `npm start` */
export const start: Command = {
  name: "start",
  usage: "start [--db FILE] [--now INSTANT]",
  summary:
    "Serve the page, and Slack and Teams where they are set up; builds the demo company where there is no bill yet.",
  async run(words, config) {
    const values = readOptionsOnly(words, { db: { type: "string" }, now: { type: "string" } });
    const clock = () => readNow(values.now);
    warn(config);
    const tally = openWithProgress(config, clock(), values.db);
    const onProblem = (error: unknown) =>
      process.stderr.write(`The audit log keeps what is too old: ${String(error)}\n`);
    const audit = keepAudit(config, tally.store, { clock, onProblem });
    try {
      const { serve } = await import("#src/serve");
      const serving = await serve(config, tally, clock);
      const { url, platforms } = serving;
      process.stdout.write(
        `${tally.isDemo ? `${demoText(Object.keys(config.sources))}\n` : ""}` +
          `${platforms.length === 0 ? "" : `Answering in ${platforms.join(" and ")}. `}Ask at ${url} (Ctrl-C ends it).\n`,
      );
      await askedToEnd();
      // Comes only where something keeps the process.
      setTimeout(giveUp, PATIENCE).unref();
      await serving.stop();
      return 0;
    } finally {
      audit.stop();
      tally.store.close();
    }
  },
};

/** What doesn't keep Tally from serving, but should be put right. */
function warn({ secrets }: Config): void {
  for (const secret of secrets) {
    const problem = secretProblem(secret);
    if (problem !== null) process.stderr.write(`${problem}\n`);
  }
}

/** Later signals change nothing: npm passes on what the terminal has sent to all already. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => resolve());
  });
}

function giveUp(): void {
  const isDone = process.exitCode === 0;
  if (!isDone) process.stderr.write("Tally ended before all answers were out.\n");
  process.exit(isDone ? 0 : 1);
}

function demoText(sources: readonly string[]): string {
  const own =
    sources.length === 0
      ? "Import your own with: npm run tally -- import PATH"
      : `Load your own from ${sources.join(", ")} with: npm run tally -- sync, then start anew.`;
  return `This is the bill of an invented company. ${own}`;
}
