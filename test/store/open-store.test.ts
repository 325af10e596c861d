import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "#src/errors";
import { migrations, openStore } from "#src/store/open-store";
import { temporaryFolder } from "./random-bill.ts";

const OPENER = fileURLToPath(new URL("./opening-process.ts", import.meta.url));
/** Milliseconds in which all processes of a test have started. */
const START = 1500;

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function openElsewhere(file: string, instant: number): Promise<string> {
  const child = spawn(process.execPath, [OPENER, file, String(instant)], {
    env: { NODE_NO_WARNINGS: "1" },
  });
  const problem = text(child.stderr);
  await once(child, "close");
  return problem;
}

describe("opening a store", () => {
  test.each([0, 5, 22, 75])(
    "leaves another program's database of schema %i as it is",
    (version) => {
      const file = join(folder, "places.sqlite");
      const other = new BetterSqlite3(file);
      other.exec(`CREATE TABLE place (url TEXT); PRAGMA user_version = ${version}`);
      other.close();
      const before = readFileSync(file);
      expect(() => openStore(file)).toThrow(ConfigError);
      expect(() => openStore(file)).toThrow("a database of another program");
      expect(readFileSync(file)).toEqual(before);
    },
  );

  test("refuses one of a newer version", () => {
    const file = join(folder, "tally.db");
    const newer = openStore(file);
    const next = migrations().length + 1;
    newer.pragma(`user_version = ${next}`);
    newer.close();
    expect(() => openStore(file)).toThrow(`a newer version of Tally (schema ${next}`);
  });

  test.skipIf(process.platform === "win32")("doesn't wait for what is no file", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, folder, "/dev/zero"]) {
      expect(() => openStore(path)).toThrow(`The store ${path} can't be opened (it is no file)`);
    }
  });

  test("refuses what has no name, and would be kept nowhere", () => {
    expect(() => openStore("")).toThrow("it has no name");
  });

  test("several processes may make the same one at the same moment", async () => {
    for (let round = 0; round < 3; round++) {
      const file = join(folder, `${round}.db`);
      const instant = Date.now() + START;
      const problems = await Promise.all([1, 2, 3].map(() => openElsewhere(file, instant)));
      expect(problems).toEqual(["", "", ""]);
    }
  });
});
