import { checkStore } from "#src/store/check-store";
import { type Command, readOptions } from "./command.ts";
import { openWithProgress } from "./open-with-progress.ts";

/** `tally doctor` */
export const doctor: Command = {
  name: "doctor",
  usage: "doctor [--db FILE]",
  summary: "Check that the store is sound and that its roll-ups agree with its charges.",
  async run(words, config) {
    const { values } = readOptions(words, { db: { type: "string" } });
    const { store } = openWithProgress(config, new Date(), values.db);
    try {
      const checks = checkStore(store.database);
      for (const { name, problem } of checks) {
        process.stdout.write(problem === null ? `ok    ${name}\n` : `WRONG ${name}: ${problem}\n`);
      }
      return checks.some(({ problem }) => problem !== null) ? 2 : 0;
    } finally {
      store.close();
    }
  },
};
