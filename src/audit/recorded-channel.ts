import { type Channel, channelName } from "#src/channel";

/** Slack's ids of people and of direct conversations. */
const ONE_PERSON = /^[DUW]/;

/** A channel's name; of a conversation with one person only that it is one, since its id leads to the person. */
export function recordedChannel(channel: Channel): string {
  const isDirect =
    channel.audience === "direct" || (channel.platform === "slack" && ONE_PERSON.test(channel.id));
  return isDirect ? channelName({ ...channel, id: "direct" }) : channelName(channel);
}
