/** As much of an event as says where its author is from. */
interface Authored {
  readonly team_id: string;
  readonly is_ext_shared_channel?: boolean;
  readonly event: object;
}

/**
 * The author's own workspace. In a channel shared with other organisations it must be stated; elsewhere it is the
 * workspace that the event came from.
 */
export function teamOfAuthor({
  team_id,
  is_ext_shared_channel,
  event,
}: Authored): string | undefined {
  const { user_team, source_team, team } = event as Readonly<Record<string, unknown>>;
  const stated = [user_team, source_team, team].find((value) => typeof value === "string");
  if (typeof stated === "string") return stated;
  return is_ext_shared_channel === true ? undefined : team_id;
}
