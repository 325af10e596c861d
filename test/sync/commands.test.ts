import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { doctor } from "#src/commands/doctor";
import { sources } from "#src/commands/sources";
import { sync } from "#src/commands/sync";
import { failureLines, outcomeLines } from "#src/commands/sync-report";
import { readConfig } from "#src/config";
import { sourceSchema } from "#src/sources/settings";
import { FeedLog } from "#src/store/providers/feed-log";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { CallCosts } from "#src/store/sync/call-costs";
import type { SourceOutcome } from "#src/sync/outcome";
import { type SourcesConfig, sourcesSchema } from "#src/sync/source-config";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";
import { budget } from "./test-source.ts";

const DOCS = join(import.meta.dirname, "../../docs/sources");

let folder = "";
let printed: { out: string; err: string };

beforeEach(() => {
  folder = temporaryFolder();
  printed = { out: "", err: "" };
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed.err += text;
    return true;
  });
  deliver("aws", "2026-10", 2);
  deliver("gcp", "2026-10", 3, "gcp-account");
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function deliver(source: string, month: string, cost: number, account?: string): void {
  mkdirSync(join(folder, source, month), { recursive: true });
  const rows = charges(month, 28, cost).map((row) => ({ ...row, ...(account ? { account } : {}) }));
  writeFileSync(join(folder, source, month, "bill.csv.gz"), billFile(rows));
}

function config(more: SourcesConfig = {}) {
  const plain = (name: string) => ({
    kind: "focus-files",
    location: join(folder, name),
    settleMinutes: 0,
  });
  const settings = sourcesSchema.parse({ aws: plain("aws"), gcp: plain("gcp"), ...more });
  return {
    ...readConfig({ TALLY_DB: join(folder, "tally.db") }),
    sources: settings,
    sourceEnvironment: {},
  };
}

function nowhere(): SourcesConfig {
  return sourcesSchema.parse({
    broken: { kind: "aws-export", location: join(folder, "nowhere") },
  });
}

describe("tally sync", () => {
  test("says what it did to each month, and what failed, with status 2", async () => {
    expect(await sync.run([], config(nowhere()))).toBe(2);
    expect(printed.out).toContain("aws, October 2026: 28 charges, billed $56.00\n");
    expect(printed.out).toContain("gcp, October 2026: 28 charges, billed $84.00\n");
    expect(printed.out).toContain("aws: 0 of 1 unchanged, 2 calls.");
    expect(printed.err).toContain("broken failed: Listing");
    expect(printed.err).toContain("There is no such thing (ENOENT)");
  });

  test("of one source, then without a change", async () => {
    expect(await sync.run(["aws"], config())).toBe(0);
    expect(printed.out).not.toContain("gcp");
    printed.out = "";
    expect(await sync.run(["aws"], config())).toBe(0);
    expect(printed.out).toBe("aws: 1 of 1 unchanged, 1 call.\n");
  });

  test("says the total of before, and what looks odd", async () => {
    await sync.run(["aws"], config());
    deliver("aws", "2026-10", 0.5);
    await sync.run(["aws"], config());
    expect(printed.out).toContain("billed $14.00 (before: $56.00)");
    expect(printed.out).toContain("less than half of that in the delivery before");
  });

  test("--json gives an object a source, with what wants attention", async () => {
    await sync.run(["aws"], config());
    printed.out = "";
    expect(await sync.run(["--json"], config(nowhere()))).toBe(2);
    const [aws, gcp, broken] = printed.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(aws).toMatchObject({ source: "aws", status: "synced", unchanged: 1, months: [] });
    expect(gcp).toMatchObject({ months: [{ unit: "2026-10", status: "loaded", why: null }] });
    expect(broken).toMatchObject({ source: "broken", status: "failed" });
    expect(broken.problem).toContain("ENOENT");
    expect(printed.err).toBe("");
  });

  test("where nothing is configured, no store is made", async () => {
    const none = { ...config(), sources: {} };
    await expect(sync.run([], none)).rejects.toThrow("names no sources yet");
    expect(existsSync(join(folder, "tally.db"))).toBe(false);
  });

  test.each([
    [["azure"], "There is no source “azure” in tally.yaml, but aws, gcp."],
    [["--since", "October"], "--since October is no month"],
  ])("%j is refused", async (words, message) => {
    await expect(sync.run(words, config())).rejects.toThrow(message);
  });
});

