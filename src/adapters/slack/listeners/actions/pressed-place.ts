import type { BlockAction, webApi } from "@slack/bolt";
import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import type { FormPlace } from "#src/adapters/slack/listeners/views/form-view";
import type { Listening } from "#src/adapters/slack/listening";
import type { Outlet } from "#src/adapters/slack/outlet";
import { channelOf, isDirectChannel, type Place, threadOf } from "#src/adapters/slack/place";
import { ResponseOutlet } from "#src/adapters/slack/response-outlet";
import type { SlackFetch } from "#src/adapters/slack/settings";
import type { Press } from "#src/chat/message";

/** Where the answer to a press belongs: its thread; the presser alone, where only they saw the card. */
export function outletOf(
  { outbox, parts }: Pick<Listening, "outbox" | "parts">,
  client: webApi.WebClient,
  body: BlockAction,
  home: string,
): Outlet {
  const { container, response_url: responseUrl } = body;
  if (container["is_ephemeral"] === true && responseUrl) {
    const send: SlackFetch = parts.settings.clientOptions?.fetch ?? fetch;
    return new ResponseOutlet(responseUrl, outbox, home, send);
  }
  return new ChannelOutlet(client, outbox, placeOfPress(body, home));
}

/** The channel and the thread of a pressed card; none in the App Home, no thread where only the presser sees it. */
export function conversationOf(
  body: BlockAction,
  home: string,
): Pick<Press, "channel" | "thread" | "isAlone"> {
  if (body.channel === undefined) return {};
  // Nobody can answer under what one person alone sees.
  if (body.container["is_ephemeral"] === true) {
    return { channel: channelOf({ team: home, channel: body.channel.id }), isAlone: true };
  }
  const place = placeOfPress(body, home);
  return { channel: channelOf(place), thread: threadOf(place) };
}

/** Where what comes of a form belongs that is opened by a press. */
export function formPlaceOf(body: BlockAction, home: string): FormPlace {
  const { team: _team, user: _user, ...place } = placeOfPress(body, home);
  const { container, channel, response_url: responseUrl } = body;
  const isAlone = container["is_ephemeral"] === true && responseUrl;
  const isPlaced = channel !== undefined;
  return { ...place, isPlaced, ...(isAlone ? { responseUrl } : {}) };
}

/** Presses in the App Home are answered in the person's direct conversation. */
function placeOfPress(body: BlockAction, home: string): Place {
  const user = body.user.id;
  const channel = body.channel?.id;
  if (channel === undefined) return { team: home, channel: user, isDirect: true, user };
  const isDirect = isDirectChannel(channel);
  const rootTs = isDirect ? undefined : body.message?.ts;
  const threadTs: string | undefined = body.message?.["thread_ts"] ?? rootTs;
  const thread = threadTs === undefined ? {} : { threadTs };
  const isNewThread = !isDirect && body.message?.["thread_ts"] === undefined;
  const pressedTs = body.message?.ts;
  const pressed = pressedTs === undefined ? {} : { pressedTs };
  return { team: home, channel, ...thread, ...pressed, isNewThread, isDirect, user };
}
