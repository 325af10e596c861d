import { setTimeout as sleep } from "node:timers/promises";
import { App, type Authorize } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { Router } from "express";
import type { Courier } from "#src/chat/courier";
import type { Log } from "#src/log";
import { AgentSessions } from "./agent-session.ts";
import { Answers } from "./answers.ts";
import { boltLog } from "./bolt-log.ts";
import { SlackCourier } from "./courier.ts";
import { registerListeners } from "./listeners/index.ts";
import { ChannelPeople } from "./members.ts";
import { Outbox } from "./outbox.ts";
import type { SlackParts } from "./parts.ts";
import { People } from "./people.ts";
import { hasProperIds } from "./proper-ids.ts";
import { clientOptions, webReceiver } from "./receivers.ts";
import { checkSlackSettings, oauthSettings } from "./settings.ts";
import { SingleWorkspace } from "./single-workspace.ts";
import { problemOf } from "./slack-problem.ts";
import { SlackSocket } from "./slack-socket.ts";
import { TokenWatch } from "./token-watch.ts";
import { Underway } from "./underway.ts";
import { Workspaces } from "./workspaces.ts";

const STOP_MILLISECONDS = 10_000;

/** Tally in Slack. */
export interface SlackApp {
  /**
   * Slack's requests in HTTP mode, and the pages of OAuth; null where there are neither. It reads raw bodies, so
   * no body parser may stand before it.
   */
  readonly router: Router | null;
  /** @throws ConfigError when Slack refuses a token */
  start(): Promise<void>;
  /** Takes nothing more and lets running answers get out, ten seconds at most. */
  stop(): Promise<void>;
  /** Why it doesn't work at the moment; null when it does. */
  problem(): string | null;
  /** Speaks where nobody has asked. */
  readonly courier: Courier;
}

/**
 * Puts Slack's side together; it works once it is started.
 * @throws ConfigError when a secret of the chosen mode is missing
 */
export function createSlackApp(parts: SlackParts): SlackApp {
  const { settings, log, counts, clock, installations } = parts;
  checkSlackSettings(settings);
  const isOAuth = oauthSettings(settings) !== null;
  const watch = new TokenWatch(installations, log);
  const onTokenEnded = (team: string, code: string) => watch.ended(team, code);
  const outbox = new Outbox({ log, counts, onTokenEnded });
  const answers = new Answers(parts);
  const underway = new Underway();
  const { app, router, single, socket, authorize } = boltApp(parts);
  const workspaces = new Workspaces({
    authorize,
    clientOptions: clientOptions(parts),
    organisationsOf: (team) => organisationsFor(team, settings.teams, watch),
    log,
  });
  const people = new People(settings.teams, clock, log);
  const clientOf = (team: string) => workspaces.clientOf(team);
  const readers = new ChannelPeople({ clientOf, people, log });
  parts.members?.readBy("slack", (channel) => readers.read(channel));
  const { attachmentFile } = parts;
  const courier = new SlackCourier({ clientOf, outbox, attachmentFile, log });
  hear(app, { watch, underway, log });
  app.error(async (error) => logFailure(log, error));
  registerListeners({
    app,
    parts,
    answers,
    outbox,
    people,
    sessions: new AgentSessions(clock, log),
    onUninstalled: async (context) => watch.uninstalled(context),
  });
  let isStarted = false;
  return {
    router,
    courier,
    async start() {
      await single?.check();
      await socket?.open();
      isStarted = true;
    },
    async stop() {
      isStarted = false;
      await socket?.close();
      const drained = Promise.all([underway.idle(), answers.idle(), courier.idle()]);
      const sent = drained.then(() => outbox.idle());
      await Promise.race([sent, sleep(STOP_MILLISECONDS, undefined, { ref: false })]);
    },
    problem() {
      if (!isStarted) return "not started";
      if (socket?.isOpen() === false) return "the socket to Slack is closed";
      const end = isOAuth ? null : watch.end();
      return end === null ? null : `Slack refuses the bot token: ${end}`;
    },
  };
}

/** What goes before all listeners. */
function hear(
  app: App,
  { watch, underway, log }: { watch: TokenWatch; underway: Underway; log: Log },
): void {
  app.use(async ({ body, context, next }) => {
    if (!hasProperIds(body)) return log.warn("an event could not be taken");
    watch.heard(context);
    await underway.wait(next());
  });
}

function logFailure(log: Log, error: unknown): void {
  log.error("a listener failed", { code: problemOf(error).code, error });
}

function boltApp(parts: SlackParts): {
  readonly app: App;
  readonly router: Router | null;
  readonly single: SingleWorkspace | null;
  readonly socket: SlackSocket | null;
  readonly authorize: Authorize<boolean>;
} {
  const { settings, log } = parts;
  const isSocket = settings.mode === "socket";
  const isOAuth = oauthSettings(settings) !== null;
  const router = isSocket && !isOAuth ? null : Router();
  const web = router === null ? undefined : webReceiver(parts, router);
  const single = isOAuth ? null : singleWorkspace(parts);
  const authorize = single?.authorize ?? web?.installer?.authorize;
  if (authorize === undefined) throw new Error("neither a token nor an installer");
  const socket = isSocket ? new SlackSocket(parts) : null;
  const receiver = socket?.receiver ?? web;
  const app = new App({
    ...(receiver === undefined ? {} : { receiver }),
    // An Express receiver with an installer asks it by itself who it acts for.
    ...(single === null && !isSocket ? {} : { authorize }),
    logger: boltLog(log),
    clientOptions: clientOptions(parts),
    convoStore: false,
  });
  return { app, router, single, socket, authorize };
}

/** The organisation that a workspace was heard of through, and those of tally.yaml. */
function organisationsFor(team: string, teams: readonly string[], watch: TokenWatch): string[] {
  const ids = [watch.installationOf(team), team, ...teams];
  return [...new Set(ids)].filter((id) => id.startsWith("E"));
}

function singleWorkspace(parts: SlackParts): SingleWorkspace {
  const token = parts.settings.botToken ?? "";
  return new SingleWorkspace(new WebClient(token, clientOptions(parts)), token, parts.log);
}
