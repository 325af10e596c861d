import { once } from "node:events";
import type { Command } from "./command.ts";
import { readNow, readOptions } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";

/** `npm start` */
export const start: Command = {
  name: "start",
  usage: "start [--db FILE] [--now INSTANT]",
  summary:
    "Serve the page, and Slack and Teams where they are set up; builds the demo company where there is no bill yet.",
  async run(words, config) {
    const { values } = readOptions(words, { db: { type: "string" }, now: { type: "string" } });
    const tally = openWithProgress(config, readNow(values.now), values.db);
    try {
      const { serve } = await import("#src/serve");
      const serving = await serve(config, tally, () => readNow(values.now));
      const { url, platforms } = serving;
      process.stdout.write(
        `${tally.isDemo ? `${demoText(Object.keys(config.sources))}\n` : ""}` +
          `${platforms.length === 0 ? "" : `Answering in ${platforms.join(" and ")}. `}Ask at ${url} (Ctrl-C ends it).\n`,
      );
      await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
      await serving.stop();
      return 0;
    } finally {
      tally.store.close();
    }
  },
};

function demoText(sources: readonly string[]): string {
  const own =
    sources.length === 0
      ? "Import your own with: npm run tally -- import PATH"
      : `Load your own from ${sources.join(", ")} with: npm run tally -- sync, then start anew.`;
  return `This is the bill of an invented company. ${own}`;
}
