import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "#src/store/open-store";
import { storeProblem } from "#src/store/store-problem";
import { temporaryFolder } from "./random-bill.ts";

let folder = "";
let file = "";
let database: Database;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "tally.db");
  database = openStore(file);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function write(to: Database, bytes = 1): void {
  to.prepare("INSERT INTO setting (name, value) VALUES ('x', hex(zeroblob(?)))").run(bytes);
}

function problemOf(act: () => void): string | null {
  try {
    act();
    return "none";
  } catch (error) {
    return storeProblem(error);
  }
}

describe("what is wrong with a store is told:", () => {
  test("a full disk", () => {
    const pages = Number(database.pragma("page_count", { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
    expect(problemOf(() => write(database, 100_000))).toContain("The disk of the store is full");
  });

  test("another process that writes", () => {
    const other = new BetterSqlite3(file, { timeout: 0 });
    database.exec("BEGIN IMMEDIATE");
    expect(problemOf(() => write(other))).toContain("Another process is writing");
    database.exec("ROLLBACK");
    other.close();
  });

  test("no right to write", () => {
    const other = new BetterSqlite3(file, { readonly: true });
    expect(problemOf(() => write(other))).toContain("may not be written to");
    other.close();
  });

  test("damage", () => {
    database.close();
    const broken = join(folder, "broken.db");
    copyFileSync(file, broken);
    const bytes = readFileSync(broken);
    bytes.fill(0xff, 8192);
    writeFileSync(broken, bytes);
    const other = new BetterSqlite3(broken);
    expect(problemOf(() => write(other))).toContain("The store is damaged");
    other.close();
  });

  test("but no bug is", () => {
    expect(problemOf(() => void database.prepare("SELECT nothing"))).toBeNull();
    expect(storeProblem(new Error("SQLITE_FULL"))).toBeNull();
    expect(storeProblem("SQLITE_FULL")).toBeNull();
  });
});
