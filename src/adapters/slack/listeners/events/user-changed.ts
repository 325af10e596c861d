import type { Listening } from "#src/adapters/slack/listening";

/** Somebody was deactivated, or is a guest now: where Slack tells so, that holds from the next question on. */
export function register({ app, people }: Listening): void {
  app.event("user_change", async ({ event }) => people.forget(event.user.id));
}
