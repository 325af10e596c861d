import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { doctor } from "#src/commands/doctor";
import { sources } from "#src/commands/sources";
import { sync } from "#src/commands/sync";
import { readConfig } from "#src/config";
import { type SourcesConfig, sourcesSchema } from "#src/sync/source-config";
import { temporaryFolder } from "../store/random-bill.ts";
import { billFile, charges } from "./bill.ts";

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
  ])("%j names the wrong key", (settings, key) => {
    const { error } = sourcesSchema.safeParse(settings);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([key]);
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
