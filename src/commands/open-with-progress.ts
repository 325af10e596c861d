import { createProgress } from "#src/adapters/terminal/progress";
import type { Config } from "#src/config";
import { type ConversationsKept, openTally, type Tally } from "#src/main";

/** Opens the store for questions; building the demo company shows its progress on standard error. */
export function openWithProgress(
  config: Config,
  now: Date,
  database: string | undefined,
  conversations: ConversationsKept = "in the store",
): Tally {
  let progress: ReturnType<typeof createProgress> | null = null;
  return openTally(config, {
    database,
    now,
    conversations,
    onDemoProgress: (done, total) => {
      progress ??= createProgress(process.stderr, "Building the demo company");
      progress.update(done, total, "bills");
      if (done === total)
        progress.finish(`The demo company is ready: ${total} bills of 14 months.`);
    },
  });
}
