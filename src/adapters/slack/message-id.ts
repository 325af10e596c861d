/** Where a message of Tally's stands: its conversation, also where it was sent to a person, and its ts. */
export interface MessagePlace {
  /** A channel's id, or a person's for their direct messages. */
  readonly channel: string;
  readonly ts: string;
}

/** A message's name, as couriers give it. */
export function messageIdOf({ channel, ts }: MessagePlace): string {
  return `${channel}/${ts}`;
}

/** What `messageIdOf` has named. @throws Error for another text */
export function readMessageId(id: string): MessagePlace {
  const [, channel, ts] = /^([^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (channel === undefined || ts === undefined) throw new Error(`${id} names no Slack message`);
  return { channel, ts };
}
