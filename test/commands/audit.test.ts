import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StoredAudit } from "#src/store/audit/stored-audit";
import { openStore } from "#src/store/open-store";
import { disarm, event } from "../store/audit/audit-store.ts";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const DATABASE = ".tally/tally.db";

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow]);
  writeFileSync(join(folder, "tally.yaml"), 'people: [{ email: "ann@example.com" }]');
  runTally(folder, ["import", "bill.csv"]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function audit(...words: string[]) {
  return runTally(folder, ["audit", ...words]);
}

function lines(...words: string[]): Record<string, unknown>[] {
  const { stdout } = audit("--format", "jsonl", ...words);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("tally audit", () => {
  test("lists what was asked, by filters", () => {
    const ask = (user: string, instant: string) =>
      runTally(folder, ["ask", "cost in October", "--user", user, "--now", instant]);
    ask("ann@example.com", "2026-11-20T09:00:00Z");
    ask("eve@example.com", "2026-11-21T09:00:00Z");
    expect(lines()).toMatchObject([
      { number: 1, kind: "import", person: "", what: { status: "loaded", rows: 1 } },
      { number: 2, kind: "question", person: "ann@example.com", what: { status: "answered" } },
      { number: 3, kind: "access", person: "eve@example.com", what: { status: "refused" } },
    ]);
    const numbers = (...words: string[]) => lines(...words).map(({ number }) => number);
    expect(numbers("--kind", "access")).toEqual([3]);
    expect(numbers("--person", "ann@example.com")).toEqual([2]);
    // The bill was imported just now, whatever instant the questions name.
    expect(numbers("--since", "2026-11-21", "--kind", "access")).toEqual([3]);
    expect(numbers("--until", "2026-11-21", "--kind", "question")).toEqual([2]);
    expect(numbers("--limit", "1")).toEqual([3]);
    expect(audit().stdout).toMatch(
      /2026-11-20 09:00:00 +question +ann@example.com +– +get-spend, answered/,
    );
  });

  test("shows the last entries of many", () => {
    const other = temporaryFolder();
    writeBill(join(other, "bill.csv"), [plainRow]);
    runTally(other, ["import", "bill.csv"]);
    const database = openStore(join(other, DATABASE));
    const log = new StoredAudit(database);
    for (let at = 2; at <= 60; at++) log.note(event());
    log.close();
    database.close();
    const numbers = (...words: string[]) =>
      [...runTally(other, ["audit", ...words]).stdout.matchAll(/^\d+/gm)].map(Number);
    expect(numbers()).toEqual(Array.from({ length: 50 }, (_, at) => at + 11));
    expect(numbers("--limit", "100")).toHaveLength(60);
    rmSync(other, { recursive: true });
  });

  test("writes CSV that no spreadsheet runs", () => {
    const database = openStore(join(folder, DATABASE));
    const log = new StoredAudit(database);
    log.note(event({ person: "=cmd()@example.com", text: '=HYPERLINK("http://x")' }));
    log.close();
    database.close();
    const { stdout } = audit("--format", "csv", "--limit", "1");
    const [header, row] = stdout.split("\r\n");
    expect(header).toContain("number,at,kind,person,platform,channel,what,text,hash");
    expect(row).toContain(",'=cmd()@example.com,");
    expect(row).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  test("verifies, also against an end that was kept elsewhere", () => {
    const { stdout, status } = audit("verify");
    expect(status).toBe(0);
    expect(stdout).toContain("4 entries, 1 to 4.\nNothing was changed, removed or moved.");
    const head = /4:[0-9a-f]{64}/.exec(stdout)?.[0] ?? "";
    expect(audit("verify", "--head", head).status).toBe(0);
    const other = audit("verify", "--head", `3:${head.slice(2)}`);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain("the log was written anew");
  });

  test("erases a person, and still verifies", () => {
    const { stdout, status } = audit("erase", "ann@example.com", "--now", "2026-11-22T09:00:00Z");
    expect(status).toBe(0);
    expect(stdout).toContain("1 text is erased; 1 entry stays");
    expect(lines("--person", "ann@example.com")).toEqual([]);
    expect(lines("--limit", "4")[0]).toMatchObject({ number: 2, text: null });
    expect(audit("verify").status).toBe(0);
    const again = audit("erase", "ann@example.com");
    expect(again.status).toBe(2);
    expect(again.stderr).toContain("Nothing is kept of ann@example.com.");
  });

  test("compares with an end that has outlived its time since", () => {
    const other = temporaryFolder();
    writeBill(join(other, "bill.csv"), [plainRow]);
    runTally(other, ["import", "bill.csv"]);
    const run = (...words: string[]) => runTally(other, ["audit", ...words]);
    const head = /1:[0-9a-f]{64}/.exec(run("verify").stdout)?.[0] ?? "";
    const removed = { entriesUntil: 1, entriesHash: head.slice(2), textsUntil: 1 };
    const database = openStore(join(other, DATABASE));
    const log = new StoredAudit(database);
    log.note(event({ kind: "retention", person: "", what: removed, text: null }));
    log.close();
    database.exec("DELETE FROM audit_entry WHERE number = 1");
    database.close();
    expect(run("verify", "--head", head)).toMatchObject({ status: 0, stderr: "" });
    const unlike = run("verify", "--head", `1:${"0".repeat(64)}`);
    expect(unlike).toMatchObject({ status: 2, stderr: expect.stringContaining("written anew") });
    rmSync(other, { recursive: true });
  });

  test("tells what was synced", () => {
    const other = temporaryFolder();
    mkdirSync(join(other, "bills/2026-10"), { recursive: true });
    writeBill(join(other, "bills/2026-10/bill.csv"), [plainRow]);
    const settings = "{ kind: focus-files, location: bills, settleMinutes: 0 }";
    writeFileSync(join(other, "tally.yaml"), `sources: { bills: ${settings} }`);
    expect(runTally(other, ["sync"]).status).toBe(0);
    const { stdout } = runTally(other, ["audit", "--kind", "sync", "--format", "jsonl"]);
    expect(JSON.parse(stdout)).toMatchObject({
      person: "",
      what: { source: "bills", status: "synced", months: ["2026-10: loaded"] },
      text: null,
    });
    rmSync(other, { recursive: true });
  });

  test("tells which bills were imported and which were refused, without quoting them", () => {
    const other = temporaryFolder();
    writeBill(join(other, "bill.csv"), [plainRow]);
    writeBill(join(other, "wrong.csv"), [{ ...plainRow, BilledCost: "much of ann@example.com" }]);
    expect(runTally(other, ["import", "bill.csv"]).status).toBe(0);
    expect(runTally(other, ["import", "bill.csv"]).status).toBe(0);
    expect(runTally(other, ["import", "wrong.csv"]).status).toBe(2);
    const { stdout } = runTally(other, ["audit", "--kind", "import", "--format", "jsonl"]);
    const entries = stdout.trim().split("\n");
    expect(entries.map((line) => JSON.parse(line).what)).toEqual([
      expect.objectContaining({ status: "loaded", months: ["bill.csv 2026-10: loaded"] }),
      expect.objectContaining({ status: "unchanged", months: [], unchanged: 1 }),
      { status: "refused" },
    ]);
    expect(stdout).not.toContain("much of");
    rmSync(other, { recursive: true });
  });

  test("seals by a key, and shows what was written without it", () => {
    const other = temporaryFolder();
    writeBill(join(other, "bill.csv"), [plainRow]);
    const key = { TALLY_AUDIT_KEY: "k".repeat(32) };
    const run = (words: string[], variables: Record<string, string> = key) =>
      runTally(other, words, "", variables);
    run(["import", "bill.csv"]);
    run(["ask", "cost in October"]);
    expect(run(["audit", "verify"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("2 entries, 1 to 2.\nAll are sealed.\nNothing was changed"),
    });
    expect(run(["audit", "verify"], {}).stdout).toContain("TALLY_AUDIT_KEY isn't set to compare");
    const foreign = run(["audit", "verify"], { TALLY_AUDIT_KEY: "x".repeat(32) });
    expect(foreign).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("seal of entry 1"),
    });
    run(["ask", "cost in October"], {});
    const unsealed = run(["audit", "verify"]);
    expect(unsealed.status).toBe(2);
    expect(unsealed.stderr).toBe(
      "Entry 3 isn't sealed, though entry 1 is: whoever wrote it hadn't TALLY_AUDIT_KEY.\n",
    );
    const short = run(["audit", "verify"], { TALLY_AUDIT_KEY: "short" });
    expect(short).toMatchObject({ status: 2, stderr: expect.stringContaining("32 characters") });
    rmSync(other, { recursive: true });
  });

  test("says where it was tampered with", () => {
    const database = openStore(join(folder, DATABASE));
    disarm(database);
    database.exec("UPDATE audit_entry SET person = '' WHERE number = 3");
    database.close();
    const { stderr, status } = audit("verify");
    expect(status).toBe(2);
    expect(stderr).toContain("Entry 3 was changed.");
  });

  test.each([
    [["--kind", "gossip"]],
    [["--since", "never"]],
    [["--limit", "0"]],
    [["--limit", "99999999999999999999"]],
    [["--since", "5"]],
    [["--head", `1:${"0".repeat(64)}`]],
    [["--now", "2026-11-20"]],
    [["verify", "--since", "2026-11-20"]],
    [["--format", "xml"]],
    [["verify", "--head", "1:x"]],
    [["erase"]],
    [["read"]],
    [["verify", "x"]],
  ])("refuses %j", (words) => {
    const run = audit(...words);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("Usage: tally audit");
  });
});
