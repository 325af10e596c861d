import type { BlockAction } from "@slack/bolt";
import { PRESS_PREFIX, readPress } from "#src/adapters/slack/action-ids";
import { formView } from "#src/adapters/slack/listeners/views/form-view";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { problemOf } from "#src/adapters/slack/slack-problem";
import { conversationOf, formPlaceOf, outletOf } from "./pressed-place.ts";

/** A button pressed, an option or a day chosen: what it stands for is known to the desk alone. */
export function register(listening: Listening): void {
  const { app, answers, people, parts } = listening;
  app.action(new RegExp(`^${PRESS_PREFIX}`), async ({ ack, action, body, client, context }) => {
    await ack();
    if (body.type !== "block_actions" || !("action_id" in action)) return;
    const press = readPress(action);
    if (press === null) return;
    const home = homeOf(context);
    const { id: user, team_id: team } = body.user;
    await answers.press({
      outlet: outletOf(listening, client, body as BlockAction, home),
      sender: () => people.sender(client, { user, team: team ?? body.team?.id, home }),
      ...conversationOf(body as BlockAction, home),
      ...press,
      async open({ actionId, form }) {
        const at = formPlaceOf(body as BlockAction, home);
        const view = formView(form, { actionId, at });
        // Slack takes a modal only within seconds of the press.
        await client.views
          .open({ trigger_id: body.trigger_id, view })
          .catch((error: unknown) => parts.log.info("no modal", { code: problemOf(error).code }));
      },
    });
  });
}
