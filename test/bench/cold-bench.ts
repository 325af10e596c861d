import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BENCH_DIRECTORY, emptyConfig, storeOf } from "./bench-files.ts";
import { QUERY_BILL } from "./query-bench.ts";
import { type Figure, figuresText, quantile, type SectionReport } from "./report.ts";

const LIMIT_SECONDS = 1;
const RUNS = 5;
/** A few days into the month after the bill's last one. */
const NOW = "2026-11-03T12:00:00Z";
const QUESTION = "what did we spend last month?";
const ROOT = join(import.meta.dirname, "../..");

/** Which store a run of `tally` opens, as environment variables. */
type Stores = Readonly<Record<"TALLY_DB" | "TALLY_DEMO_DB", string>>;

/** Times one question from the shell to its answer: npm, node, opening the store and all. */
export async function benchCold(): Promise<SectionReport> {
  const large = await storeOf(QUERY_BILL);
  const none = join(BENCH_DIRECTORY, "none.db");
  const demo = join(BENCH_DIRECTORY, "demo.db");
  const cases: readonly (readonly [string, Stores])[] = [
    ["demo company", { TALLY_DB: none, TALLY_DEMO_DB: demo }],
    [`${QUERY_BILL.rows} rows`, { TALLY_DB: large, TALLY_DEMO_DB: none }],
  ];
  const figures: Figure[] = [];
  const problems = new Set<string>();
  for (const [name, stores] of cases) {
    // The first run builds the demo company, if no earlier one did.
    const problem = ask(stores).problem;
    if (problem !== null) problems.add(`${name}: ${problem}`);
    const seconds = Array.from({ length: RUNS }, () => ask(stores).seconds);
    const value = quantile(seconds, 0.5);
    const title = `question to answer, ${name}, median`;
    figures.push({ name: title, value, unit: "s", limit: LIMIT_SECONDS });
  }
  const failures = [...problems].map((problem) => `Failed, ${problem}\n`).join("");
  return { text: figuresText(figures) + failures, data: { figures, problems: [...problems] } };
}

function ask(stores: Stores): { readonly seconds: number; readonly problem: string | null } {
  const variables = Object.entries({ ...stores, TALLY_CONFIG: emptyConfig() });
  const tally = ["npm", "run", "--silent", "tally", "--", "ask", QUESTION, "--json", "--now", NOW];
  const words = [...variables.map(([name, value]) => `${name}=${value}`), ...tally];
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync("env", words, { cwd: ROOT, encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, problem: status === 0 ? problemOf(stdout) : stderr.trim().slice(0, 400) };
}

/** Why what was printed is no answer with an amount; null when it is one. */
function problemOf(output: string): string | null {
  const { status, totals } = JSON.parse(output) as { status: string; totals: readonly unknown[] };
  return status === "answered" && totals.length > 0
    ? null
    : `answered with ${output.slice(0, 200)}`;
}
