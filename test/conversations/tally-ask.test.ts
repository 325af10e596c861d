import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTally } from "../commands/run-tally.ts";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";

const NOW = ["--now", "2026-11-20T09:00:00Z"];

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  const rows = [plainRow, { ...plainRow, ServiceName: "Storage", EffectiveCost: "5" }];
  writeBill(join(folder, "bill.csv"), rows);
  runTally(folder, ["import", "bill.csv"]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The id and the first total of each answer. */
function totals(words: readonly string[], input = ""): [string, number | undefined][] {
  const { stdout } = runTally(folder, [...words, "--json", ...NOW], input);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .map(({ id, totals: [first] }) => [id, first?.value]);
}

function batch(lines: readonly object[], ...words: readonly string[]) {
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  writeFileSync(join(folder, "batch.jsonl"), text);
  return totals(["ask", "--batch", "batch.jsonl", ...words]);
}

describe("tally ask", () => {
  test("--thread goes on with a conversation that the store keeps", () => {
    expect(totals(["ask", "cost in October", "--thread", "a"])[0]?.[1]).toBe(6);
    expect(totals(["ask", "only Storage", "--thread", "a"])[0]?.[1]).toBe(5);
    expect(totals(["ask", "only Storage", "--thread", "b"])[0]?.[1]).toBeUndefined();
  });

  test("--batch reads lines with the same thread as one conversation, in order", () => {
    const lines = [
      { id: "1", question: "cost in October", thread: "t" },
      { id: "2", question: "cost in September", thread: "u" },
      { id: "3", question: "only Storage", thread: "t" },
      { id: "4", question: "only Storage" },
    ];
    expect(batch(lines)).toEqual([
      ["1", 6],
      ["2", undefined],
      ["3", 5],
      ["4", undefined],
    ]);
  });

  test("a batch's conversations end with it, unless --thread keeps them", () => {
    const first = [{ id: "1", question: "cost in October", thread: "t" }];
    const second = [{ id: "2", question: "only Storage", thread: "t" }];
    batch(first);
    expect(batch(second)).toEqual([["2", undefined]]);
    batch(first, "--thread", "kept");
    expect(batch(second, "--thread", "kept")).toEqual([["2", 5]]);
    expect(batch(second, "--thread", "other")).toEqual([["2", undefined]]);
  });

  test("answers each question of a message on a line of its own", () => {
    const question = "What did we spend in October? And how much of it was Storage?";
    expect(batch([{ id: "q", question }])).toEqual([
      ["q", 6],
      ["q#2", 5],
    ]);
    const { stdout } = runTally(folder, ["ask", question, ...NOW]);
    expect(stdout).toMatch(/\$6\.00[\s\S]*\$5\.00/);
  });
});

test("tally chat is one conversation", () => {
  const { stdout } = runTally(folder, ["chat", ...NOW], "cost in October\nonly Storage\nexit\n");
  expect(stdout).toMatch(/\$6\.00[\s\S]*\$5\.00/);
});
