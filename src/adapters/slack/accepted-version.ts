import type { SlackMessage } from "#src/adapters/slack/render/render-message";
import { withClassicBlocks, withoutCharts } from "#src/adapters/slack/render/without-charts";
import { problemOf } from "./slack-problem.ts";

/** From the whole message to its words alone. */
const VERSIONS: readonly ((message: SlackMessage) => SlackMessage)[] = [
  (message) => message,
  withoutCharts,
  withClassicBlocks,
  (message) => ({ ...withClassicBlocks(message), blocks: [] }),
];

/**
 * Sends a message, with less in it as long as Slack refuses its blocks: without charts, which not every workspace
 * has, then with the oldest blocks, in the end as text.
 * @throws what else Slack has against it
 */
export async function sendAccepted(
  message: SlackMessage,
  send: (version: SlackMessage) => Promise<void>,
): Promise<SlackMessage> {
  let refused: SlackMessage | null = null;
  let refusal: unknown;
  for (const versionOf of VERSIONS) {
    const version = versionOf(message);
    if (version === refused) continue;
    try {
      await send(version);
      return version;
    } catch (error) {
      if (!problemOf(error).isAboutBlocks) throw error;
      refused = version;
      refusal = error;
    }
  }
  throw refusal;
}
