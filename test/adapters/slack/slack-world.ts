import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { skills } from "#skills/index";
import { Access, type AccessSettings } from "#src/access";
import { createSlackApp, type SlackApp } from "#src/adapters/slack/app";
import type { SlackParts } from "#src/adapters/slack/parts";
import type { SlackSettings } from "#src/adapters/slack/settings";
import { Assistant } from "#src/assistant";
import { audienceRulesOf } from "#src/audience-config";
import type { AudienceRule } from "#src/channel";
import { answerFile } from "#src/charts/answer-file";
import { attachmentFile } from "#src/charts/attachment-file";
import { ChannelAudiences, openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import type { DeskParts } from "#src/chat/desk-parts";
import { directoryOf } from "#src/chat/directory";
import { ChannelMembers } from "#src/chat/members";
import { conversationsInMemory } from "#src/conversation";
import { createLog } from "#src/log";
import { ruleRouter } from "#src/router/rule-router";
import { SharedScopes } from "#src/shared-scope";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredInstallations } from "#src/store/chat/installations";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import type { Store } from "#src/store/store";
import { S3, withAssistant } from "../../conversations/small-company.ts";
import { type GivenPerson, knownPeople } from "../../known-people.ts";
import { BOT_TOKEN, FakeSlack, TEAM } from "./fake-slack.ts";
import { signedHeaders } from "./signed-headers.ts";

const SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const NOW = new Date("2026-11-20T09:00:00Z");
const EVENTS_PATH = "/slack/events";
const FORM = "application/x-www-form-urlencoded";

/** Ann may see all, Bob only storage, others are unknown. */
const LISTED: readonly GivenPerson[] = [
  { email: "ann@example.com", role: "finops", team: "payments", slack: "T1/UANN", scope: [] },
  {
    email: "bob@example.com",
    slack: "T1/UBOB",
    scope: [{ dimension: "ServiceName", operator: "in", values: [S3] }],
  },
];
const EXAMPLES = ["what did we spend last month?", "top 3 services in October"];

export interface WorldOptions {
  readonly settings?: Partial<SlackSettings>;
  readonly parts?: Partial<SlackParts>;
  /** How long the assistant takes to understand a question. */
  readonly thinkMilliseconds?: number;
  readonly isOpen?: boolean;
  readonly desk?: Partial<DeskParts>;
  readonly access?: Partial<AccessSettings>;
  /** What decides who reads along; without it nobody does. */
  readonly audience?: AudienceRule;
  /** Beside Ann and Bob. */
  readonly others?: readonly GivenPerson[];
  readonly clock?: () => Date;
  /** Teaches Slack something before the app starts. */
  readonly prepare?: (slack: FakeSlack) => void;
}

/** Tally in a Slack of its own, over a small bill. */
export interface SlackWorld {
  readonly slack: FakeSlack;
  readonly store: Store;
  readonly lines: string[];
  app: SlackApp;
  desk: Desk;
  /** Stops the app and starts another one on the same store, as after a crash. */
  restart(): Promise<void>;
  /** Sends a signed request. */
  post(body: string, contentType: string, signing?: Signing): Promise<Response>;
  event(event: object, envelope?: object, signing?: Signing): Promise<Response>;
  mention(text: string, more?: object, envelope?: object): Promise<Response>;
  direct(text: string, more?: object, envelope?: object): Promise<Response>;
  interact(payload: object): Promise<Response>;
  command(text: string, more?: Readonly<Record<string, string>>): Promise<Response>;
  /** Done when the app has nothing more to do. */
  settled(): Promise<void>;
  get(path: string, init?: RequestInit): Promise<Response>;
}

