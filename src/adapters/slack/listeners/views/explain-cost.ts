import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { channelOf, isDirectChannel, type Place, threadOf } from "#src/adapters/slack/place";
import {
  EXPLAIN_COST,
  type ExplainedMessage,
  PERIOD,
  QUESTION,
  readExplainCost,
} from "./explain-cost-view.ts";

/** The question of “Explain this cost”: answered in the message's thread. */
export function register({ app, answers, outbox, people }: Listening): void {
  app.view(EXPLAIN_COST, async ({ ack, view, body, client, context }) => {
    const { values } = view.state;
    const read = readExplainCost(
      values[QUESTION]?.[QUESTION]?.value ?? "",
      values[PERIOD]?.[PERIOD]?.selected_option?.value ?? "",
    );
    if ("errors" in read) return ack({ response_action: "errors", errors: { ...read.errors } });
    await ack();
    const { channel, threadTs } = JSON.parse(view.private_metadata) as ExplainedMessage;
    const home = homeOf(context);
    const { id: user, team_id: team } = body.user;
    const isDirect = isDirectChannel(channel);
    const place: Place = { team: home, channel, threadTs, isDirect, user };
    await answers.ask({
      outlet: new ChannelOutlet(client, outbox, place),
      sender: () => people.sender(client, { user, team: team ?? body.team?.id, home }),
      thread: threadOf(place),
      channel: channelOf(place),
      eventId: `view:${view.id}`,
      text: read.question,
      opensThread: !isDirect,
    });
  });
}
