import { ConfigError } from "#src/errors";
import type { CallClock, CallLimits } from "#src/sources/calls/caller";
import { GitHub } from "./github.ts";
import { GitLab } from "./gitlab.ts";
import { Jira } from "./jira.ts";
import { ServiceNow } from "./servicenow.ts";
import type { TicketEnvironment, TicketSettings } from "./settings.ts";
import type { TicketSystem } from "./ticket.ts";
import { TicketApi } from "./ticket-api.ts";

/** GitHub asks for both, whoever calls. */
const USER_AGENT = "tally";
const GITHUB_VERSION = "2022-11-28";

/**
 * The configured ticket system.
 * @throws ConfigError where the environment lacks what it knows us by
 */
export function openTicketSystem(
  settings: TicketSettings,
  environment: TicketEnvironment,
  calls: { readonly clock: CallClock; readonly limits?: Partial<CallLimits> },
): TicketSystem {
  const apiWith = (headers: Readonly<Record<string, string>>) =>
    new TicketApi({
      url: settings.url,
      headers: { "user-agent": USER_AGENT, ...headers },
      ...calls,
    });
  const token = needed("TALLY_TICKETS_TOKEN", environment.TALLY_TICKETS_TOKEN, settings);
  switch (settings.system) {
    case "jira":
      return new Jira(apiWith(basic(settings, environment, token)), settings);
    case "servicenow":
      return new ServiceNow(apiWith(basic(settings, environment, token)), settings);
    case "github":
      return new GitHub(
        apiWith({
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "x-github-api-version": GITHUB_VERSION,
        }),
        settings,
      );
    case "gitlab":
      return new GitLab(apiWith({ "private-token": token }), settings);
  }
}

function basic(settings: TicketSettings, environment: TicketEnvironment, token: string) {
  const user = needed("TALLY_TICKETS_USER", environment.TALLY_TICKETS_USER, settings);
  return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}` };
}

function needed(name: string, value: string | undefined, { system }: TicketSettings): string {
  if (value !== undefined && value !== "") return value;
  throw new ConfigError(`tickets in tally.yaml name ${system}, but ${name} isn't set.`);
}