export interface Signing {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs a check with Tally in Slack. */
export async function withSlack(
  options: WorldOptions,
  check: (world: SlackWorld) => Promise<void>,
): Promise<void> {
  const slack = new FakeSlack();
  await slack.start();
  options.prepare?.(slack);
  try {
    await withAssistant(async (_assistant, _bugs, store) => {
      const world = await worldOver(store, slack, options);
      try {
        await check(world.world);
      } finally {
        await world.close();
      }
    });
  } finally {
    await slack.stop();
  }
}

async function worldOver(store: Store, slack: FakeSlack, options: WorldOptions) {
  const lines: string[] = [];
  const start = async () => {
    const parts = partsOf(store, slack, options, lines);
    const app = createSlackApp(parts);
    const web = express();
    if (app.router !== null) web.use(app.router);
    await app.start();
    return { app, desk: parts.desk, server: await listen(web) };
  };
  let running = await start();
  const close = async () => {
    await running.app.stop();
    running.server.closeAllConnections();
    running.server.close();
  };
  const address = () => `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;
  const post: SlackWorld["post"] = (body, contentType, signing = {}) =>
    fetch(`${address()}${EVENTS_PATH}`, {
      method: "POST",
      headers: { "content-type": contentType, ...signed(body, signing) },
      body,
    });
  const world: SlackWorld = {
    slack,
    store,
    lines,
    app: running.app,
    desk: running.desk,
    async restart() {
      await close();
      running = await start();
      world.app = running.app;
      world.desk = running.desk;
    },
    post,
    event(event, envelope = {}, signing = {}) {
      const body = {
        type: "event_callback",
        team_id: TEAM,
        api_app_id: "A1",
        event_id: nextId("Ev"),
        event_time: 1,
        authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: "UBOT", is_bot: true }],
        event,
        ...envelope,
      };
      return post(JSON.stringify(body), "application/json", signing);
    },
    mention: (text, more = {}, envelope = {}) =>
      world.event(
        {
          type: "app_mention",
          user: "UANN",
          team: TEAM,
          channel: "C1",
          text,
          ts: "100.1",
          ...more,
        },
        envelope,
      ),
    direct: (text, more = {}, envelope = {}) =>
      world.event(
        {
          type: "message",
          channel_type: "im",
          user: "UANN",
          team: TEAM,
          channel: "D1",
          text,
          ts: "200.1",
          ...more,
        },
        envelope,
      ),
    interact: (payload) =>
      post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM),
    command: (text, more = {}) =>
      post(
        new URLSearchParams({
          command: "/tally",
          text,
          team_id: TEAM,
          user_id: "UANN",
          channel_id: "C1",
          trigger_id: nextId("trigger"),
          response_url: "https://hooks.slack.com/commands/T1/1",
          ...more,
        }).toString(),
        FORM,
      ),
    settled: () => world.app.stop(),
    get: (path, init) => fetch(`${address()}${path}`, init),
  };
  return { world, close };
}

function partsOf(
  store: Store,
  slack: FakeSlack,
  options: WorldOptions,
  lines: string[],
): SlackParts {
  const { database } = store;
  const handled = new StoredHandledKeys(database);
  const actions = new StoredIssuedActions(database);
  const log = createLog({ level: "debug", secrets: [], write: (line) => void lines.push(line) });
  const people = knownPeople([...LISTED, ...(options.others ?? [])]);
  const directory = directoryOf(people, options.isOpen ?? false);
  const access = new Access(store, people, options.access);
  const members = new ChannelMembers();
  const scopes = new SharedScopes(access, people);
  const desk = new Desk({
    assistant: assistantOver(access, options),
    directory,
    audiences:
      options.audience === undefined
        ? openAudiences
        : new ChannelAudiences({
            rules: audienceRulesOf({}, options.audience),
            ...{ members, directory, scopes },
          }),
    handled,
    actions,
    feedback: new StoredFeedback(database),
    examples: EXAMPLES,
    fileOf: answerFile,
    onAnswer: () => undefined,
    ...options.desk,
  });
  return {
    settings: {
      mode: "http",
      botToken: BOT_TOKEN,
      signingSecret: SIGNING_SECRET,
      teams: [],
      clientOptions: slack.clientOptions,
      ...options.settings,
    },
    desk,
    members,
    handled,
    installations: new StoredInstallations(database),
    attachmentFile,
    help: (thread, now) => desk.help(thread, now),
    clock: options.clock ?? (() => NOW),
    log,
    counts: {
      acknowledged: () => undefined,
      sent: () => undefined,
      retried: () => undefined,
      rateLimited: () => undefined,
    },
    ...options.parts,
  };
}

function assistantOver(access: Access, { thinkMilliseconds = 0 }: WorldOptions): Assistant {
  const rules = ruleRouter();
  return new Assistant({
    router: {
      async route(question, context) {
        if (thinkMilliseconds > 0) await sleep(thinkMilliseconds);
        return rules.route(question, context);
      },
    },
    skills,
    access,
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => {
      throw error;
    },
  });
}

/** The headers of a request as it is to be signed; rightly where nothing is said. */
function signed(body: string, signing: Signing = {}): Record<string, string> {
  const { secret = SIGNING_SECRET, timestamp, headers = {} } = signing;
  return { ...signedHeaders(body, secret, timestamp), ...headers };
}

function listen(web: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = web.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function nextId(prefix: string): string {
  return `${prefix}${randomUUID()}`;
}
