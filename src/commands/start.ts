import { converse } from "./chat.ts";
import type { Command } from "./command.ts";

/** `npm start` */
export const start: Command = {
  name: "start",
  usage: "start",
  summary: "Build the demo company where there is no bill yet, and take questions.",
  async run(_words, config) {
    await converse(config, undefined, undefined);
    return 0;
  },
};
