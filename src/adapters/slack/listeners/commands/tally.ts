import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { channelOf } from "#src/adapters/slack/place";
import { plainQuestion } from "#src/adapters/slack/plain-question";
import { ResponseOutlet } from "#src/adapters/slack/response-outlet";
import type { SlackFetch } from "#src/adapters/slack/settings";
import { questionOfCommand } from "./command-question.ts";

/** `/tally …`: answered to the asker alone, in whichever conversation it was typed. */
export function register({ app, parts, answers, outbox, people }: Listening): void {
  app.command("/tally", async ({ ack, command, client, context }) => {
    await ack();
    const { user_id: user, team_id: team, channel_id: channel, trigger_id: triggerId } = command;
    const home = homeOf(context);
    const send: SlackFetch = parts.settings.clientOptions?.fetch ?? fetch;
    await answers.ask({
      outlet: new ResponseOutlet(command.response_url, outbox, home, send),
      sender: () => people.sender(client, { user, team, home }),
      thread: ["slack", home, channel, "command", user].join(":"),
      channel: channelOf({ team: home, channel }),
      mentioned: (id) => people.sender(client, { user: id, team, home }),
      eventId: `command:${triggerId}`,
      text: questionOfCommand(plainQuestion(command.text, context.botUserId)),
      isAlone: true,
    });
  });
}
