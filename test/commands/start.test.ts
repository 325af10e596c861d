import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "#src/store/open-store";
import { calls, modelServer, type Reply, silence } from "../router/model/model-server.ts";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const TALLY = join(import.meta.dirname, "../../src/tally.js");
const LIMIT = 10_000;
const SLOWNESS = 1_500;

/** What the rules can't read. */
const QUESTION = "zzgl October dings";

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow]);
  runTally(folder, ["import", "bill.csv"]);
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly errors: () => string;
}

/** A Tally in a process of its own, whose model answers like this. */
async function started(reply: Reply) {
  const { baseUrl, requests } = await modelServer(reply);
  const model = { name: "test-model", baseUrl, timeLimitMilliseconds: 60_000 };
  writeFileSync(join(folder, "tally.yaml"), JSON.stringify({ server: { port: 0 }, model }));
  return { ...(await running()), requests };
}

async function running(): Promise<Running> {
  const child = spawn(process.execPath, [TALLY, "start", "--now", "2026-11-20T09:00:00Z"], {
    cwd: folder,
    env: { PATH: "", NODE_NO_WARNINGS: "1", LOG_LEVEL: "warn", TALLY_MODEL_KEY: "key" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Ask at (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url, errors: () => errors };
  }
  throw new Error(`it didn't start: ${errors}`);
}

function ask(url: string, text: string): Promise<Response> {
  return fetch(`${url}api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, thread: crypto.randomUUID() }),
  });
}

/** Sends signals and gives back the exit status, and how many milliseconds it took. */
async function ended(child: ChildProcess, signals: readonly NodeJS.Signals[]) {
  const exit = once(child, "exit");
  const begun = performance.now();
  for (const signal of signals) child.kill(signal);
  const [status] = await exit;
  return { status, milliseconds: performance.now() - begun };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The model's reply comes late. */
function late(reply: Reply): Reply {
  return (response) => void setTimeout(() => reply(response), SLOWNESS);
}

const spend = calls(["get-spend", { periodPhrase: "October", groupBy: [], filters: [] }]);

describe("a Tally that is told to end", () => {
  test.each([
    ["by whoever runs it", ["SIGTERM"]],
    ["by a terminal and npm, one after the other", ["SIGINT", "SIGINT"]],
  ] as const)("%s lets running questions be answered", async (_, signals) => {
    const { child, url, requests, errors } = await started(late(spend));
    const answers = Array.from({ length: 5 }, () => ask(url, QUESTION));
    await until(() => requests.length === answers.length);
    const { status, milliseconds } = await ended(child, signals);
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("$1.00");
    }
    expect({ status, errors: errors() }).toEqual({ status: 0, errors: "" });
    expect(milliseconds).toBeLessThan(LIMIT);
    // What was asked and answered is in the store.
    expect(turns()).toBe(answers.length);
  });

  test("takes no more questions meanwhile", async () => {
    const { child, url, requests } = await started(late(spend));
    const answer = ask(url, QUESTION);
    await until(() => requests.length === 1);
    const end = ended(child, ["SIGTERM"]);
    await expect(untilRefused(url)).resolves.toBe("refused");
    expect((await answer).status).toBe(200);
    expect((await end).status).toBe(0);
  });

  test("ends within ten seconds also where an answer never comes, and says so", async () => {
    const { child, url, requests, errors } = await started(silence);
    const answer = ask(url, QUESTION).catch(() => "broken off");
    await until(() => requests.length === 1);
    const { status, milliseconds } = await ended(child, ["SIGTERM"]);
    expect(milliseconds).toBeLessThan(LIMIT);
    expect(status).toBe(1);
    expect(errors()).toContain("before all answers were out");
    expect(await answer).toBe("broken off");
    // The store took no harm, and the next Tally serves from it.
    const next = await running();
    expect((await ask(next.url, "cost in October 2026")).status).toBe(200);
    expect((await ended(next.child, ["SIGTERM"])).status).toBe(0);
  });
});

describe("a Tally that is told to end while it syncs", () => {
  test("answers, ends within ten seconds, and loses and doubles nothing of the bill", async () => {
    const months = ["2026-08", "2026-09"];
    for (const month of months) {
      mkdirSync(join(folder, "bills", month), { recursive: true });
      writeBill(join(folder, "bills", month, "bill.csv"), chargesOf(month));
    }
    const { baseUrl, requests } = await modelServer(late(spend));
    const settings = {
      server: { port: 0 },
      model: { name: "test-model", baseUrl, timeLimitMilliseconds: 60_000 },
      sources: { bills: { kind: "focus-files", location: "bills", settleMinutes: 0 } },
      schedule: { sync: "every 1 minutes" },
    };
    writeFileSync(join(folder, "tally.yaml"), JSON.stringify(settings));
    const { child, url, errors } = await running();
    await until(isSyncing);
    const answer = ask(url, QUESTION);
    await until(() => requests.length === 1);
    const { status, milliseconds } = await ended(child, ["SIGTERM"]);
    expect((await answer).status).toBe(200);
    expect(milliseconds).toBeLessThan(LIMIT);
    expect({ status, errors: errors() }).toEqual({ status: 0, errors: "" });
    expect(isSyncing()).toBe(false);
    // It was in the middle of it; the next one does the rest.
    expect(chargesLoaded()).toBeLessThan(1 + months.length * CHARGES);
    expect(runTally(folder, ["sync"]).status).toBe(0);
    expect(chargesLoaded()).toBe(1 + months.length * CHARGES);
    expect(runTally(folder, ["doctor"]).status).toBe(0);
    expect(runTally(folder, ["audit", "verify"]).status).toBe(0);
  });
});

/** Rows of a month: enough for some seconds. */
const CHARGES = 120_000;

function chargesOf(month: string): BillRow[] {
  const next = month === "2026-08" ? "2026-09" : "2026-10";
  const charge = {
    ...plainRow,
    BillingPeriodStart: `${month}-01T00:00:00Z`,
    BillingPeriodEnd: `${next}-01T00:00:00Z`,
    ChargePeriodStart: `${month}-05T00:00:00Z`,
    ChargePeriodEnd: `${month}-06T00:00:00Z`,
  };
  return Array.from({ length: CHARGES }, (_, at) => ({ ...charge, ResourceId: `r${at}` }));
}

/** Whether a sync has the source. */
function isSyncing(): boolean {
  return Number(inStore("SELECT count(*) FROM sync_lease WHERE expires_at > '2026'")) > 0;
}

/** Charges that answers rest on. */
function chargesLoaded(): number {
  return Number(inStore("SELECT sum(charges) FROM delivery WHERE superseded_at IS NULL"));
}

/** Asks for the health again and again, each time by a connection of its own. */
async function untilRefused(url: string): Promise<string> {
  for (;;) {
    try {
      await fetch(`${url}healthz`, { headers: { connection: "close" } });
    } catch {
      return "refused";
    }
  }
}

function turns(): number {
  return Number(inStore("SELECT count(*) FROM conversation"));
}

/** The one value that a query gives. */
function inStore(sql: string): unknown {
  const database = openStore(join(folder, ".tally/tally.db"));
  try {
    return database.prepare(sql).pluck().get();
  } finally {
    database.close();
  }
}
