import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "#src/errors";
import { backUpStore, restoreStore } from "#src/store/backup";
import { openStore } from "#src/store/open-store";
import { temporaryFolder } from "./random-bill.ts";

const WRITER = fileURLToPath(new URL("./steady-writer.ts", import.meta.url));
const NOW = new Date("2026-11-20T09:00:00Z");
const silently = { isReplacing: false, onCopied: () => undefined };
const restoring = { now: NOW, onCopied: () => undefined };

let folder = "";
let store = "";
let copy = "";
beforeEach(() => {
  folder = temporaryFolder();
  store = join(folder, "tally.db");
  copy = join(folder, "copy.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes a store that says one thing, and some megabytes more where that matters. */
function write(file: string, saying: string, megabytes = 0): void {
  const database = openStore(file);
  database.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('saying', ?)").run(saying);
  for (let at = 0; at < megabytes; at++) {
    database
      .prepare("INSERT INTO kept_file VALUES (?, '', '', randomblob(1000000), '', '')")
      .run(String(at));
  }
  database.close();
}

function sayingOf(file: string): unknown {
  return reading(file, (database) =>
    database.prepare("SELECT value FROM setting WHERE name = 'saying'").pluck().get(),
  );
}

function reading<T>(file: string, read: (database: Database) => T): T {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Everything in the folder, but for what SQLite keeps beside a store. */
function files(): string[] {
  return readdirSync(folder)
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort();
}

describe("a backup", () => {
  test("is one moment of a store that another process writes to all the time", async () => {
    write(store, "much", 60);
    const writer = spawn(process.execPath, [WRITER, store], { stdio: "inherit" });
    const ended = once(writer, "exit");
    try {
      while (turnsIn(store).counted === 0) await wait(20);
      const before = turnsIn(store).counted;
      const steps: number[] = [];
      await backUpStore(store, copy, { ...silently, onCopied: (done) => steps.push(done) });
      const after = turnsIn(store).counted;
      const { counted, rows } = turnsIn(copy);
      expect(rows).toBe(counted);
      expect(counted).toBeGreaterThanOrEqual(before);
      expect(after).toBeGreaterThan(counted);
      // It took several steps, and was never begun anew.
      expect(steps.length).toBeGreaterThan(3);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(sayingOf(copy)).toBe("much");
    } finally {
      writer.kill("SIGKILL");
      await ended;
    }
  });

  test("is a file of its own, for its owner alone, and tells its size and schema", async () => {
    write(store, "small");
    const { bytes, schema } = await backUpStore(store, copy, silently);
    expect(statSync(copy).size).toBe(bytes);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(schema).toBe(
      reading(store, (database) => database.pragma("user_version", { simple: true })),
    );
    expect(reading(copy, (database) => database.pragma("journal_mode", { simple: true }))).toBe(
      "delete",
    );
    expect(files()).toEqual(["copy.db", "tally.db"]);
  });

  test("has what stands only in the log so far", async () => {
    const database = openStore(store);
    database.prepare("INSERT INTO setting VALUES ('saying', 'in the log')").run();
    await backUpStore(store, copy, silently);
    expect(sayingOf(copy)).toBe("in the log");
    database.close();
  });

  test("replaces a file only when it is told to", async () => {
    write(store, "new");
    write(copy, "old");
    await expect(backUpStore(store, copy, silently)).rejects.toThrow("--force");
    expect(sayingOf(copy)).toBe("old");
    await backUpStore(store, copy, { ...silently, isReplacing: true });
    expect(sayingOf(copy)).toBe("new");
  });

  test("never replaces the store itself", async () => {
    write(store, "here");
    linkSync(store, copy);
    const forced = { ...silently, isReplacing: true };
    for (const file of [store, copy]) {
      await expect(backUpStore(store, file, forced)).rejects.toThrow("is the store itself");
    }
    expect(sayingOf(store)).toBe("here");
  });

  test("never replaces what SQLite keeps beside an open store", async () => {
    const database = openStore(store);
    const forced = { ...silently, isReplacing: true };
    for (const ending of ["-wal", "-shm"]) {
      const beside = backUpStore(store, `${store}${ending}`, forced);
      await expect(beside).rejects.toThrow("is the store itself");
    }
    database.prepare("INSERT INTO setting VALUES ('saying', 'in the log')").run();
    database.close();
    expect(sayingOf(store)).toBe("in the log");
  });

  test("of a damaged store isn't made", async () => {
    write(store, "whole", 3);
    damage(store);
    await expect(backUpStore(store, copy, silently)).rejects.toThrow(ConfigError);
    expect(files()).toEqual(["tally.db"]);
  });

  test("of no store isn't made", async () => {
    await expect(backUpStore(store, copy, silently)).rejects.toThrow("There is no store");
    expect(files()).toEqual([]);
  });
});

/** What the writer counted, and what it wrote. */
function turnsIn(file: string): { counted: number; rows: number } {
  return reading(file, (database) => {
    const read = (sql: string) => Number(database.prepare(sql).pluck().get() ?? 0);
    return database.transaction(() => ({
      counted: read("SELECT value FROM setting WHERE name = 'turns written'"),
      rows: read("SELECT count(*) FROM conversation"),
    }))();
  });
}

/** Overwrites the pages in the middle, where trees have their nodes. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 8192, 8192 * 30);
  writeFileSync(file, bytes);
}

describe("a restore", () => {
  test("puts the backup in place and keeps what was there", async () => {
    write(store, "as it was");
    await backUpStore(store, copy, silently);
    write(store, "as it became");
    const { aside } = await restoreStore(copy, store, restoring);
    expect(aside).toBe(`${store}.replaced-2026-11-20T09-00-00.000Z`);
    expect(sayingOf(store)).toBe("as it was");
    expect(sayingOf(aside ?? "")).toBe("as it became");
    expect(sayingOf(copy)).toBe("as it was");
    expect(files()).toEqual(["copy.db", "tally.db", "tally.db.replaced-2026-11-20T09-00-00.000Z"]);
    openStore(store).close();
  });

  test("makes the store, and its folder, where there is none", async () => {
    write(copy, "from elsewhere");
    const target = join(folder, "new", "tally.db");
    expect((await restoreStore(copy, target, restoring)).aside).toBe(null);
    expect(sayingOf(target)).toBe("from elsewhere");
  });

  test("waits for nobody: while the store is open, it is refused and nothing changes", async () => {
    write(copy, "backup");
    const open = openStore(store);
    open.prepare("INSERT INTO setting VALUES ('saying', 'in use')").run();
    try {
      await expect(restoreStore(copy, store, restoring)).rejects.toThrow("is in use");
      expect(sayingOf(store)).toBe("in use");
      expect(files()).toEqual(["copy.db", "tally.db"]);
      open.prepare("UPDATE setting SET value = 'still' WHERE name = 'saying'").run();
    } finally {
      open.close();
    }
    await restoreStore(copy, store, restoring);
    expect(sayingOf(store)).toBe("backup");
  });

  test("goes where a link leads to", async () => {
    write(copy, "backup");
    mkdirSync(join(folder, "data"));
    const there = join(folder, "data", "real.db");
    write(there, "as it became");
    symlinkSync(there, store);
    const { aside } = await restoreStore(copy, store, restoring);
    expect(lstatSync(store).isSymbolicLink()).toBe(true);
    expect(sayingOf(there)).toBe("backup");
    expect(sayingOf(aside ?? "")).toBe("as it became");
    expect(aside).toContain(join("data", "real.db.replaced-"));
  });

  test("takes the place of a store that can't be read any more", async () => {
    write(copy, "whole");
    writeFileSync(
      store,
      "no database at all, and longer than the header of one would be".repeat(9),
    );
    const { aside } = await restoreStore(copy, store, restoring);
    expect(sayingOf(store)).toBe("whole");
    expect(readFileSync(aside ?? "", "utf8")).toContain("no database at all");
  });

  test.each<[string, string, (file: string) => void]>([
    ["cut off", "cut off or damaged", (file) => truncateSync(file, statSync(file).size / 2)],
    ["cut off within its header", "cut off or damaged", (file) => truncateSync(file, 60)],
    ["empty", "is no store of Tally", (file) => truncateSync(file, 0)],
    ["damaged", "damaged", damage],
    ["a text", "is no store", (file) => writeFileSync(file, "BilledCost,EffectiveCost\n1,1\n")],
    [
      "another program's database",
      "is no store of Tally",
      (file) => {
        rmSync(file);
        new BetterSqlite3(file).exec("CREATE TABLE delivery (id); PRAGMA user_version = 3").close();
      },
    ],
    [
      "of a newer schema",
      "made by a newer version of Tally",
      (file) => {
        new BetterSqlite3(file).exec("PRAGMA user_version = 9999").close();
      },
    ],
    ["not there", "There is no file", (file) => rmSync(file)],
    [
      "a folder",
      "There is no file",
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])("is refused with a file that is %s", async (_, reason, spoil) => {
    write(store, "untouched");
    write(copy, "backup", 3);
    spoil(copy);
    const refused = restoreStore(copy, store, restoring);
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.toThrow(ConfigError);
    expect(sayingOf(store)).toBe("untouched");
    expect(files()).toEqual(existsSync(copy) ? ["copy.db", "tally.db"] : ["tally.db"]);
  });

  test("reads a backup that is a copy of store and log, without changing it", async () => {
    const database = openStore(store);
    database.prepare("INSERT INTO setting VALUES ('saying', 'in the log')").run();
    copyFileSync(store, copy);
    copyFileSync(`${store}-wal`, `${copy}-wal`);
    database.close();
    const target = join(folder, "restored.db");
    await restoreStore(copy, target, restoring);
    expect(sayingOf(target)).toBe("in the log");
    expect(existsSync(`${copy}-wal`)).toBe(true);
  });
});
