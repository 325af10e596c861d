import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { expect } from "vitest";
import { Access } from "#src/access";
import type { TeamsParts } from "#src/adapters/teams/parts";
import type { TeamsSettings } from "#src/adapters/teams/settings";
import { createTeamsApp, type TeamsApp } from "#src/adapters/teams/teams-app";
import { audienceRulesOf } from "#src/audience-config";
import type { Card } from "#src/cards/card";
import type { AudienceRule } from "#src/channel";
import { ChannelAudiences, openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import type { DeskParts } from "#src/chat/desk-parts";
import { directoryOf } from "#src/chat/directory";
import { helpCard } from "#src/chat/help-card";
import { ChannelMembers } from "#src/chat/members";
import { silentLog } from "#src/log";
import { SharedScopes } from "#src/shared-scope";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { StoredTeamsConversations } from "#src/store/chat/teams-conversations";
import type { Store } from "#src/store/store";
import { PEOPLE, type SeenBy, withAssistant } from "../../conversations/small-company.ts";
import { type GivenPerson, knownPeople } from "../../known-people.ts";
import { type FakeConnector, fakeConnector } from "./fake-connector.ts";
import { CLIENT_ID, type FakeIssuer, fakeIssuer, genuineClaims, ISSUER } from "./fake-issuer.ts";

export const TENANT = "22222222-2222-4222-8222-222222222222";
export const ANN = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
export const BOB = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
export const EVE = "eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee";
export const BOT_ID = `28:${CLIENT_ID}`;
const now = new Date("2026-11-20T09:00:00Z");

const people = [
  { email: "ann@example.com", teams: `${TENANT}/${ANN}` },
  { email: "bob@example.com", teams: `${TENANT}/${BOB}` },
];

/** The hosts whose libraries are installed; the older one is optional. */
export const hosts: readonly TeamsSettings["host"][] =
  isInstalled("@microsoft/teams-ai") && isInstalled("botbuilder") ? ["sdk", "teams-ai"] : ["sdk"];
if (hosts.length === 1) {
  process.stderr.write("teams-ai isn’t installed (optional): its host isn’t tested.\n");
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** JSON that came back. */
// biome-ignore lint/suspicious/noExplicitAny: whatever JSON the bot answers
export type Json = any;

export interface TeamsBench {
  readonly app: TeamsApp;
  readonly connector: FakeConnector;
  readonly issuer: FakeIssuer;
  readonly desk: SlowDesk;
  readonly store: Store;
  readonly conversations: StoredTeamsConversations;
  /** Sends an activity as Teams does, or with another authorization. */
  send(
    activity: object,
    authorization?: string | null,
  ): Promise<{ readonly status: number; readonly body: Json }>;
  verdicts(): unknown[];
}

export interface BenchOptions {
  readonly settings?: Partial<TeamsSettings>;
  readonly parts?: Partial<TeamsParts>;
  readonly help?: Card;
  /** Who may see what, and what else is configured. */
  readonly seenBy?: SeenBy;
  /** Beside Ann and Bob. */
  readonly others?: readonly GivenPerson[];
  readonly clock?: () => Date;
  readonly desk?: Partial<DeskParts>;
  /** What decides who reads along; without it nobody does. */
  readonly audience?: AudienceRule;
}

/** A desk that takes its time, where a test asks for it. */
export class SlowDesk extends Desk {
  milliseconds = 0;
  override async answer(message: Parameters<Desk["answer"]>[0]) {
    await sleep(this.milliseconds);
    return super.answer(message);
  }
  override async press(press: Parameters<Desk["press"]>[0]) {
    await sleep(this.milliseconds);
    return super.press(press);
  }
}

/** Runs a check with a bot that takes signed requests and answers to a connector on loopback. */
export async function withTeams(
  host: TeamsSettings["host"],
  check: (bench: TeamsBench) => Promise<void>,
  {
    settings = {},
    parts = {},
    help = helpCard(["cost in October"]),
    seenBy = {},
    others = [],
    clock = () => now,
    desk: deskParts = {},
    audience,
  }: BenchOptions = {},
): Promise<void> {
  const [connector, issuer] = await Promise.all([fakeConnector(), fakeIssuer()]);
  try {
    await withAssistant(
      async (assistant, bugs, store) => {
        const handled = new StoredHandledKeys(store.database);
        const actions = new StoredIssuedActions(store.database);
        const conversations = new StoredTeamsConversations(store.database);
        const directory = directoryOf(knownPeople([...people, ...others]), false);
        const members = new ChannelMembers();
        const known = knownPeople(seenBy.people ?? PEOPLE);
        const scopes = new SharedScopes(new Access(store, known), known);
        const desk = new SlowDesk({
          assistant,
          directory,
          audiences:
            audience === undefined
              ? openAudiences
              : new ChannelAudiences({
                  rules: audienceRulesOf({}, audience),
                  ...{ members, directory, scopes },
                }),
          handled,
          actions,
          feedback: new StoredFeedback(store.database),
          examples: [],
          fileOf: async ({ table }, format) => ({
            name: `costs.${format}`,
            mediaType: format === "csv" ? "text/csv" : "image/png",
            content: new TextEncoder().encode(JSON.stringify(table?.rows)),
            description: "costs",
          }),
          onAnswer: () => undefined,
          ...deskParts,
        });
        const app = await createTeamsApp({
          settings: {
            host,
            clientId: CLIENT_ID,
            clientSecret: undefined,
            tenantId: TENANT,
            tenants: [],
            serviceHosts: ["smba.trafficmanager.net", "botframework.com"],
            issuer: ISSUER,
            openIdMetadataUrl: issuer.openIdMetadataUrl,
            isDevelopment: true,
            isLoopback: true,
            accessToken: async () => issuer.token({ aud: "teams" }),
            ...settings,
          },
          desk,
          members,
          conversations,
          handled,
          attachmentFile: async ({ name, type }) => ({
            name: `${name}.${type === "table" ? "csv" : "png"}`,
            mediaType: type === "table" ? "text/csv" : "image/png",
            content: new Uint8Array(2000).fill(7),
            description: name,
          }),
          help: (thread) => ({
            card: help,
            issue: (action) =>
              actions.keep(
                { action, thread, answerId: "help", state: { turn: null, open: null }, person: "" },
                now,
              ),
          }),
          clock,
          log: silentLog,
          counts: {
            acknowledged: () => undefined,
            sent: () => undefined,
            retried: () => undefined,
            rateLimited: () => undefined,
          },
          ...parts,
        });
        const server = express();
        app.mount(server);
        await app.start();
        const http = createServer(server);
        await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
        const { port } = http.address() as AddressInfo;
        try {
          await check({
            app,
            connector,
            issuer,
            desk,
            store,
            conversations,
            send: (activity, authorization) =>
              post(
                `http://127.0.0.1:${port}/api/messages`,
                activity,
                authorization === undefined
                  ? `Bearer ${issuer.token(genuineClaims(connector.serviceUrl))}`
                  : authorization,
              ),
            verdicts: () =>
              store.database
                .prepare("SELECT answer_id, person, verdict, note FROM feedback")
                .raw()
                .all(),
          });
          await app.stop();
        } finally {
          http.closeAllConnections();
          http.close();
        }
        expect(bugs).toEqual([]);
      },
      undefined,
      undefined,
      seenBy,
    );
  } finally {
    await Promise.all([connector.close(), issuer.close()]);
  }
}

async function post(url: string, activity: object, authorization: string | null) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

let activities = 0;

/** An activity as Teams sends it, in a 1:1 conversation where nothing else is said. */
export function activity(serviceUrl: string, given: Record<string, unknown>): Json {
  activities += 1;
  return {
    type: "message",
    id: `a${activities}`,
    channelId: "msteams",
    serviceUrl,
    timestamp: "2026-11-20T09:00:00Z",
    from: { id: "29:ann", name: "Ann", aadObjectId: ANN },
    recipient: { id: BOT_ID, name: "Tally" },
    conversation: { id: "a:personal", tenantId: TENANT, conversationType: "personal" },
    channelData: { tenant: { id: TENANT } },
    locale: "en-US",
    ...given,
  };
}

/** A press on a card's button, with what was entered. */
export function execute(serviceUrl: string, data: object, given: object = {}): Json {
  return activity(serviceUrl, {
    type: "invoke",
    name: "adaptiveCard/action",
    value: { action: { type: "Action.Execute", verb: "press", data }, trigger: "manual" },
    ...given,
  });
}

/** The card that an activity shows. */
export function cardOf({ body }: { readonly body: Json }): Json {
  return body.attachments[0].content;
}

/** All actions of a card. */
export function actionsOf(card: unknown): Json[] {
  if (typeof card !== "object" || card === null) return [];
  const inner = Object.values(card).flatMap(actionsOf);
  return Reflect.get(card, "type") === "Action.Execute" ? [card, ...inner] : inner;
}
