import fc from "fast-check";
import type { Clock } from "#src/adapters/teams/clock";
import type { TeamsSettings } from "#src/adapters/teams/settings";
import type { IssuedAction } from "#src/chat/ports";
import { newThread } from "#src/conversation";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { genuineClaims } from "../../adapters/teams/fake-issuer.ts";
import {
  BOB,
  BOT_ID,
  TENANT,
  type TeamsBench,
  withTeams,
} from "../../adapters/teams/teams-bench.ts";
import { ASKED, WORDS } from "../asked.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { hold } from "../held.ts";
import { addHiddenCharges } from "../hidden-bill.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";
import { mutatedText } from "../mutated-text.ts";
import { tellsNothing } from "../planted.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const EVENT_ID = "{event}";
const BUTTON = "{button}";
const SERVICE_URL = "{service}";
/** 501 is the older library's to an invoke that it can make nothing of. */
const STATUSES = new Set([200, 202, 400, 401, 413, 415, 501]);

const OCTOBER = { period: { start: "2026-10-01", end: "2026-11-01" } };
const ACTION: IssuedAction["action"] = {
  kind: "call",
  skill: "get-spend",
  input: OCTOBER,
  redraw: { skill: "get-spend", input: OCTOBER },
};

/** Teams' activities, rightly signed: of somebody who may see some of the bill. */
export function teamsActivities(host: TeamsSettings["host"]): FuzzTarget {
  return {
    name: `teams-activities-${host}`,
    weight: 5,
    async open() {
      const { world, close } = await hold<TeamsBench>((use) =>
        withTeams(host, use, { parts: { waiting: leapingClock() } }),
      );
      await addHiddenCharges(world.store);
      const { issuer, connector, app } = world;
      const authorization = `Bearer ${issuer.token(genuineClaims(connector.serviceUrl))}`;
      return {
        inputs: inputs(),
        async fuzz(input: Json) {
          connector.sent.length = 0;
          connector.taken.length = 0;
          const text = sent(input, world);
          const { status, body } = await world.send(JSON.parse(text), authorization);
          holds(STATUSES.has(status), `it answers ${status}: ${JSON.stringify(body)}`);
          await app.stop();
          await app.start();
          tellsNothing(JSON.stringify([body, connector.sent]), text);
        },
        close,
      };
    },
  };
}

/** Waiting takes no time on it: what goes out is held below Teams' rates, which are a few thousand an hour. */
function leapingClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    async wait(milliseconds) {
      now += milliseconds;
    },
  };
}

/** The activity with what has to be another one each time. */
function sent(input: Json, { store, connector }: TeamsBench): string {
  const text = JSON.stringify(input)
    .replaceAll(EVENT_ID, crypto.randomUUID())
    .replaceAll(SERVICE_URL, connector.serviceUrl);
  if (!text.includes(BUTTON)) return text;
  const action = { action: ACTION, thread: "teams:a", answerId: "a1", state: newThread };
  return text.replaceAll(
    BUTTON,
    new StoredIssuedActions(store.database).keep({ ...action, person: "" }, NOW),
  );
}

function inputs(): fc.Arbitrary<Json> {
  const question = mutatedText(ASKED, WORDS).map((text) => text.slice(0, 3_000));
  return fc
    .record({ activity: mutatedJson(ACTIVITIES, 2), question })
    .map(({ activity, question: words }) =>
      JSON.parse(
        JSON.stringify(activity, (_key, value) =>
          typeof value === "string" ? value.replaceAll("{question}", () => words) : value,
        ),
      ),
    );
}

function activityOf(given: { readonly [name: string]: Json }): Json {
  return {
    type: "message",
    id: EVENT_ID,
    channelId: "msteams",
    serviceUrl: SERVICE_URL,
    timestamp: "2026-11-20T09:00:00Z",
    from: { id: "29:bob", name: "Bob", aadObjectId: BOB },
    recipient: { id: BOT_ID, name: "Tally" },
    conversation: { id: "a:personal", tenantId: TENANT, conversationType: "personal" },
    channelData: { tenant: { id: TENANT } },
    locale: "en-US",
    ...given,
  };
}

function invokeOf(name: string, value: Json, given: { readonly [name: string]: Json } = {}): Json {
  return activityOf({ type: "invoke", name, value, ...given });
}

const press = { action: "press", id: BUTTON };
const execute = (data: Json): Json => ({
  action: { type: "Action.Execute", verb: "press", data },
  trigger: "manual",
});

const ACTIVITIES: readonly Json[] = [
  activityOf({ text: "{question}" }),
  activityOf({
    text: "<at>Tally</at>&nbsp;{question}\n",
    entities: [{ type: "mention", text: "<at>Tally</at>", mentioned: { id: BOT_ID } }],
    conversation: {
      id: "19:channel@thread.tacv2;messageid=1700000000000",
      tenantId: TENANT,
      conversationType: "channel",
      isGroup: true,
    },
  }),
  activityOf({ text: "{question}", from: { id: "29:eve", name: "Ann", aadObjectId: "eve" } }),
  activityOf({ type: "installationUpdate", action: "add" }),
  activityOf({ type: "installationUpdate", action: "remove" }),
  activityOf({ type: "conversationUpdate", membersAdded: [{ id: BOT_ID }] }),
  activityOf({ type: "conversationUpdate", membersRemoved: [{ id: BOT_ID }] }),
  activityOf({ type: "messageReaction", reactionsAdded: [{ type: "like" }], replyToId: "m1" }),
  activityOf({ type: "typing" }),
  invokeOf("adaptiveCard/action", execute(press), { replyToId: "m1" }),
  invokeOf("adaptiveCard/action", execute({ action: "press", choice: "c", c: BUTTON })),
  invokeOf("adaptiveCard/action", execute({ ...press, date: "d", d: "2026-10-05" })),
  invokeOf("task/fetch", { messagePayload: { body: { content: "<p>{question}</p>" } } }),
  invokeOf("composeExtension/fetchTask", {
    commandId: "explain",
    messagePayload: { body: { content: "<div>{question}&nbsp;</div>" } },
  }),
  invokeOf(
    "message/submitAction",
    {
      actionName: "feedback",
      actionValue: { reaction: "dislike", feedback: '{"feedbackText":"{question}"}' },
    },
    { replyToId: "m1" },
  ),
  invokeOf("fileConsent/invoke", {
    type: "fileUpload",
    action: "accept",
    context: { file: "f1" },
    uploadInfo: {
      uploadUrl: "https://example.com/upload",
      contentUrl: "https://example.com/content",
      name: "costs.csv",
      uniqueId: "1",
      fileType: "csv",
    },
  }),
];
