import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { loadDemo } from "#src/ingest/load-demo";
import { Store } from "#src/store/store";
import { BENCH_DIRECTORY, defaultAllocation, make, storeOf } from "./bench-files.ts";
import { QUERY_BILL } from "./query-bench.ts";
import { type Figure, figuresText, quantile, type SectionReport } from "./report.ts";

const LIMIT_SECONDS = 1;
const RUNS = 5;
const NOW = "2026-11-03T12:00:00Z";
const QUESTION = "what did we spend last month?";
const ROOT = join(import.meta.dirname, "../..");

/** Times one question from the shell to its answer: npm, node, the store and all. */
export async function benchCold(): Promise<SectionReport> {
  const demo = await demoStore();
  const large = await storeOf(QUERY_BILL);
  const figures: Figure[] = [];
  const problems: string[] = [];
  for (const [name, file] of [
    ["demo company", demo],
    [`${QUERY_BILL.rows} rows`, large],
  ] as const) {
    const seconds: number[] = [];
    for (let run = 0; run < RUNS; run++) seconds.push(askOnce(file, problems));
    figures.push({
      name: `question to answer, ${name}, median`,
      value: quantile(seconds, 0.5),
      unit: "s",
      limit: LIMIT_SECONDS,
    });
  }
  const text =
    figuresText(figures) + [...new Set(problems)].map((problem) => `Failed: ${problem}\n`).join("");
  return { text, data: { figures, problems } };
}

async function demoStore(): Promise<string> {
  return make(join(BENCH_DIRECTORY, "demo.db"), async (unfinished) => {
    const store = new Store(unfinished, defaultAllocation());
    await loadDemo(store, new Date(NOW), () => undefined);
    store.close();
  });
}

function askOnce(file: string, problems: string[]): number {
  const start = performance.now();
  const words = [
    "run",
    "--silent",
    "tally",
    "--",
    "ask",
    QUESTION,
    "--json",
    "--db",
    file,
    "--now",
    NOW,
  ];
  const { status, stdout, stderr } = spawnSync("npm", words, { cwd: ROOT, encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) problems.push(stderr.trim().split("\n").slice(0, 5).join(" "));
  else if (!stdout.includes('"status":"answered"'))
    problems.push(`no answer: ${stdout.slice(0, 200)}`);
  return seconds;
}
