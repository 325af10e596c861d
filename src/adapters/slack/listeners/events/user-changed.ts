import type { Listening } from "#src/adapters/slack/listening";

/**
 * Somebody was deactivated, or is a guest now: where Slack tells so, that holds from the next question on, also for
 * what others read with them.
 */
export function register({ app, parts, people }: Listening): void {
  app.event("user_change", async ({ event }) => {
    const { id } = event.user;
    people.forget(id);
    parts.members?.changedPerson({ platform: "slack", id });
  });
}
