import type { Authorize } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { ConfigError } from "#src/errors";
import type { Log } from "#src/log";
import { problemOf } from "./slack-problem.ts";

/** Who the bot token belongs to. */
interface Identity {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly botUserId: string | undefined;
  readonly botId: string | undefined;
}

/** The one workspace of an app that is set up by its bot token. */
export class SingleWorkspace {
  readonly #client: WebClient;
  readonly #token: string;
  readonly #log: Log;
  #identity: Identity | null = null;

  constructor(client: WebClient, token: string, log: Log) {
    this.#client = client;
    this.#token = token;
    this.#log = log;
  }

  /**
   * Asks Slack whose token it is. When Slack can't be reached, work begins without: the signature of each request,
   * or the socket, says that it is for this app.
   * @throws ConfigError when Slack refuses the token
   */
  async check(): Promise<void> {
    try {
      const { team_id, enterprise_id, user_id, bot_id } = await this.#client.auth.test();
      this.#identity = {
        team: team_id,
        enterprise: enterprise_id,
        botUserId: user_id,
        botId: bot_id,
      };
    } catch (error) {
      const { code, isTokenEnded } = problemOf(error);
      if (isTokenEnded) throw new ConfigError(`Slack refuses SLACK_BOT_TOKEN: ${code}.`);
      this.#log.warn("Slack can't be asked whose token it is", { code });
    }
  }

  /** Bolt's question on whose behalf it acts. @throws Error for another workspace than the token's */
  readonly authorize: Authorize<boolean> = async ({ teamId, enterpriseId }, body) => {
    const identity = this.#identity;
    const { team, enterprise, botUserId, botId } = identity ?? {};
    const isOurs =
      identity === null ||
      teamId === team ||
      (enterprise !== undefined && enterpriseId === enterprise);
    if (!isOurs) throw new Error(`the token isn't for ${teamId ?? enterpriseId}`);
    const botUser = botUserId ?? botUserIn(body);
    return {
      botToken: this.#token,
      ...(botUser === undefined ? {} : { botUserId: botUser }),
      ...(botId === undefined ? {} : { botId }),
    };
  };
}

/** An event names the bot user that it is for. */
function botUserIn(body: unknown): string | undefined {
  const { authorizations } = (body ?? {}) as {
    readonly authorizations?: readonly { readonly user_id?: string }[];
  };
  return authorizations?.[0]?.user_id;
}
