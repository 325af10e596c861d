import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "#src/log";
import { syncJob } from "#src/schedule/sync-job";
import { systemClock } from "#src/schedule/system-clock";
import { timingOf } from "#src/schedule/timing";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../store/random-bill.ts";

let folder = "";
let store: Store;
let lines: Record<string, unknown>[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  store = new Store(join(folder, "tally.db"), []);
  lines = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** The job over a program of a few lines, which gets the words of the command in `words`. */
function jobOf(program: string, sources: readonly string[] = ["aws"]) {
  const file = join(folder, "program.mjs");
  writeFileSync(file, `const [, , ...words] = process.argv;\n${program}\n`);
  const write = (line: string) => {
    const { level, event, ...fields } = JSON.parse(line) as Record<string, unknown>;
    lines.push({ level, event, ...fields });
  };
  return syncJob({
    store,
    sources,
    timing: timingOf("15 */4 * * *", "UTC"),
    clock: systemClock,
    log: createLog({ level: "debug", secrets: [], write }),
    program: file,
  });
}

describe("the sync of all sources", () => {
  test("runs in a process of its own, on the same store; what became of each source is logged", async () => {
    const job = jobOf(
      `const status = { aws: "synced", gcp: "failed" };
       for (const source of ["aws", "gcp"]) {
         console.log(JSON.stringify({ source, status: status[source], problem: words.join(" ") }));
       }
       console.log("no JSON");
       process.exitCode = 2;`,
    );
    await job.run(new AbortController().signal);
    const problem = `sync --json --db ${store.file}`;
    expect(lines).toMatchObject([
      { level: "info", event: "source synced", source: "aws", status: "synced", problem },
      { level: "warn", event: "source synced", source: "gcp", status: "failed", problem },
    ]);
    expect(lines).toHaveLength(2);
  });

  test("that breaks off is said, with what it complained of", async () => {
    await jobOf("console.error('TypeError'); process.exit(1);").run(new AbortController().signal);
    expect(lines).toMatchObject([
      { level: "error", event: "sync complains", complaints: ["TypeError"] },
      { level: "error", event: "sync broke off", code: 1 },
    ]);
  });

  test("is told to end when the server stops, and is waited for", async () => {
    const stop = new AbortController();
    const job = jobOf(
      `process.once("SIGTERM", () => {
         console.log(JSON.stringify({ source: "aws", status: "stopped" }));
         clearInterval(timer);
       });
       const timer = setInterval(() => {}, 1000);
       console.log(JSON.stringify({ source: "gcp", status: "synced" }));`,
    );
    const run = job.run(stop.signal);
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
    stop.abort();
    await run;
    expect(lines.map(({ status }) => status)).toEqual(["synced", "stopped"]);
  });

  test("was last done when the source that waits longest was; never, where one never was", () => {
    const job = jobOf("", ["aws", "gcp"]);
    const keep = (source: string, at: string) =>
      store.syncs.keepResult({
        source,
        kind: "focus-files",
        problems: [],
        feedProblems: [],
        hasBills: true,
        caveat: null,
        held: [],
        gone: [],
        memory: null,
        calls: 1,
        callCost: 0,
        now: new Date(at),
      });
    expect(job.lastDone()).toBe(null);
    keep("aws", "2026-11-20T09:00:00Z");
    expect(job.lastDone()).toBe(null);
    keep("gcp", "2026-11-20T05:00:00Z");
    expect(job.lastDone()).toEqual(new Date("2026-11-20T05:00:00Z"));
  });
});
