/** A conversation on a platform, in which Tally may be asked and may speak by itself. */
export interface Channel {
  readonly platform: "slack" | "teams";
  /** Slack's team id; Teams' tenant id. */
  readonly tenant: string;
  /** Slack's channel id; Teams' conversation id, without the thread. */
  readonly id: string;
}

/** A channel's name as text, as tally.yaml has it: `slack:T0123/C0456`. */
export function channelName({ platform, tenant, id }: Channel): string {
  return `${platform}:${tenant}/${id}`;
}

/** The channel of such a name; null for any other text. */
export function readChannel(name: string): Channel | null {
  const [, platform, tenant, id] = /^(slack|teams):([^/\s]+)\/(\S+)$/.exec(name) ?? [];
  if (platform === undefined || tenant === undefined || id === undefined) return null;
  return { platform: platform === "slack" ? "slack" : "teams", tenant, id };
}
