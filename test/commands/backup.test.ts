import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { runTally } from "./run-tally.ts";

const TALLY = join(import.meta.dirname, "../../src/tally.js");
const QUESTION = "what did we spend in October by service?";

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
  writeBill(join(folder, "bill.csv"), [plainRow, { ...plainRow, ServiceName: "Storage" }]);
  tally("import", "bill.csv");
});
afterEach(() => rmSync(folder, { recursive: true }));

function tally(...words: string[]) {
  return runTally(folder, words);
}

/** The whole answer, but for its id. */
function answer(): unknown {
  const { stdout } = tally("ask", QUESTION, "--json", "--now", "2026-11-20T09:00:00Z");
  const { id: _, ...rest } = JSON.parse(stdout);
  return rest;
}

test("what is backed up answers the same once it is restored, and what it replaced is kept", () => {
  const before = answer();
  expect(before).toMatchObject({ totals: [{ currency: "USD", value: 2 }] });
  const made = tally("backup", "kept/tally.db");
  expect(made).toMatchObject({ status: 0, stderr: "" });
  expect(made.stdout).toMatch(
    /^\.tally\/tally\.db is copied to kept\/tally\.db: [\d.]+ [kM]B, schema \d+; the copy is intact\.\n$/,
  );

  writeBill(join(folder, "bill.csv"), [{ ...plainRow, EffectiveCost: "7" }]);
  tally("import", "bill.csv");
  const after = answer();
  expect(after).toMatchObject({ totals: [{ currency: "USD", value: 7 }] });

  const restored = tally("restore", "kept/tally.db");
  expect(restored).toMatchObject({ status: 0, stderr: "" });
  expect(answer()).toEqual(before);
  expect(tally("doctor").status).toBe(0);

  const aside = /What was there is kept as (\S+)\.\n/.exec(restored.stdout)?.[1] ?? "";
  expect(tally("restore", aside).status).toBe(0);
  expect(answer()).toEqual(after);
});

test("a restore is refused while a Tally serves from the store, a backup isn't", async () => {
  tally("backup", "copy.db");
  writeFileSync(join(folder, "tally.yaml"), "server: { port: 0 }\n");
  const server = spawn(process.execPath, [TALLY, "start"], {
    cwd: folder,
    env: { PATH: "", NODE_NO_WARNINGS: "1", LOG_LEVEL: "silent" },
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  await once(server.stdout, "data");

  const refused = tally("restore", "copy.db");
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("is in use. Stop the Tally that serves from it first.");
  expect(readdirSync(join(folder, ".tally")).filter((name) => /part|replaced/.test(name))).toEqual(
    [],
  );
  expect(tally("backup", "second.db").status).toBe(0);

  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(tally("restore", "second.db").status).toBe(0);
});

test.each([
  ["a backup to a file that is there", ["backup", "bill.csv"], "--force replaces it"],
  ["a backup of no store", ["backup", "copy.db", "--db", "none.db"], "There is no store none.db"],
  ["a backup to nowhere", ["backup"], "Name one file to write. Usage: tally backup FILE"],
  ["a backup under a file", ["backup", "bill.csv/copy.db"], "can't be written"],
  ["a restore of a bill", ["restore", "bill.csv"], "bill.csv is no store"],
  ["a restore of nothing", ["restore"], "Name one file to restore. Usage: tally restore FILE"],
])("%s is refused in a sentence", (_, words, sentence) => {
  const { status, stdout, stderr } = tally(...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(existsSync(join(folder, "copy.db"))).toBe(false);
});
