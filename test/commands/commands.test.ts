import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const NOW = ["--now", "2026-11-20T09:00:00Z"];
const FIELDS = [
  ...["id", "status", "skill", "input", "metric", "period", "periodBasis", "filters", "groupBy"],
  ...["granularity", "totals", "comparison", "table", "gross", "dataThrough", "assumptions"],
  ...["notes", "suggestions", "basis", "text"],
].sort();

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow, { ...plainRow, ServiceName: "Storage" }]);
  writeFileSync(
    join(folder, "tally.yaml"),
    "people:\n  - email: ann@example.com\n    scope:\n      - { dimension: ServiceName, operator: in, values: [Storage] }\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("tally", () => {
  test("imports a bill, says what it did, and answers from it from then on", () => {
    const imported = runTally(folder, ["import", "bill.csv"]);
    expect(imported.status).toBe(0);
    expect(imported.stdout).toContain("bill.csv, October 2026: 2 charges, billed $2.00");
    expect(imported.stdout).toContain("your own bill");
    const again = runTally(folder, ["import", "./bill.csv"]);
    expect(again.stdout).toContain("already loaded, nothing changed");
    const asked = runTally(folder, ["ask", "what did we spend in October?", ...NOW]);
    expect(asked.stdout).toContain("$2.00");
  });

  test("ask --json prints one object with all fields of the contract", () => {
    const { stdout, status } = runTally(folder, [
      "ask",
      "cost by service in October",
      "--json",
      ...NOW,
    ]);
    const answer = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(Object.keys(answer).sort()).toEqual(FIELDS);
    expect(answer.totals).toEqual([{ currency: "USD", value: 2 }]);
    expect(answer.period).toEqual({ start: "2026-10-01", end: "2026-11-01" });
  });

  test("ask --batch answers each line and repeats its id", () => {
    const lines = [
      { id: "a", question: "what did we spend in October?" },
      { id: "b", question: "what did we spend in October?", user: "ann@example.com" },
      { id: "c", question: "what did we spend in October?", user: "bob@example.com" },
    ];
    writeFileSync(join(folder, "q.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
    const { stdout } = runTally(folder, ["ask", "--batch", "q.jsonl", "--json", ...NOW]);
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id, status }) => [id, status])).toEqual([
      ["a", "answered"],
      ["b", "answered"],
      ["c", "refused"],
    ]);
    expect(answers[1].totals).toEqual([{ currency: "USD", value: 1 }]);
  });

  test("deliveries shows what was replaced, with both totals", () => {
    writeBill(join(folder, "bill.csv"), [{ ...plainRow, BilledCost: "5", EffectiveCost: "5" }]);
    expect(runTally(folder, ["import", "bill.csv"]).stdout).toContain("(before: $2.00)");
    const { stdout } = runTally(folder, ["deliveries", "--json"]);
    const list = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(list.map(({ totals }) => totals[0].BilledCost)).toEqual([2, 5]);
    expect(list[0].supersededAt).not.toBeNull();
  });

  test("doctor finds a sound store sound, and one whose roll-ups disagree wrong", () => {
    expect(runTally(folder, ["doctor"]).status).toBe(0);
    copyFileSync(join(folder, ".tally/tally.db"), join(folder, "broken.db"));
    const database = new BetterSqlite3(join(folder, "broken.db"));
    database.exec("UPDATE charge SET EffectiveCost = 6");
    database.close();
    const { status, stdout } = runTally(folder, ["doctor", "--db", "broken.db"]);
    expect(status).toBe(2);
    expect(stdout).toContain("EffectiveCost 6 against 5");
  });

  test("chat answers piped questions", () => {
    const { stdout } = runTally(folder, ["chat", ...NOW], "what did we spend in October?\nexit\n");
    expect(stdout).toContain("$5.00");
  });

  test.each([
    [["ask"], "Give one question, or --batch FILE."],
    [["ask", "x", "--now", "soon"], "--now soon is no instant"],
    [["ask", "x", "--db", "nowhere.db"], "There is no store nowhere.db"],
    [["ask", "--batch", "nowhere.jsonl"], "There is no file nowhere.jsonl"],
    [["ask", "x", "--jsn"], "Usage: tally ask"],
    [["import", "nowhere.csv"], "nowhere.csv"],
    [["deliveries", "--db", "bill.csv"], "can't be opened"],
    [["ask", "--batch", "."], ". can't be read"],
    [["ask", "x", "--now", "2026-02-31"], "--now 2026-02-31 is no instant"],
    [["ask", "x", "--now", "5"], "--now 5 is no instant"],
    [["ask", "x", "--now", "--json"], "Option '--now' argument is ambiguous. Usage: tally ask"],
    [["deliveries", "all"], "Unexpected argument 'all'. Usage: tally deliveries"],
    [["chat", "x"], "Unexpected argument 'x'. Usage: tally chat"],
    [["start", "x"], "Unexpected argument 'x'. Usage: tally start"],
    [["sources", "aws"], "Unexpected argument 'aws'. Usage: tally sources"],
    [["sources", "--db", "nowhere.db"], "There is no store nowhere.db"],
    [["people", "list", "--db", "nowhere.db"], "There is no store nowhere.db"],
    [["backup", "x.db", "--db", "."], "There is no store ."],
    [["restore", "."], "There is no file ."],
    [["sing"], "There is no command “sing”; tally help lists them all."],
  ])("tally %j says in one line what to do, and exits with 2", (words, message) => {
    const { status, stderr, stdout } = runTally(folder, words);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("says so where another process writes to the store for long", () => {
    runTally(folder, ["import", "bill.csv"]);
    const database = new BetterSqlite3(join(folder, ".tally/tally.db"));
    database.exec("BEGIN IMMEDIATE");
    writeFileSync(join(folder, "people.csv"), "email,role\nbob@example.com,viewer\n");
    const { status, stderr } = runTally(folder, ["people", "import", "people.csv"]);
    database.close();
    expect(status).toBe(2);
    expect(stderr).toBe("Another process is writing to the store. Try again when it's done.\n");
  });

  test("tells how a command is used, without running it", () => {
    const all = runTally(folder, ["help"]);
    expect(all.stdout.match(/^ {2}\w/gm)).toHaveLength(16);
    expect(runTally(folder, []).stdout).toBe(all.stdout);
    const { stdout } = runTally(folder, ["help", "backup"]);
    expect(stdout).toContain("  backup FILE [--force] [--db FILE]\n      Copy the store");
    for (const words of [
      ["backup", "--help"],
      ["backup", "x.db", "-h"],
    ]) {
      expect(runTally(folder, words)).toEqual({ status: 0, stdout, stderr: "" });
    }
    expect(existsSync(join(folder, "x.db"))).toBe(false);
  });

  test("says which key of tally.yaml is wrong", () => {
    const other = temporaryFolder();
    writeFileSync(join(other, "tally.yaml"), "completenessLagDays: soon\n");
    const { status, stderr } = runTally(other, ["ask", "x"]);
    rmSync(other, { recursive: true });
    expect(status).toBe(2);
    expect(stderr).toContain("completenessLagDays");
  });
});

