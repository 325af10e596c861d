import { z } from "zod";

/** Where requests are served; bound to loopback unless told otherwise. */
export const serverSchema = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  port: z.number().int().min(0).max(65_535).default(3978),
  /** The address under which the world reaches the server: for links to files, and Slack's OAuth. */
  publicUrl: z.url().optional(),
});

export const slackSchema = z.strictObject({
  mode: z.enum(["socket", "http"]).default("socket"),
  /** Team ids that may talk to the app; empty: those that it is installed in. */
  teams: z.array(z.string().min(1)).default([]),
});

export const teamsSchema = z.strictObject({
  host: z.enum(["sdk", "teams-ai"]).default("sdk"),
  /** Tenants that may talk to the bot, besides the bot's own. */
  tenants: z.array(z.string().min(1)).default([]),
  /** Hosts that Teams may ask to be answered at; a name stands for its subdomains too. */
  serviceHosts: z.array(z.string().min(1)).default(["smba.trafficmanager.net", "botframework.com"]),
  issuer: z.string().min(1).default("https://api.botframework.com"),
});

/** The environment variables of the platforms; secrets stand nowhere else. */
export interface PlatformEnvironment {
  readonly HOST?: string | undefined;
  readonly PORT?: string | undefined;
  readonly NODE_ENV?: string | undefined;
  readonly LOG_LEVEL?: string | undefined;
  readonly TALLY_WEB_TOKEN?: string | undefined;
  readonly TALLY_ENCRYPTION_KEY?: string | undefined;
  readonly SLACK_BOT_TOKEN?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly SLACK_CLIENT_SECRET?: string | undefined;
  readonly SLACK_STATE_SECRET?: string | undefined;
  readonly TEAMS_CLIENT_ID?: string | undefined;
  readonly TEAMS_CLIENT_SECRET?: string | undefined;
  readonly TEAMS_TENANT_ID?: string | undefined;
  readonly TEAMS_MANAGED_IDENTITY_CLIENT_ID?: string | undefined;
  readonly TEAMS_HOST?: string | undefined;
}

/** Slack's settings with its secrets. */
export interface SlackConfig extends z.infer<typeof slackSchema> {
  readonly botToken: string | undefined;
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly stateSecret: string | undefined;
}

/** Teams' settings with its secrets. */
export interface TeamsConfig extends z.infer<typeof teamsSchema> {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Instead of a secret: a managed identity. */
  readonly managedIdentityClientId: string | undefined;
  readonly tenantId: string | undefined;
}

/** Slack's part, once a secret of it is set. */
export function slackConfigOf(
  settings: z.infer<typeof slackSchema>,
  environment: PlatformEnvironment,
): SlackConfig | null {
  const secrets = {
    botToken: environment.SLACK_BOT_TOKEN,
    appToken: environment.SLACK_APP_TOKEN,
    signingSecret: environment.SLACK_SIGNING_SECRET,
    clientId: environment.SLACK_CLIENT_ID,
    clientSecret: environment.SLACK_CLIENT_SECRET,
    stateSecret: environment.SLACK_STATE_SECRET,
  };
  return isAnySet(secrets) ? { ...settings, ...secrets } : null;
}

/** Teams' part, once a secret of it is set; in development it is there without any, for local trials. */
export function teamsConfigOf(
  settings: z.infer<typeof teamsSchema>,
  environment: PlatformEnvironment,
): TeamsConfig | null {
  const secrets = {
    clientId: environment.TEAMS_CLIENT_ID,
    clientSecret: environment.TEAMS_CLIENT_SECRET,
    managedIdentityClientId: environment.TEAMS_MANAGED_IDENTITY_CLIENT_ID,
    tenantId: environment.TEAMS_TENANT_ID,
  };
  const isWanted = isAnySet(secrets) || environment.NODE_ENV === "development";
  return isWanted ? { ...settings, ...secrets } : null;
}

function isAnySet(secrets: Readonly<Record<string, string | undefined>>): boolean {
  return Object.values(secrets).some((secret) => secret !== undefined && secret !== "");
}