describe("tally sources", () => {
  test("shows last success, lag, days without usage and calls", async () => {
    await sync.run([], config(nowhere()));
    printed.out = "";
    const words = ["--now", "2026-10-25T09:00:00Z"];
    expect(await sources.run([...words, "--json"], config(nowhere()))).toBe(0);
    const [aws, broken] = printed.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(aws).toMatchObject({ source: "aws", kind: "focus-files", problems: [], calls: 2 });
    expect(aws).toMatchObject({ lastDay: "2026-10-25", daysBehind: 0, missingDays: [] });
    expect(broken).toMatchObject({ source: "broken", lastSuccess: null, lastDay: null });
    expect(broken.problems[0]).toContain("ENOENT");
    printed.out = "";
    await sources.run(["--now", "2026-10-30T09:00:00Z"], config(nowhere()));
    expect(printed.out).toContain("failing");
    expect(printed.out).toContain("28 of 29");
    expect(printed.out).toContain("aws has no usage on 2026-10-29.");
  });
});

describe("what a sync says besides months", () => {
  const base = { source: "aws", problem: null, units: [], calls: 2 };
  const anomaly = (id: string) => ({ kind: "anomaly", id, feedback: "no" }) as const;
  const outcome: SourceOutcome = {
    ...base,
    status: "failed",
    writeBacks: [
      { writeBack: anomaly("a"), status: "told", problem: null },
      { writeBack: anomaly("b"), status: "refused", problem: "Too old." },
      { writeBack: anomaly("c"), status: "waiting", problem: "Not now." },
      { writeBack: anomaly("d"), status: "failed", problem: "Never." },
    ],
    feeds: [
      { feed: "Budgets", status: "read", problems: ["One is odd."], items: 3, added: 2, gone: 1 },
      { feed: "Anomalies", status: "waiting", problems: ["Spent."], items: 0, added: 0, gone: 0 },
      { feed: "Advice", status: "failed", problems: ["Gone mad."], items: 0, added: 0, gone: 0 },
    ],
  };

  test("feeds, and what the provider was told", () => {
    expect(outcomeLines(outcome).split("\n")).toEqual([
      "aws is told of the anomaly a.",
      "aws takes nothing about the anomaly b: Too old.",
      "aws isn't told of the anomaly c yet: Not now.",
      "aws, Budgets: 3 listed, 2 of them new; 1 gone.",
      "aws, Anomalies: left to a later sync: Spent.",
      "aws: 2 calls.",
      "",
    ]);
    expect(failureLines(outcome).split("\n")).toEqual([
      "aws, Advice failed, and keeps what it listed before: Gone mad.",
      "aws, Budgets: One is odd.",
      "aws isn't told of the anomaly d, and won't be: Never.",
      "",
    ]);
  });

  test("that it was stopped, or another is at it", () => {
    const nothing = { ...base, writeBacks: [], feeds: [], calls: 0 };
    expect(outcomeLines({ ...nothing, status: "stopped" })).toContain("stopped before it was done");
    expect(outcomeLines({ ...nothing, status: "busy" })).toContain("another sync is at it");
  });
});

