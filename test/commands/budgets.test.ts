import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const NOW = ["--now", "2026-11-20T09:00:00Z"];

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow]);
  runTally(folder, ["import", "bill.csv"]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function budgets(...words: string[]) {
  return runTally(folder, ["budgets", ...words, ...NOW]);
}

function writeCsv(...lines: string[]): void {
  writeFileSync(join(folder, "budgets.csv"), lines.join("\n"));
}

describe("tally budgets", () => {
  test("imports a file, after a dry run that changes nothing, and exports what then holds", () => {
    writeCsv(
      "name,amount,currency,filters,owner",
      "Payments,50000,USD,team = payments,ana@example.com",
      "'=All,80000,USD,,",
    );
    const dry = budgets("import", "budgets.csv", "--dry-run");
    expect(dry.stdout).toContain("Payments: new, $50,000.00 a month for team payments.");
    expect(dry.stdout).toContain("2 of 2 would be set; nothing was changed.");
    expect(budgets("export").stdout.trim().split("\r\n")).toHaveLength(1);

    expect(budgets("import", "budgets.csv").stdout).toContain("2 of 2 were set.");
    expect(budgets("import", "budgets.csv").stdout).toContain("0 of 2 were set.");
    const exported = budgets("export").stdout;
    expect(exported).toContain("'=All,80000,USD,monthly,EffectiveCost,");
    expect(exported).toContain("Payments,50000,USD,monthly,EffectiveCost,team = payments,ana@");

    writeFileSync(join(folder, "exported.csv"), exported.replace("50000", "60000"));
    const changed = budgets("import", "exported.csv").stdout;
    expect(changed).toContain("before $50,000.00 a month for team payments");
    expect(changed).toContain("1 of 2 was set.");
  });

  test("sets none where one line is wrong, and names it", () => {
    writeCsv("name,amount,currency,filters", "A,1,USD,", "B,1,USD,colour = red");
    const run = budgets("import", "budgets.csv");
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      "budgets.csv, line 3: column filters: There is no dimension “colour”",
    );
    expect(budgets("export").stdout).not.toContain("\nA,");
  });

  test.each([[["import"]], [["export", "x"]], [["import", "a", "b"]], [[]]])(
    "%j shows how it is used",
    (words) => {
      const run = budgets(...words);
      expect(run.status).toBe(2);
      expect(run.stderr).toContain("Usage: tally budgets import FILE.csv");
    },
  );

  test("says which file can't be read", () => {
    expect(budgets("import", "nowhere.csv").stderr).toContain("nowhere.csv can't be read");
  });
});
