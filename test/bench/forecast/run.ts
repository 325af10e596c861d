import { parseArgs } from "node:util";
import { benchMonthEnd, monthEndTable } from "./month-end-bench.ts";
import { benchPublishedSets, publishedTable } from "./published-sets.ts";
import { benchSpeed } from "./speed-bench.ts";

// npm run bench:forecast -- [--json] [--every N] [--seed N]
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
    seed: { type: "string", default: "2026" },
  },
});
const SERIES = 200;
const every = Number(values.every);
const seed = Number(values.seed);

const published = benchPublishedSets(every);
const monthEnd = benchMonthEnd(Math.ceil(SERIES / every), seed);
const speed = benchSpeed(seed);
const text = [
  publishedTable(published),
  `Month-end totals of made-up series with known truth, seed ${seed}\n${monthEndTable(monthEnd)}`,
  `500 slices for 365 days: ${speed.yearOf500Seconds.toFixed(1)} s of the processor; slowest month-end: ${speed.slowestAnswerMilliseconds.toFixed(0)} ms\n`,
].join("\n");
process.stdout.write(
  values.json ? `${JSON.stringify({ published, monthEnd, speed }, null, 2)}\n` : text,
);
