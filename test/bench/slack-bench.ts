import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import express from "express";
import { createSlackApp } from "#src/adapters/slack/app";
import { answerFile } from "#src/charts/answer-file";
import { attachmentFile } from "#src/charts/attachment-file";
import { openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import { directoryOf } from "#src/chat/directory";
import { readConfig } from "#src/config";
import { silentLog } from "#src/log";
import { openTally, type Tally } from "#src/main";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredInstallations } from "#src/store/chat/installations";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { knownPeople } from "../known-people.ts";
import { BENCH_DIRECTORY, emptyConfig } from "./bench-files.ts";
import { type Figure, figuresText, quantile, type SectionReport } from "./report.ts";
import type { Traffic, TrafficOrder, TrafficSettings } from "./slack-traffic.ts";

const AT_ONCE = 200;
const ONE_BY_ONE = 100;
const WARM_UP = 20;
const ACKNOWLEDGED_MILLISECONDS = 500;
const OVERHEAD_MILLISECONDS = 20;
const NOW = new Date("2026-11-20T09:00:00Z");
const SECRET = "signing-secret";
const QUESTIONS = [
  "what did we spend last month?",
  "top 5 services in October",
  "daily EC2 cost in October",
  "compare October to September by account",
  "cost of team payments this month",
  "S3 cost by month this year",
  "cost by region in October",
  "what is our Azure spend?",
];

/** Two hundred questions at once through Slack's HTTP receiver, and what the adapter adds to one of them. */
export async function benchSlack(): Promise<SectionReport> {
  const settings: TrafficSettings = { signingSecret: SECRET, questions: QUESTIONS };
  const slack = new Worker(new URL("./slack-traffic.ts", import.meta.url), {
    workerData: settings,
  });
  const [{ slackUrl }] = (await once(slack, "message")) as [{ readonly slackUrl: string }];
  const tally = openTally(
    readConfig({
      TALLY_CONFIG: emptyConfig(),
      TALLY_DB: join(BENCH_DIRECTORY, "none.db"),
      TALLY_DEMO_DB: join(BENCH_DIRECTORY, "demo.db"),
    }),
    { now: NOW, conversations: "in memory", onDemoProgress: () => undefined },
  );
  /** How long each answer took by itself, in the order in which they were given. */
  const answering: number[] = [];
  const app = createSlackApp(
    partsOf(tally, slackUrl, (milliseconds) => answering.push(milliseconds)),
  );
  const web = express();
  if (app.router !== null) web.use(app.router);
  const server = web.listen(0, "127.0.0.1");
  await once(server, "listening");
  await app.start();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const send = async (messages: number, atOnce: number): Promise<Traffic> => {
    slack.postMessage({ url, messages, atOnce } satisfies TrafficOrder);
    const [traffic] = (await once(slack, "message")) as [Traffic];
    return traffic;
  };
  await send(WARM_UP, 1);
  answering.length = 0;
  const single = await send(ONE_BY_ONE, 1);
  const alone = [...answering];
  const crowd = await send(AT_ONCE, AT_ONCE);
  await app.stop();
  server.close();
  server.closeAllConnections();
  await slack.terminate();
  tally.store.close();
  return reportOf(single, alone, crowd);
}

function reportOf(single: Traffic, alone: readonly number[], crowd: Traffic): SectionReport {
  const overheads = single.answered.map(
    (at, message) => (at ?? Number.NaN) - (single.sent[message] ?? 0) - (alone[message] ?? 0),
  );
  const first = Math.min(...crowd.sent);
  const last = Math.max(...crowd.answered.map((at) => at ?? Number.NaN));
  const lost = [single, crowd].flatMap(({ answered }) => answered).filter((at) => at === null);
  const figures: Figure[] = [
    { name: "lost answers", value: lost.length, unit: "", limit: 0 },
    { name: "refused requests", value: single.refused + crowd.refused, unit: "", limit: 0 },
    ...[0.5, 0.99].map((p) => ({
      name: `acknowledgement, ${AT_ONCE} at once, p${p * 100}`,
      value: quantile(crowd.acknowledgements, p),
      unit: "ms",
      limit: p === 0.99 ? ACKNOWLEDGED_MILLISECONDS : null,
    })),
    { name: `last of ${AT_ONCE} answers out`, value: last - first, unit: "ms", limit: null },
    { name: "answer by itself, p50", value: quantile(alone, 0.5), unit: "ms", limit: null },
    ...[0.5, 0.95].map((p) => ({
      name: `overhead, event in to call out, p${p * 100}`,
      value: quantile(overheads, p),
      unit: "ms",
      limit: p === 0.5 ? OVERHEAD_MILLISECONDS : null,
    })),
  ];
  return { text: figuresText(figures), data: { figures } };
}

function partsOf(tally: Tally, slackUrl: string, onAnswer: (milliseconds: number) => void) {
  const { database } = tally.store;
  const handled = new StoredHandledKeys(database);
  const actions = new StoredIssuedActions(database);
  const desk = new Desk({
    assistant: tally.assistant,
    directory: directoryOf(knownPeople([]), true),
    audiences: openAudiences,
    handled,
    actions,
    feedback: new StoredFeedback(database),
    examples: [],
    fileOf: answerFile,
    onAnswer: (_answer, _sender, milliseconds) => onAnswer(milliseconds),
  });
  const none = () => undefined;
  return {
    settings: {
      mode: "http" as const,
      botToken: "xoxb-bench",
      signingSecret: SECRET,
      teams: [],
      clientOptions: { slackApiUrl: `${slackUrl}/api/` },
    },
    desk,
    handled,
    installations: new StoredInstallations(database),
    attachmentFile,
    help: (thread: string, now: Date) => desk.help(thread, now),
    clock: () => NOW,
    log: silentLog,
    counts: { acknowledged: none, sent: none, retried: none, rateLimited: none },
  };
}
