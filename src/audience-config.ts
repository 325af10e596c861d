import { z } from "zod";
import { AUDIENCE_RULES, type AudienceRule, type Channel, channelName } from "#src/channel";
import type { AudienceRules } from "#src/chat/audience";

/** The key `audience` of tally.yaml: what decides who reads along in channels of which nothing else is said. */
export const audienceSchema = z.enum(AUDIENCE_RULES).exclude(["team"]).default("members");

/** As much of a channel in tally.yaml as says who reads along. */
interface GivenChannel {
  readonly audience?: AudienceRule | undefined;
  readonly team?: string | undefined;
}

/** What tally.yaml says of who reads along; whose a channel is counts only as far as it stands there. */
export function audienceRulesOf(
  channels: Readonly<Record<string, GivenChannel>>,
  usual: AudienceRule,
): AudienceRules {
  const given = (channel: Channel) => channels[channelName(channel)];
  return {
    audienceOf: (channel) => given(channel)?.audience ?? usual,
    teamOf: (channel) => given(channel)?.team ?? null,
  };
}
