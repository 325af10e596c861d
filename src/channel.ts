/** A conversation on a platform, in which Tally may be asked and may speak by itself. */
export interface Channel {
  readonly platform: "slack" | "teams";
  /** Slack's team id; Teams' tenant id. */
  readonly tenant: string;
  /**
   * Slack's channel id, or a person's for their direct conversation; Teams' conversation id, without the thread.
   */
  readonly id: string;
  /** Who reads what is said there; absent where the platform doesn't say. No part of what a channel is called. */
  readonly audience?: Audience;
  /**
   * The message in whose thread it is, by the name that couriers give it; absent outside of threads. No part of what
   * a channel is called.
   */
  readonly thread?: string;
}

/** direct: one person; members: all in the channel; shared: people of other organisations among them. */
export type Audience = "direct" | "members" | "shared";

/**
 * What decides who reads along in a channel. members: all who are in it; team: its team, whoever is in it; asker:
 * nobody, so that an answer is what its asker may see; private: everybody, so that each is answered alone.
 */
export const AUDIENCE_RULES = ["members", "team", "asker", "private"] as const;

export type AudienceRule = (typeof AUDIENCE_RULES)[number];

/** Whose a channel is: “our spend” means that team's there. */
export interface ChannelTeams {
  /** A value of the dimension `team`; null where the channel is nobody's in particular. */
  teamOf(channel: Channel): string | null;
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
