import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { clearBenchFiles } from "./bench-files.ts";
import type { SectionReport } from "./report.ts";

const USAGE = `npm run bench -- [SECTION …] [--json FILE] [--rounds N] [--large] [--fresh]
  sections: import query cold link slack digest (all of them when none is named)
  --rounds  rounds of the import, by turns with sqlite3 (3)
  --large   import 10,000,000 rows too
  --fresh   make the bills and stores anew that earlier runs left in the temporary folder
`;

type Section = () => Promise<SectionReport>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    rounds: { type: "string", default: "3" },
    large: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
  },
});

// Loaded on demand, so that one section runs while another one's code doesn't.
const sections: Readonly<Record<string, Section>> = {
  import: async () => {
    const { benchImport } = await import("./import-bench.ts");
    return benchImport({ rounds: Number(values.rounds), isLarge: values.large });
  },
  query: async () => (await import("./query-bench.ts")).benchQueries(),
  cold: async () => (await import("./cold-bench.ts")).benchCold(),
  link: async () => (await import("./link-bench.ts")).benchLinks(),
  digest: async () => (await import("./digest-bench.ts")).benchDigests(),
  slack: async () => (await import("./slack-bench.ts")).benchSlack(),
};

if (positionals.some((name) => !Object.hasOwn(sections, name))) {
  process.stderr.write(USAGE);
  process.exit(2);
}
if (values.fresh) clearBenchFiles();
const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores`;
const reports: Record<string, unknown> = { machine, node: process.version, load: loadavg() };
process.stdout.write(`${machine}, Node ${process.version}\n`);
for (const [name, run] of Object.entries(sections)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const { text, data } = await run();
  process.stdout.write(`\n${name}\n${text}`);
  reports[name] = data;
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`);
