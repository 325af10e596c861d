import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "#src/config";
import { composeTally } from "#src/main";
import { type Serving, serve } from "#src/serve";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import type { Store } from "#src/store/store";
import { BOT_TOKEN, type Call, FakeSlack } from "./adapters/slack/fake-slack.ts";
import { signedHeaders } from "./adapters/slack/signed-headers.ts";
import { type FakeConnector, fakeConnector } from "./adapters/teams/fake-connector.ts";
import { withAssistant } from "./conversations/small-company.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
/** A Friday, a second before the reports are due. */
const START = Date.parse("2026-11-20T08:59:59Z");
const TENANT = "22222222-2222-4222-8222-222222222222";
const ANN = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const COSTS = "19:costs@thread.tacv2";
const SETTINGS = `
server: { port: 0 }
openToWorkspace: true
slack: { mode: http }
schedule: { waitHours: 0 }
channels:
  "slack:T1/C2": { name: "#payments", team: payments, alerts: false }
  "teams:${TENANT}/${COSTS}": { name: "#costs", alerts: false }
schedules:
  - { name: In Slack, report: weekly-digest, channel: "#payments", on: friday }
  - { name: In Teams, report: weekly-digest, channel: "#costs", on: friday }
`;

interface Scene {
  readonly store: Store;
  readonly slack: FakeSlack;
  readonly connector: FakeConnector;
  /** Starts a server over the store; its clock goes on from the start of the first one. */
  start(): Promise<Serving>;
}

/** A server over the small company between a Slack and a Teams of its own. */
async function scene(check: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tally-"));
  const file = join(folder, "tally.yaml");
  writeFileSync(file, SETTINGS);
  const slack = new FakeSlack();
  await slack.start();
  const connector = await fakeConnector();
  const began = Date.now();
  const running: Serving[] = [];
  try {
    await withAssistant(async (_assistant, _bugs, store) => {
      const config = readConfig({
        TALLY_CONFIG: file,
        LOG_LEVEL: "silent",
        NODE_ENV: "development",
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SECRET,
      });
      const nearby = { ...config.slack, clientOptions: slack.clientOptions };
      const start = async () => {
        const tally = composeTally(config, store, "in the store");
        const now = () => new Date(START + Date.now() - began);
        const parts = { ...config, slack: nearby as NonNullable<typeof config.slack> };
        const serving = await serve(parts, { ...tally, isDemo: false }, now);
        running.push(serving);
        return serving;
      };
      try {
        await check({ store, slack, connector, start });
      } finally {
        await Promise.all(running.map((serving) => serving.stop()));
      }
    });
  } finally {
    await Promise.all([slack.stop(), connector.close()]);
    rmSync(folder, { recursive: true });
  }
}

/** Something that Slack tells of, signed. */
function told(url: string, payload: object): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return fetch(`${url}slack/events`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...signedHeaders(body, SECRET),
    },
    body,
  });
}

/** Something that is said in a channel of Teams. */
function said(url: string, { serviceUrl }: FakeConnector, text: string): Promise<Response> {
  return fetch(`${url}api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      type: "message",
      id: "a1",
      channelId: "msteams",
      serviceUrl,
      text,
      from: { id: "29:ann", name: "Ann", aadObjectId: ANN },
      recipient: { id: "28:bot", name: "Tally" },
      conversation: { id: COSTS, tenantId: TENANT, conversationType: "channel", isGroup: true },
      channelData: { tenant: { id: TENANT } },
    }),
  });
}

/** The answer to a question on the page, as JSON. */
async function asked(url: string, text: string): Promise<string> {
  const response = await fetch(`${url}api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, thread: crypto.randomUUID() }),
  });
  return response.text();
}

function thumbs(call: Call | undefined, verdict: "positive_button" | "negative_button"): string {
  const blocks = call?.args["blocks"] as readonly {
    readonly elements?: readonly Readonly<Record<string, { readonly value: string }>>[];
  }[];
  const buttons = blocks.flatMap(({ elements = [] }) => elements);
  return buttons.find((button) => button[verdict] !== undefined)?.[verdict]?.value ?? "";
}

function reportsIn({ database }: Store): string[] {
  const postings = new Postings(database);
  return new ScheduleVersions(database)
    .held()
    .flatMap(({ id, schedule }) =>
      postings.of(id, 9).map(({ step, state }) => `${schedule.name} of ${step}: ${state}`),
    );
}

test(
  "reports come to Slack and Teams when they are due, once, and are judged",
  { timeout: 30_000 },
  () =>
    scene(async ({ store, slack, connector, start }) => {
      const { url } = await start();
      expect((await said(url, connector, "cost in October")).status).toBe(200);
      await expect
        .poll(() => reportsIn(store), { timeout: 15_000 })
        .toEqual(["In Slack of 2026-11-20: sent", "In Teams of 2026-11-20: sent"]);
      const [report, ...others] = slack.of("chat.postMessage");
      expect(others).toEqual([]);
      expect(report?.args).toMatchObject({ channel: "C2" });
      expect(report?.args["text"]).toContain("Weekly digest for payments");
      const digests = connector.taken.filter(({ body }) =>
        JSON.stringify(body).includes("Weekly digest"),
      );
      expect(digests.map(({ path }) => path)).toEqual([
        `/teams/v3/conversations/${COSTS}/activities`,
      ]);
      const pressing = {
        type: "block_actions",
        team: { id: "T1" },
        user: { id: "UANN", team_id: "T1" },
        api_app_id: "A1",
        trigger_id: "trigger",
        container: { type: "message", message_ts: "1.1", channel_id: "C2", is_ephemeral: false },
        channel: { id: "C2" },
        message: { ts: "1.1" },
      };
      const value = thumbs(report, "positive_button");
      const action = { type: "feedback_buttons", action_id: "feedback", block_id: "b", value };
      await told(url, { ...pressing, actions: [{ ...action, action_ts: "1" }] });
      const opinions = () => asked(url, "what do people think of the digests?");
      await expect.poll(opinions).toContain("1 opinion in 90 days: 1 useful.");
    }),
);

test("a server that is started anew sends nothing again", { timeout: 30_000 }, () =>
  scene(async ({ store, slack, start }) => {
    const first = await start();
    await expect.poll(() => slack.of("chat.postMessage"), { timeout: 15_000 }).toHaveLength(1);
    await first.stop();
    const second = await start();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await second.stop();
    expect(slack.of("chat.postMessage")).toHaveLength(1);
    expect(reportsIn(store)).toEqual([
      "In Slack of 2026-11-20: sent",
      "In Teams of 2026-11-20: failed",
    ]);
  }),
);
