import type { Listening } from "#src/adapters/slack/listening";

/** The app was removed, or its token revoked: its installation is forgotten. */
export function register({ app, onUninstalled }: Listening): void {
  app.event("app_uninstalled", async ({ context }) => onUninstalled(context));
  app.event("tokens_revoked", async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await onUninstalled(context);
  });
}
