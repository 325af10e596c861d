import type { BlockAction } from "@slack/bolt";
import { FEEDBACK_ACTION, readFeedbackValue } from "#src/adapters/slack/action-ids";
import { feedbackNoteView } from "#src/adapters/slack/listeners/views/feedback-note-view";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { plainMessage } from "#src/adapters/slack/outlet";
import { problemOf } from "#src/adapters/slack/slack-problem";
import { outletOf } from "./pressed-place.ts";

const THANKS = "Thank you: noted.";

/** A thumb under an answer; thumbs down may say why. */
export function register(listening: Listening): void {
  const { app, parts, people } = listening;
  app.action(FEEDBACK_ACTION, async ({ ack, action, body, client, context }) => {
    await ack();
    if (body.type !== "block_actions" || !("value" in action)) return;
    const given = readFeedbackValue(String(action.value));
    if (given === null) return;
    const { answerId, verdict } = given;
    const { log, desk, clock } = parts;
    if (verdict === "bad") {
      // Slack takes a modal only within seconds of the press.
      await client.views
        .open({ trigger_id: body.trigger_id, view: feedbackNoteView(answerId) })
        .catch((error: unknown) => log.info("no modal", { code: problemOf(error).code }));
    }
    const home = homeOf(context);
    const { id: user, team_id: team } = body.user;
    const sender = await people.sender(client, { user, team: team ?? body.team?.id, home });
    if (sender === null) return;
    desk.giveFeedback({ answerId, sender, verdict, now: clock() });
    if (verdict === "good") {
      await outletOf(listening, client, body as BlockAction, home).whisper(plainMessage(THANKS));
    }
  });
}
