import type { webApi } from "@slack/bolt";
import type { SlackUser } from "./user-facts.ts";
import { waitAndCall } from "./wait-and-call.ts";

const PAGE = 1000;
/** Slack takes about twenty such calls a minute. */
const MOST_PAGES = 20;
const MOST_ATTEMPTS = 3;

/**
 * The users of a workspace, a thousand a call, the first twenty thousand of them.
 * @throws what Slack has against it
 */
export async function* usersOf(
  client: webApi.WebClient,
  team: string,
): AsyncGenerator<SlackUser, void> {
  let cursor = "";
  for (let page = 1; page <= MOST_PAGES; page++) {
    const range = { team_id: team, limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
    const list = () => client.users.list(range);
    const { members = [], response_metadata: more } = await waitAndCall(list, MOST_ATTEMPTS);
    yield* members as SlackUser[];
    cursor = more?.next_cursor ?? "";
    if (cursor === "") return;
  }
}
