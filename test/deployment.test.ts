import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../package.json" with { type: "json" };
import { runTally } from "./commands/run-tally.ts";
import { temporaryFolder, writeBill } from "./store/random-bill.ts";
import { plainRow } from "./store/store-with-bill.ts";

const ROOT = join(import.meta.dirname, "..");
const dockerfile = fileText("Dockerfile");
const unit = fileText("deploy/tally.service");

function fileText(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}

/** The words of an instruction that is written as JSON. */
function wordsOf(instruction: RegExp): string[] {
  const [, words = ""] = instruction.exec(dockerfile) ?? [];
  return JSON.parse(words) as string[];
}

const [, ...entryWords] = wordsOf(/^ENTRYPOINT (\[.*\])$/m);
const [, ...healthWords] = wordsOf(/^ {2}CMD (\[.*\])$/m);

/** Runs the container's health check against a port of this machine. */
async function health(port: string): Promise<unknown> {
  const check = spawn(process.execPath, healthWords, { env: { PATH: "", PORT: port } });
  const [status] = await once(check, "exit");
  return status;
}

test("the container's program serves, is healthy while it does, and ends when it is told to", async () => {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeBill(join(folder, "bill.csv"), [plainRow]);
  runTally(folder, ["import", "bill.csv"]);
  const port = await freePort();
  const words = entryWords.map((word) => word.replace("/app/", `${ROOT}/`));
  const server = spawn(process.execPath, [...words, ...wordsOf(/^CMD (\[.*\])$/m)], {
    cwd: folder,
    env: { PATH: "", PORT: port, LOG_LEVEL: "silent" },
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  await once(server.stdout, "data");
  expect(await health(port)).toBe(0);
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(await health(port)).toBe(1);
});

test("a server that is ill isn't healthy", async () => {
  const server = createServer((_request, response) => response.writeHead(503).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  expect(await health(String((server.address() as AddressInfo).port))).toBe(1);
});

test("container, unit and npm start Tally the same way", () => {
  const { start } = packageJson.scripts;
  expect(`node ${entryWords.join(" ").replace("/app/", "")} start`).toBe(start);
  const [, program = ""] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
  expect(program.replaceAll("/opt/tally/", "").replace("node_modules/.bin/", "")).toBe(start);
});

test("the build's context has what is copied from it, and nothing else", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--)(.*) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  const letIn = [...fileText(".dockerignore").matchAll(/^!(.*)$/gm)].map(([, name]) => name);
  expect(copied.sort()).toEqual(letIn.sort());
});

test("the container can change nothing but its data", () => {
  const { tally } = parse(fileText("compose.yaml")).services;
  expect(tally).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
  expect(tally.volumes).toMatchObject(["tally-data:/data", { read_only: true }]);
  expect(dockerfile).toMatch(/^USER 65532:65532$/m);
  for (const name of ["HOME", "TALLY_DB", "TALLY_DEMO_DB", "TMPDIR"]) {
    expect(dockerfile).toMatch(new RegExp(`\\b${name}=/data`));
  }
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}
