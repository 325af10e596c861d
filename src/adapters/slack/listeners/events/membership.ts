import { homeOf, type Listening } from "#src/adapters/slack/listening";

/** Somebody came to a channel or left it: who reads along there is looked up anew. */
export function register({ app, parts }: Listening): void {
  app.event("member_joined_channel", async ({ event, context }) => {
    parts.members?.changed({ platform: "slack", tenant: homeOf(context), id: event.channel });
  });
  app.event("member_left_channel", async ({ event, context }) => {
    parts.members?.changed({ platform: "slack", tenant: homeOf(context), id: event.channel });
  });
}
