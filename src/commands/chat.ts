import { skills } from "#skills/index";
import { runChat } from "#src/adapters/terminal/chat";
import type { Config } from "#src/config";
import { type Command, readNow, readOptionsOnly } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";
import { terminalOptions } from "./terminal-options.ts";

/** A session is one conversation. */
const THREAD = "chat";

/** `tally chat` */
export const chat: Command = {
  name: "chat",
  usage: "chat [--db FILE] [--now INSTANT]",
  summary: "Ask in the terminal, one question a line.",
  async run(words, config) {
    const values = readOptionsOnly(words, { db: { type: "string" }, now: { type: "string" } });
    await converse(config, values.db, values.now);
    return 0;
  },
};

/** A conversation over the store that questions go to. `now` stands still when it is given. */
async function converse(
  config: Config,
  database: string | undefined,
  now: string | undefined,
): Promise<void> {
  const { assistant, store, isDemo } = openWithProgress(
    config,
    readNow(now),
    database,
    "in memory",
  );
  if (isDemo) {
    process.stdout.write(
      "This is the bill of an invented company. Import your own with: npm run tally -- import PATH\n",
    );
  }
  try {
    await runChat(
      {
        input: process.stdin,
        output: process.stdout,
        ask: (text) => {
          const message = { text, thread: THREAD, now: readNow(now) };
          return assistant.askAll(message);
        },
      },
      {
        examples: skills.flatMap(({ examples }) => examples.slice(0, 1)),
        ...terminalOptions(),
      },
    );
  } finally {
    store.close();
  }
}
