import type { Authorize } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { CourierError } from "#src/chat/courier";
import { wasNeverSent } from "#src/chat/never-sent";
import type { Log } from "#src/log";

/** What the workspaces are reached by. */
export interface WorkspacesParts {
  /** Bolt's question on whose behalf it acts. */
  readonly authorize: Authorize<boolean>;
  readonly clientOptions: WebClientOptions;
  /** Organisations that may have the app installed for a workspace. */
  readonly organisationsOf: (team: string) => readonly string[];
  readonly log: Log;
}

/** The workspaces that the app is installed in, for speaking there without a request of theirs. */
export class Workspaces {
  readonly #parts: WorkspacesParts;

  constructor(parts: WorkspacesParts) {
    this.#parts = parts;
  }

  /** The Web API on behalf of the app there; each call is made once. @throws CourierError */
  async clientOf(team: string): Promise<WebClient> {
    const token = await this.#tokenOf(team);
    return new WebClient(token, { ...this.#parts.clientOptions, retryConfig: { retries: 0 } });
  }

  async #tokenOf(team: string): Promise<string> {
    const own = { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false };
    const wide = this.#parts
      .organisationsOf(team)
      .map((enterpriseId) => ({ teamId: team, enterpriseId, isEnterpriseInstall: true }));
    for (const installation of [own, ...wide]) {
      const token = await this.#ask(installation);
      if (token !== undefined) return token;
    }
    throw new CourierError(
      "impossible",
      `The Slack app isn’t installed in ${team}: install it there; where an organisation has it installed for all, list its id (E…) under slack.teams in tally.yaml.`,
    );
  }

  async #ask(installation: Parameters<Authorize<boolean>>[0]): Promise<string | undefined> {
    try {
      return (await this.#parts.authorize(installation)).botToken;
    } catch (error) {
      if (wasNeverSent(error)) throw new CourierError("later", "Slack can’t be reached.");
      this.#parts.log.info("no token for a workspace", { team: installation.teamId, error });
      return undefined;
    }
  }
}
