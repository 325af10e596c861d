import type { App } from "@slack/bolt";
import { ConfigError } from "#src/errors";

/** How Bolt's and the installer's Web API clients reach Slack: address, fetch, proxies. */
export type SlackClientOptions = Pick<
  App["webClientOptions"],
  "slackApiUrl" | "fetch" | "timeout" | "retryConfig"
>;

export type SlackFetch = NonNullable<SlackClientOptions["fetch"]>;

/** One Slack app, in one workspace by its bot token or in several by OAuth. */
export interface SlackSettings {
  readonly mode: "socket" | "http";
  /** Of one workspace; left out where OAuth's three are set. */
  readonly botToken?: string | undefined;
  /** For Socket Mode. */
  readonly appToken?: string | undefined;
  /** For signed requests over HTTP. */
  readonly signingSecret?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly stateSecret?: string | undefined;
  /** Team ids that may talk to the app; empty: those that it is installed in. */
  readonly teams: readonly string[];
  /** The address under which Slack's browser redirects reach the server, without a path. */
  readonly publicUrl?: string | undefined;
  readonly clientOptions?: SlackClientOptions | undefined;
  /** How long an answer may take before a status is shown; a second where absent. */
  readonly statusAfterMilliseconds?: number | undefined;
}

/** What OAuth needs. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
}

/** OAuth's settings, or null for an app of one workspace; all three or none. */
export function oauthSettings(settings: SlackSettings): OAuthSettings | null {
  const { clientId, clientSecret, stateSecret } = settings;
  if (clientId && clientSecret && stateSecret) return { clientId, clientSecret, stateSecret };
  if (clientId || clientSecret || stateSecret) {
    throw new ConfigError(
      "Slack's OAuth needs SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET together.",
    );
  }
  return null;
}

/** The secrets that the chosen mode can't do without. @throws ConfigError that names the missing one */
export function checkSlackSettings(settings: SlackSettings): void {
  const { mode, botToken, appToken, signingSecret } = settings;
  if (mode === "socket" && !appToken) {
    throw new ConfigError("Slack's Socket Mode needs SLACK_APP_TOKEN, which begins with xapp-.");
  }
  if (mode === "http" && !signingSecret) {
    throw new ConfigError("Slack over HTTP needs SLACK_SIGNING_SECRET to check who calls.");
  }
  const isOAuth = oauthSettings(settings) !== null;
  if (!isOAuth && !botToken) {
    throw new ConfigError(
      "Slack needs SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET for several.",
    );
  }
  if (isOAuth && botToken) {
    throw new ConfigError(
      "Slack is set up twice: SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for several. Keep one of them.",
    );
  }
}
