import { SocketModeReceiver } from "@slack/bolt";
import { ConfigError } from "#src/errors";
import { boltLog } from "./bolt-log.ts";
import type { SlackParts } from "./parts.ts";
import { problemOf } from "./slack-problem.ts";

/** Of the call that asks where the connection goes. */
const TIME_LIMIT_MILLISECONDS = 30_000;

/** Socket Mode: requests come over a connection that the app opens itself, and opens again when it breaks. */
export class SlackSocket {
  readonly receiver: SocketModeReceiver;
  #isOpen = false;

  constructor({ settings, log }: SlackParts) {
    const logger = boltLog(log);
    this.receiver = new SocketModeReceiver({
      appToken: settings.appToken ?? "",
      logger,
      installerOptions: {
        clientOptions: { timeout: TIME_LIMIT_MILLISECONDS, ...settings.clientOptions },
      },
    });
    this.receiver.client.on("connected", () => {
      this.#isOpen = true;
    });
    this.receiver.client.on("close", () => {
      this.#isOpen = false;
      log.info("the socket to Slack closed");
    });
  }

  /** @throws ConfigError when Slack refuses the app token */
  async open(): Promise<void> {
    try {
      await this.receiver.start();
    } catch (error) {
      const { code } = problemOf(error);
      throw new ConfigError(`Slack's Socket Mode can't be opened with SLACK_APP_TOKEN: ${code}.`);
    }
  }

  close(): Promise<void> {
    return this.receiver.stop();
  }

  isOpen(): boolean {
    return this.#isOpen;
  }
}