describe("tally sources beside the bills", () => {
  test("shows feeds, what isn't told, what charges lack and what calls cost today", async () => {
    await sync.run(["aws"], config());
    const store = new Store(join(folder, "tally.db"), []);
    const now = new Date("2026-10-25T08:30:00Z");
    const state = store.syncs.state("aws") ?? expect.unreachable();
    const caveat = "Charges of aws come without tags.";
    store.syncs.keepResult({ ...state, caveat, feedProblems: ["Budgets: no answer"], now });
    new FeedLog(store.database).keep({
      source: "aws",
      feed: "AWS Budgets",
      kind: "budget",
      items: [budget("a"), budget("b")],
      listed: null,
      memory: null,
      now,
    });
    const items = new StoredProviderItems(store.database, makeScope([]));
    const writeBack = { kind: "anomaly", id: "a1", feedback: "no" } as const;
    items.tell("press", "aws", writeBack, { person: "", now });
    new CallCosts(store.database).take("aws", "2026-10-25", 0.04, 1);
    store.close();
    printed.out = "";
    await sources.run(["--now", "2026-10-25T09:00:00Z"], config());
    expect(printed.out).toContain("partly failing");
    expect(printed.out).toMatch(/aws +AWS Budgets +2 +2026-10-25 08:30/);
    expect(printed.out).toContain("aws, beside its bills: Budgets: no answer");
    expect(printed.out).toContain(caveat);
    expect(printed.out).toContain(
      "aws is still to be told of one decision, last about the anomaly a1.",
    );
    expect(printed.out).toContain("The calls of aws cost $0.04 today.");
  });
});

describe("tally doctor SOURCE", () => {
  test("says which permission is there and which isn't", async () => {
    expect(await doctor.run(["aws"], config())).toBe(0);
    expect(printed.out).toBe("ok    aws: list the folder\nok    aws: read its files\n");
    printed.out = "";
    expect(await doctor.run(["broken", "aws"], config(nowhere()))).toBe(2);
    expect(printed.out).toContain("WRONG broken: list the folder (metadata/): Listing");
    expect(printed.out).toContain("See docs/sources/aws-export.md.");
    expect(printed.out).toContain("ok    aws: read its files");
  });
});

describe("sources in tally.yaml", () => {
  test.each([
    [{ a: { kind: "aws-export" } }, "a.location"],
    [{ a: { kind: "cur", location: "x" } }, "a.kind"],
    [{ a: { kind: "aws-export", location: "s3://" } }, "a.location"],
    [{ a: { kind: "aws-export", location: "s3://b/c?sig=x" } }, "a.location"],
    [{ a: { kind: "azure-export", location: "azure://account" } }, "a.location"],
    [{ a: { kind: "focus-files", location: "gs://b", region: "eu-west-1" } }, "a.region"],
    [{ a: { kind: "focus-files", location: "s3://b", secretKey: "x" } }, "a"],
    [{ a: { kind: "aws-cost-explorer", account: "1" } }, "a.account"],
    [{ a: { kind: "azure-query" } }, "a.subscriptions"],
    [{ a: { kind: "gcp-bigquery", table: "only" } }, "a.table"],
  ])("%j names the wrong key", (settings, key) => {
    const { error } = sourcesSchema.safeParse(settings);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([key]);
  });

  test("the examples of the documentation are right, and there is one of each kind", () => {
    const pages = readdirSync(DOCS).filter((name) => name.endsWith(".md"));
    const examples = pages.flatMap((page) => {
      const text = readFileSync(join(DOCS, page), "utf8");
      return [...text.matchAll(/```yaml\n(sources:[\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
    });
    const kinds = examples.flatMap((yaml) => {
      const sourcesOfPage = sourcesSchema.parse(parse(yaml).sources);
      return Object.values(sourcesOfPage).map(({ kind }) => kind);
    });
    const known = sourceSchema.options.map(({ shape }) => shape.kind.value);
    expect([...new Set(kinds)].sort()).toEqual(known.toSorted());
  });

  test.each([
    { kind: "aws-export", location: "s3://bucket/exports/focus", profile: "billing" },
    { kind: "azure-export", location: "azure://account/container/focus" },
    { kind: "focus-files", location: "gs://bucket", months: "rows" },
    { kind: "focus-files", location: "./bills" },
    { kind: "focus-files", location: "C:\\bills" },
  ])("%j is right", (settings) => {
    expect(sourcesSchema.safeParse({ a: settings }).success).toBe(true);
  });
});
