import { type Audiences, ChannelAudiences, openAudiences } from "#src/chat/audience";
import type { Directory } from "#src/chat/directory";
import type { ChannelMembers } from "#src/chat/members";
import type { Config } from "#src/config";
import type { Tally } from "#src/main";
import { SharedScopes } from "#src/shared-scope";

/** What audiences are put together of. */
export interface AudiencesParts {
  readonly config: Pick<Config, "audiences" | "openToWorkspace">;
  readonly tally: Pick<Tally, "access" | "people" | "isDemo">;
  readonly directory: Directory;
  readonly members: ChannelMembers;
}

/** Who reads along in the platforms' channels; of no matter where everybody sees everything. */
export function audiencesOf({ config, tally, directory, members }: AudiencesParts): Audiences {
  if (tally.isDemo || config.openToWorkspace) return openAudiences;
  const scopes = new SharedScopes(tally.access, tally.people);
  return new ChannelAudiences({ rules: config.audiences, members, directory, scopes });
}
