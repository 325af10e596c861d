import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { FakeSlack, TEAM } from "../adapters/slack/fake-slack.ts";
import { signedHeaders } from "../adapters/slack/signed-headers.ts";

/** What the thread that plays Slack is told when it begins. */
export interface TrafficSettings {
  readonly signingSecret: string;
  readonly questions: readonly string[];
}

/** What it is asked to send. */
export interface TrafficOrder {
  /** Where the app listens. */
  readonly url: string;
  readonly messages: number;
  /** How many are under way at once. */
  readonly atOnce: number;
}

/** What it saw; milliseconds since 1970, with fractions. */
export interface Traffic {
  /** How long each acknowledgement took. */
  readonly acknowledgements: readonly number[];
  /** When each message was sent, and when its first answer came, by the number of the message. */
  readonly sent: readonly number[];
  readonly answered: readonly (number | null)[];
  readonly refused: number;
}

const WAIT_MILLISECONDS = 60_000;
const now = () => performance.timeOrigin + performance.now();

/** Slack from the outside, in a thread of its own: sends signed events and takes the answers. */
async function play({ signingSecret, questions }: TrafficSettings): Promise<void> {
  const slack = new FakeSlack();
  await slack.start();
  parentPort?.postMessage({ slackUrl: slack.url });
  let run = 0;
  parentPort?.on("message", async (order: TrafficOrder) => {
    run += 1;
    const answered = new Map<string, number>();
    slack.rule(({ method, args }) => {
      const channel = String(args["channel"]);
      if (method === "chat.postMessage" && !answered.has(channel)) answered.set(channel, now());
      return null;
    });
    const sent: number[] = [];
    const acknowledgements: number[] = [];
    let refused = 0;
    const channelOf = (message: number) => `C${run}x${message}`;
    const sendOne = async (message: number) => {
      const channel = channelOf(message);
      const question = questions[message % questions.length] ?? "";
      const body = JSON.stringify(eventOf(channel, question));
      const start = now();
      sent[message] = start;
      const response = await fetch(order.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...signedHeaders(body, signingSecret) },
        body,
      });
      acknowledgements[message] = now() - start;
      if (response.status !== 200) refused += 1;
    };
    const isAnswered = (message: number) => answered.has(channelOf(message));
    await inLanes(order, sendOne, isAnswered);
    await until(() => answered.size >= order.messages);
    const answers = sent.map((_, message) => answered.get(channelOf(message)) ?? null);
    parentPort?.postMessage({ acknowledgements, sent, answered: answers, refused });
  });
}

/** One at a time waits for its answer; many at once don't. */
async function inLanes(
  { messages, atOnce }: TrafficOrder,
  send: (message: number) => Promise<void>,
  isAnswered: (message: number) => boolean,
): Promise<void> {
  if (atOnce > 1) {
    await Promise.all(Array.from({ length: messages }, (_, message) => send(message)));
    return;
  }
  for (let message = 0; message < messages; message++) {
    await send(message);
    await until(() => isAnswered(message));
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MILLISECONDS;
  while (!isSo() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function eventOf(channel: string, question: string): object {
  return {
    type: "event_callback",
    team_id: TEAM,
    event_id: randomUUID(),
    authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: "UBOT" }],
    event: {
      type: "app_mention",
      user: "UANN",
      team: TEAM,
      channel,
      ts: "1.1",
      text: `<@UBOT> ${question}`,
    },
  };
}

await play(workerData as TrafficSettings);
