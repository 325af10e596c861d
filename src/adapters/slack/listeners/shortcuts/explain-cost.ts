import type { MessageShortcut } from "@slack/bolt";
import {
  EXPLAIN_COST,
  explainCostView,
} from "#src/adapters/slack/listeners/views/explain-cost-view";
import type { Listening } from "#src/adapters/slack/listening";
import { plainQuestion } from "#src/adapters/slack/plain-question";

/** “Explain this cost” on a message: opens a modal with the message's words as a question to edit. */
export function register({ app }: Listening): void {
  const where = { callback_id: EXPLAIN_COST, type: "message_action" } as const;
  app.shortcut<MessageShortcut>(where, async ({ ack, shortcut, client }) => {
    await ack();
    const { channel, message, trigger_id: triggerId } = shortcut;
    const threadTs: string = message["thread_ts"] ?? message.ts;
    const text = plainQuestion(message.text ?? "");
    const view = explainCostView(text, { channel: channel.id, threadTs });
    await client.views.open({ trigger_id: triggerId, view });
  });
}