describe("what tally writes", () => {
  let home = "";
  beforeEach(() => {
    home = temporaryFolder();
  });
  afterEach(() => rmSync(home, { recursive: true }));

  /** Colours, a title for the window, a clear screen, by both kinds of escape; text turned round. */
  const HOSTILE = "A\u001b[31mW\u001b]0;title\u0007\u001b[2J\u009b31m\u202eS";
  const STEERING = /[^\P{C}\n]/u;

  test("to a terminal doesn't steer it, whatever a bill or a file is called", () => {
    const file = `${HOSTILE}\n.csv`;
    mkdirSync(join(home, "bills"));
    writeBill(join(home, "bills", "a.csv"), [{ ...plainRow, ProviderName: HOSTILE }]);
    copyFileSync(join(home, "bills", "a.csv"), join(home, "bills", file));
    const imported = runTally(home, ["import", "bills"]);
    expect(imported.stdout).toContain("AWS 1.000000");
    expect(imported.stdout).toContain("the same content as another file");
    writeBill(join(home, file), [{ ...plainRow, BilledCost: HOSTILE }]);
    const refused = runTally(home, ["import", file]);
    expect(refused.stderr).toContain("AWS .csv, row 1, BilledCost");
    writeFileSync(join(home, "columns.csv"), `${HOSTILE},${HOSTILE}\n1,1\n`);
    const columns = runTally(home, ["import", "columns.csv"]);
    expect(columns.stderr).toContain("is there more than once");
    const asked = runTally(home, ["ask", `cost of ${HOSTILE}`, "--json", ...NOW]);
    expect(JSON.parse(asked.stdout)).toMatchObject({ status: expect.any(String) });
    const audited = ["jsonl", "csv"].map((format) => runTally(home, ["audit", "--format", format]));
    for (const { stdout, stderr } of [imported, refused, columns, asked, ...audited]) {
      expect(stdout.replace(/^\ufeff/, "").replaceAll("\r\n", "\n")).not.toMatch(STEERING);
      expect(stderr).not.toMatch(STEERING);
    }
  });

  test.skipIf(process.platform === "win32")("is for its owner's eyes alone", () => {
    writeBill(join(home, "bill.csv"), [plainRow]);
    runTally(home, ["import", "bill.csv"]);
    expect(statSync(join(home, ".tally")).mode & 0o077).toBe(0);
    expect(statSync(join(home, ".tally/tally.db")).mode & 0o077).toBe(0);
  });

  test("is nothing where something is only looked up", () => {
    expect(runTally(home, ["sources"]).status).toBe(0);
    expect(runTally(home, ["people", "list"]).status).toBe(0);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe("tally without a bill", () => {
  test("builds the demo company once, and answers about it", () => {
    const home = temporaryFolder();
    const first = runTally(home, ["ask", "what did we spend last month?", "--json", ...NOW]);
    expect(first.stderr).toContain("demo company");
    const answer = JSON.parse(first.stdout);
    expect(answer.totals.map(({ currency }: { currency: string }) => currency)).toEqual([
      "USD",
      "EUR",
    ]);
    const second = runTally(home, ["chat"], "exit\n");
    expect(second.stderr).toBe("");
    expect(second.stdout).toMatch(/Questions to try:\n( {2}\S.*\n){3}/);
    expect(runTally(home, ["doctor"]).stdout).not.toContain("WRONG");
    writeFileSync(join(home, "bad.csv"), "no,bill\n1,2\n");
    expect(runTally(home, ["import", "bad.csv"]).status).toBe(2);
    const third = runTally(home, ["ask", "what did we spend last month?", "--json", ...NOW]);
    expect(JSON.parse(third.stdout).totals).toEqual(answer.totals);
    rmSync(home, { recursive: true });
  });
});
