import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { channelOf, type Place, threadOf } from "#src/adapters/slack/place";
import { plainQuestion } from "#src/adapters/slack/plain-question";
import { teamOfAuthor } from "./author.ts";

/** What somebody writes to the app directly: answered in the thread, if it was written in one. */
export function register({ app, answers, outbox, people, sessions }: Listening): void {
  app.event("message", async ({ event, body, client, context }) => {
    const said = readMessage(event);
    if (said === null) return;
    const { user, channel, ts, threadTs } = said;
    const home = homeOf(context);
    const thread = threadTs === undefined ? {} : { threadTs };
    const place: Place = { team: home, channel, ...thread, isDirect: true, user };
    const text = plainQuestion(said.text, context.botUserId);
    const session = { team: home, channel, threadTs: threadTs ?? ts };
    const end = text === "" ? undefined : sessions.begin(client, session, text);
    await answers.ask({
      outlet: new ChannelOutlet(client, outbox, place),
      sender: () => people.sender(client, { user, team: teamOfAuthor(body), home }),
      thread: threadOf(place),
      channel: channelOf(place),
      mentioned: (id) => people.sender(client, { user: id, team: home, home }),
      eventId: body.event_id,
      text,
    });
    await end?.();
  });
}

/** Messages that a person wrote just now: no edits, deletions, joins or bots. */
const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

function readMessage(event: object): {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly text: string;
} | null {
  const said = event as {
    readonly subtype?: string;
    readonly channel_type?: string;
    readonly bot_id?: string;
    readonly user?: string;
    readonly channel: string;
    readonly ts: string;
    readonly thread_ts?: string;
    readonly text?: string;
  };
  const { user, channel, ts, thread_ts: threadTs, text = "" } = said;
  const isWritten = said.channel_type === "im" && WRITTEN.has(said.subtype);
  if (!isWritten || said.bot_id !== undefined || user === undefined) return null;
  return { user, channel, ts, threadTs, text };
}
