import { SlackUserGroups } from "#src/adapters/slack/user-groups";
import type { Config } from "#src/config";
import type { Log } from "#src/log";
import type { UserGroups } from "#src/people/user-groups";
import { StoredInstallations } from "#src/store/chat/installations";
import type { Store } from "#src/store/store";

/** The user groups that can be read; null where Slack isn't set up, or tally.yaml names none. */
export function userGroupsOf(
  { slack, server, directory }: Config,
  { database }: Pick<Store, "database">,
  { clock, log }: { readonly clock: () => Date; readonly log: Log },
): UserGroups | null {
  if (slack === null || Object.keys(directory.slackGroups).length === 0) return null;
  return new SlackUserGroups({
    settings: { ...slack, publicUrl: server.publicUrl },
    installations: new StoredInstallations(database),
    encryptionKey: server.encryptionKey,
    clock,
    log,
  });
}
