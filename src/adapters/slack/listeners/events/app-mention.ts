import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { channelOf, isDirectChannel, type Place, threadOf } from "#src/adapters/slack/place";
import { plainQuestion } from "#src/adapters/slack/plain-question";
import { teamOfAuthor } from "./author.ts";

/** “@Tally what did we spend?” in a channel: answered in its thread. */
export function register({ app, answers, outbox, people }: Listening): void {
  app.event("app_mention", async ({ event, body, client, context }) => {
    const { user, channel, ts, thread_ts: threadTs } = event;
    const isEdit = "edited" in event && event.edited !== undefined;
    // A direct conversation sends its own event for the same message.
    const isElsewhere = isDirectChannel(channel);
    if (user === undefined || event.bot_id !== undefined || isEdit || isElsewhere) return;
    const home = homeOf(context);
    const place: Place = {
      team: home,
      channel,
      threadTs: threadTs ?? ts,
      isDirect: false,
      isShared: body.is_ext_shared_channel === true,
      user,
    };
    await answers.ask({
      outlet: new ChannelOutlet(client, outbox, place),
      sender: () => people.sender(client, { user, team: teamOfAuthor(body), home }),
      thread: threadOf(place),
      channel: channelOf(place),
      mentioned: (id) => people.sender(client, { user: id, team: home, home }),
      eventId: body.event_id,
      text: plainQuestion(event.text, context.botUserId),
      opensThread: threadTs === undefined && place.isShared !== true,
    });
  });
}
