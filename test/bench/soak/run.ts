import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Figure, figuresText, quantile } from "../report.ts";
import { problemsAfter } from "./after-kill.ts";
import { type Memory, ServerProcess } from "./server-process.ts";
import { soakFolder } from "./soak-files.ts";
import { SoakPlatforms } from "./soak-platforms.ts";
import { SoakTraffic } from "./soak-traffic.ts";

const USAGE = `npm run soak -- [--minutes N] [--rate N] [--large]
  --minutes  how long questions are asked (30)
  --rate     how many a second (50)
  --large    over a bill with 50,000 resources instead of the demo company's
`;

/** When the server's time begins, whatever day it is. */
const START = "2026-11-20T09:00:00Z";
const LOOK_MILLISECONDS = 10_000;
const GROW_MILLISECONDS = 20_000;
/** The part of the time that caches fill in. */
const WARM_UP = 0.2;
const LATENCY_LIMIT = 250;
const MEMORY_LIMIT_PERCENT = 10;
const KILL_SECONDS = 3;
/** Until what a killed server had begun is taken up again. */
const RECOVERY_MILLISECONDS = 100_000;
const MOST_TOLD = 20;
const LONGEST_TOLD = 500;
const MEGABYTE = 1_048_576;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "50" },
    large: { type: "boolean", default: false },
  },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
if (!(minutes > 0 && rate > 0)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const folder = await soakFolder(new Date(START), values.large);
const traffic = new SoakTraffic();
const platforms = await SoakPlatforms.start((conversation, text) =>
  traffic.came(conversation, text),
);
traffic.platforms = platforms;
const settings = {
  slackUrl: platforms.slack.url,
  openIdMetadataUrl: platforms.issuer.openIdMetadataUrl,
  teamsToken: platforms.issuer.token({ aud: "teams" }),
  start: START,
  began: Date.now(),
};
folder.grow();
const growing = setInterval(() => folder.grow(), GROW_MILLISECONDS);
const figures = await soaked(await started());
const killed = await killedAndRestarted();
clearInterval(growing);
const problems = [...killed.problems, ...problemsAfter(folder, platforms, traffic)];
await platforms.stop();
process.stdout.write(`\n${figuresText(figures)}\n`);
process.stdout.write(killed.text);
const all = [...traffic.errors, ...problems];
for (const problem of all.slice(0, MOST_TOLD)) {
  process.stdout.write(`  ${problem.slice(0, LONGEST_TOLD)}\n`);
}
if (all.length > MOST_TOLD) process.stdout.write(`  and ${all.length - MOST_TOLD} more\n`);
const isWell =
  problems.length === 0 && figures.every(({ value, limit }) => limit === null || value <= limit);
process.stdout.write(isWell ? "it holds\n" : "IT DOESN'T HOLD\n");
if (isWell) rmSync(folder.path, { recursive: true });
else process.stdout.write(`the store is kept in ${folder.path}\n`);
process.exit(isWell ? 0 : 1);

async function started(): Promise<ServerProcess> {
  const server = await ServerProcess.start(folder, settings);
  traffic.url = server.url;
  return server;
}

/** Asks all the time long, and says every few seconds how it goes. */
async function soaked(server: ServerProcess): Promise<Figure[]> {
  const milliseconds = minutes * 60_000;
  const latencies: number[] = [];
  const memories: Memory[] = [];
  const asking = traffic.run(rate, milliseconds);
  for (let at = LOOK_MILLISECONDS; at <= milliseconds; at += LOOK_MILLISECONDS) {
    await sleep(LOOK_MILLISECONDS);
    traffic.forgetLost();
    const seen = traffic.latencies.splice(0);
    const memory = await server.memory();
    memories.push(memory);
    if (at > milliseconds * WARM_UP) latencies.push(...seen);
    tell(at, seen, memory, server);
  }
  await asking;
  await sleep(LOOK_MILLISECONDS);
  traffic.forgetLost(LOOK_MILLISECONDS / 2);
  const errors = traffic.errors.length + server.complaints.length;
  traffic.errors.push(...server.complaints);
  await server.kill();
  return figuresOf(latencies, memories.slice(Math.ceil(memories.length * WARM_UP)), errors);
}

function tell(at: number, seen: readonly number[], memory: Memory, server: ServerProcess): void {
  const [p50, p99] = [0.5, 0.99].map((p) => quantile(seen, p).toFixed(0));
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
  const reports = [...platforms.posted.values()].reduce((sum, posts) => sum + posts.length, 0);
  const errors = traffic.errors.length + server.complaints.length;
  process.stdout.write(
    `${String(at / 1000).padStart(5)} s  ${seen.length} answers, p50 ${p50} ms, p99 ${p99} ms  ` +
      `memory ${megabytes(memory.resident)}, heap ${megabytes(memory.heap)}  ` +
      `bill $${folder.grown}, ${reports} reports, ${errors} errors\n`,
  );
}

function figuresOf(
  latencies: readonly number[],
  memories: readonly Memory[],
  errors: number,
): Figure[] {
  const middle = Math.floor(memories.length / 2);
  const [first, last] = [memories.slice(0, middle), memories.slice(middle)].map((part) =>
    mean(part.map(({ resident }) => resident)),
  ) as [number, number];
  return [
    { name: "questions", value: traffic.asked, unit: "", limit: null },
    {
      name: "answers after warm-up, p50",
      value: quantile(latencies, 0.5),
      unit: "ms",
      limit: null,
    },
    {
      name: "answers after warm-up, p99",
      value: quantile(latencies, 0.99),
      unit: "ms",
      limit: LATENCY_LIMIT,
    },
    {
      name: "memory, second half against first",
      value: (last / first - 1) * 100,
      unit: "%",
      limit: MEMORY_LIMIT_PERCENT,
    },
    { name: "errors", value: errors, unit: "", limit: 0 },
  ];
}

/** Kills the server while it answers, syncs and reports, starts another one, and sends again what Slack would. */
async function killedAndRestarted(): Promise<{
  readonly text: string;
  readonly problems: string[];
}> {
  const first = await started();
  const asking = traffic.run(rate, KILL_SECONDS * 2_000, "K");
  await sleep(KILL_SECONDS * 1_000);
  await first.kill();
  await asking;
  const second = await started();
  const again = traffic.unacknowledged.splice(0);
  for (const { send } of again) await send();
  await sleep(RECOVERY_MILLISECONDS);
  const lost = again.filter(({ conversation }) => !traffic.answers.has(conversation));
  const open = traffic.open - lost.length;
  const twice = [...traffic.answers].filter(
    ([name, texts]) => name.includes("K") && new Set(texts).size < texts.length,
  );
  const status = await second.stop();
  const complaints = [...first.complaints, ...second.complaints];
  return {
    text: `killed while ${open} questions were being answered; ${again.length} were sent again\n`,
    problems: [
      ...lost.map(({ conversation }) => `${conversation} was asked again and has no answer`),
      ...twice.map(([name]) => `${name} was answered twice`),
      ...complaints,
      ...(status === 0 ? [] : [`it ended with ${status}`]),
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
