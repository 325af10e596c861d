import { createProgress } from "#src/adapters/terminal/progress";
import type { Config } from "#src/config";
import { type ConversationsKept, openTally, type Tally } from "#src/main";
import type { Store } from "#src/store/store";

/** Which store it is, for commands that say something of all of it. */
export function storeLine({ file }: Store, isDemo: boolean): string {
  return `The store is ${file}${isDemo ? ", the demo company's" : ""}.`;
}

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
