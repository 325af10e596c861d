import type { webApi } from "@slack/bolt";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { renderHome } from "#src/adapters/slack/render/render-home";
import { problemOf } from "#src/adapters/slack/slack-problem";

const MOST_PROMPTS = 4;
const PROMPTS_TITLE = "For example";

/** The Home tab shows what concerns its person; the Messages tab what can be asked. */
export function register(listening: Listening): void {
  listening.app.event("app_home_opened", async ({ event, body, client, context }) => {
    const { user, channel, tab } = event;
    const person = { user, team: body.team_id, home: homeOf(context) };
    if (tab === "messages") await suggestPrompts(listening, client, channel);
    else await publishHome(listening, client, person);
  });
}

async function publishHome(
  { parts, outbox, people }: Listening,
  client: webApi.WebClient,
  person: { readonly user: string; readonly team: string; readonly home: string },
): Promise<void> {
  const sender = await people.sender(client, person);
  if (sender === null) return;
  const replies = await parts.desk.home(sender, parts.clock());
  const { user, home } = person;
  await outbox.send(home, `home of ${user}`, () =>
    client.views.publish({ user_id: user, view: renderHome(replies) }),
  );
}

/** The examples of the help card; a workspace without the agent view shows none. */
async function suggestPrompts(
  { parts }: Listening,
  client: webApi.WebClient,
  channel: string,
): Promise<void> {
  const { card } = parts.help(`slack:prompts:${channel}`, parts.clock());
  const questions = card.blocks
    .flatMap((block) => (block.type === "buttons" ? block.buttons : []))
    .flatMap(({ action }) => (action.kind === "ask" ? [action.question] : []));
  const [first, ...rest] = questions
    .slice(0, MOST_PROMPTS)
    .map((question) => ({ title: question, message: question }));
  if (first === undefined) return;
  try {
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      title: PROMPTS_TITLE,
      prompts: [first, ...rest],
    });
  } catch (error) {
    parts.log.debug("no prompts were suggested", { code: problemOf(error).code });
  }
}
