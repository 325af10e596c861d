import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  ])("tally %j says in one line what to do, and exits with 2", (words, message) => {
    const { status, stderr, stdout } = runTally(folder, words);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
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
