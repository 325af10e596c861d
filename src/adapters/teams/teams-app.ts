import express, { type Express } from "express";
import type { Courier } from "#src/chat/courier";
import type { Log } from "#src/log";
import { answerIdsInMemory } from "./answer-ids.ts";
import { AskerKinds } from "./asker-kinds.ts";
import { TeamsBot } from "./bot.ts";
import { machineClock } from "./clock.ts";
import { TeamsCourier } from "./courier.ts";
import { Files } from "./files.ts";
import { guard } from "./guard.ts";
import { ConversationPeople } from "./members.ts";
import { Outbox } from "./outbox.ts";
import type { TeamsParts } from "./parts.ts";
import { readActivity } from "./read-activity.ts";
import { Replies } from "./replies.ts";
import { sdkHost } from "./sdk-host.ts";
import { trustOf } from "./settings.ts";
import { teamsAiHost } from "./teams-ai-host.ts";
import { MESSAGES_PATH, type ReceiveActivity } from "./teams-host.ts";

/** The bot in Teams. */
export interface TeamsApp {
  /** Adds the bot's endpoint to a server. */
  mount(server: Express): void;
  /** Takes requests from now on. */
  start(): Promise<void>;
  /** Takes no more requests, and resolves when every answer is on its way. */
  stop(): Promise<void>;
  /** Speaks where nobody has asked. */
  readonly courier: Courier;
}

/**
 * Puts the bot together on the library that the settings name.
 * @throws ConfigError where the settings would let anybody speak as anybody, or the library isn't installed
 */
export async function createTeamsApp(parts: TeamsParts): Promise<TeamsApp> {
  const { settings, log, conversations, waiting = machineClock } = parts;
  const trust = trustOf(settings);
  const host = settings.host === "sdk" ? sdkHost(settings, log) : await teamsAiHost(settings, log);
  const { isServiceUrl } = trust;
  const outbox = new Outbox({ host, isServiceUrl, clock: waiting, counts: parts.counts });
  const isLocalTrial = settings.isDevelopment && settings.isLoopback;
  const files = new Files({ fileUrl: parts.fileUrl, isLocalTrial });
  const answerIds = parts.answerIds ?? answerIdsInMemory();
  const bot = new TeamsBot({
    ...parts,
    outbox,
    files,
    replies: new Replies({ outbox, files, answerIds, attachmentFile: parts.attachmentFile, log }),
    progress: { outbox, clock: waiting, log },
    findAnswer: (activityId) => answerIds.find(activityId),
  });
  const { attachmentFile } = parts;
  const bringing = { conversations, outbox, files, answerIds, attachmentFile, isServiceUrl, log };
  const courier = new TeamsCourier(bringing);
  const readers = new ConversationPeople({ conversations, outbox, log });
  parts.members?.readBy("teams", (channel) => readers.read(channel));
  const router = express.Router();
  let isOpen = false;
  router.use(MESSAGES_PATH, (_request, response, next) => {
    const started = performance.now();
    response.once("finish", () => parts.counts.acknowledged("teams", performance.now() - started));
    if (isOpen) next();
    else response.status(503).end();
  });
  router.use(MESSAGES_PATH, ...guard(trust, log));
  const askers = new AskerKinds({ outbox, clock: parts.clock, log });
  await host.listen(router, receiveFor(bot, askers, log));
  return {
    courier,
    mount: (server) => void server.use(router),
    async start() {
      isOpen = true;
    },
    async stop() {
      isOpen = false;
      await Promise.all([bot.drain(), courier.idle()]);
      await outbox.drain();
    },
  };
}

function receiveFor(bot: TeamsBot, askers: AskerKinds, log: Log): ReceiveActivity {
  return async (activity) => {
    const event = readActivity(activity);
    if (event !== null) return bot.receive(await askers.told(event));
    log.warn("an activity could not be read");
    return null;
  };
}
