import type { webApi } from "@slack/bolt";
import { ChannelOutlet } from "#src/adapters/slack/channel-outlet";
import { homeOf, type Listening } from "#src/adapters/slack/listening";
import type { Outlet } from "#src/adapters/slack/outlet";
import { channelOf, type Place, threadOf } from "#src/adapters/slack/place";
import { ResponseOutlet } from "#src/adapters/slack/response-outlet";
import { FORM, type FormMetadata, formView, readFilled } from "./form-view.ts";

/** A form that was filled in: what is wrong is said in it, and what it did where it was opened. */
export function register(listening: Listening): void {
  const { app, answers, people } = listening;
  app.view(FORM, async ({ ack, view, body, client, context }) => {
    const metadata = JSON.parse(view.private_metadata) as FormMetadata;
    const { actionId, at } = metadata;
    const home = homeOf(context);
    const { id: user, team_id: team } = body.user;
    const place: Place = { ...at, team: home, user };
    await answers.fill(
      {
        outlet: outletAt(listening, client, place, at.responseUrl),
        sender: () => people.sender(client, { user, team: team ?? body.team?.id, home }),
        ...(at.isPlaced ? { channel: channelOf(place) } : {}),
        ...(at.isPlaced && at.responseUrl === undefined ? { thread: threadOf(place) } : {}),
        isAlone: at.responseUrl !== undefined,
        actionId,
        filled: readFilled(view, home),
      },
      async (unfilled) => {
        if (unfilled === null) return ack();
        const { form, problems, text } = unfilled;
        if (text === "") return ack({ response_action: "errors", errors: { ...problems } });
        await ack({ response_action: "update", view: formView(form, metadata, text) });
      },
    );
  });
}

function outletAt(
  { outbox, parts }: Listening,
  client: webApi.WebClient,
  place: Place,
  responseUrl: string | undefined,
): Outlet {
  if (responseUrl === undefined) return new ChannelOutlet(client, outbox, place);
  const send = parts.settings.clientOptions?.fetch ?? fetch;
  return new ResponseOutlet(responseUrl, outbox, place.team, send);
}
