import type { webApi } from "@slack/bolt";
import type { SenderKind } from "#src/chat/message";

/** A user as Slack's Web API tells of them. */
export type SlackUser = NonNullable<webApi.UsersInfoResponse["user"]>;

/** What Slack vouches for about somebody; names are no part of it. */
export interface UserFacts {
  /** former: deactivated. */
  readonly kind: Exclude<SenderKind, "unsure"> | "former";
  /** The confirmed address of a member; another organisation could confirm whichever it wants. */
  readonly email?: string;
}

/** Slack's own bot, which doesn't say that it is one. */
const SLACKBOT = "USLACKBOT";

/**
 * What a user is to a workspace.
 * @param team the workspace in whose name they speak
 * @param trusted workspaces whose people tally.yaml lets in by name
 */
export function factsOf(user: SlackUser, team: string, trusted: readonly string[] = []): UserFacts {
  const kind = kindOf(user, team, trusted);
  const email = user.is_email_confirmed === true ? user.profile?.email : undefined;
  return kind === "member" && email !== undefined ? { kind, email } : { kind };
}

function kindOf(user: SlackUser, team: string, trusted: readonly string[]): UserFacts["kind"] {
  if (user.is_bot === true || user.is_workflow_bot === true || user.id === SLACKBOT) return "bot";
  if (user.deleted === true) return "former";
  if (isExternal(user, team, trusted)) return "external";
  return user.is_restricted === true || user.is_ultra_restricted === true ? "guest" : "member";
}

/** Somebody of an organisation belongs to several workspaces. */
function isExternal(user: SlackUser, team: string, trusted: readonly string[]): boolean {
  const { team_id: own = team, enterprise_user: inOrganisation, is_stranger: isStranger } = user;
  const homes = [own, inOrganisation?.enterprise_id, ...(inOrganisation?.teams ?? [])];
  const ours = isStranger === true ? trusted : [team, ...trusted];
  return !ours.some((home) => homes.includes(home));
}
