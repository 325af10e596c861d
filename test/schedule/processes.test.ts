import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schedule } from "#src/schedule-book";
import { openStore } from "#src/store/open-store";
import { Postings } from "#src/store/schedules/postings";
import { ScheduleVersions } from "#src/store/schedules/schedule-versions";
import { temporaryFolder } from "../store/random-bill.ts";
import { seeded } from "./seeded.ts";

const PROGRAM = fileURLToPath(new URL("./speaking-process.ts", import.meta.url));
const START = "2026-03-02T08:58:00Z";
/** A minute is half a second. */
const SPEED = 120;
const TIMES = ["09:00", "09:03", "09:06"] as const;
const SCHEDULES = 60;

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A platform on loopback that loses answers, and under which processes are killed. */
class Platform {
  readonly messages: { readonly title: string; readonly mark: string; readonly at: number }[] = [];
  readonly server: Server;
  readonly kills = { before: 0, after: 0 };
  readonly #random = seeded(7);

  constructor() {
    this.server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
      if (request.url === "/find") return this.#find(`${body["mark"]}`, response);
      this.#post(body, response);
    });
  }

  #find(mark: string, response: ServerResponse): void {
    const at = this.messages.findIndex((message) => message.mark === mark);
    response.end(JSON.stringify({ id: at < 0 ? null : `m${at}` }));
  }

  #post(body: Record<string, string>, response: ServerResponse): void {
    const chance = this.#random();
    if (chance < 0.08) return void response.writeHead(429).end();
    if (chance < 0.14) return void response.writeHead(503).end();
    if (chance < 0.2) {
      this.kills.before += 1;
      process.kill(Number(body["process"]), "SIGKILL");
      return;
    }
    this.messages.push({ title: `${body["title"]}`, mark: `${body["mark"]}`, at: Date.now() });
    if (chance < 0.28) return void response.destroy();
    if (chance < 0.34) {
      this.kills.after += 1;
      process.kill(Number(body["process"]), "SIGKILL");
      return;
    }
    response.end(JSON.stringify({ id: `m${this.messages.length - 1}` }));
  }
}

describe("processes on one store", () => {
  test("are killed while they send, and each report comes once", { timeout: 60_000 }, async () => {
    const file = join(folder, "store.db");
    const database = openStore(file);
    const versions = new ScheduleVersions(database);
    const names = Array.from({ length: SCHEDULES }, (_, number) => `report ${number}`);
    names.forEach((name, number) => {
      const time = TIMES[number % TIMES.length] ?? "09:00";
      const schedule: Schedule = {
        ...{ name, kind: "daily-brief", team: null, filters: [], call: null },
        channel: `slack:T1/C${number}`,
        times: { rhythm: { every: "day" }, time, timeZone: "UTC" },
        ...{ files: [], person: "" },
      };
      const origin = "conversation";
      versions.keep(name, { id: name, schedule, person: "", setAt: START, origin });
    });
    const platform = new Platform();
    platform.server.listen(0, "127.0.0.1");
    await once(platform.server, "listening");
    const { port } = platform.server.address() as AddressInfo;
    const words = [file, `http://127.0.0.1:${port}`, `${Date.now()}`, START, `${SPEED}`];
    const began = Date.now();
    const living = new Set<ChildProcess>();
    const begin = () => {
      const flags = ["--disable-warning=ExperimentalWarning"];
      const child = spawn(process.execPath, [...flags, PROGRAM, ...words], { stdio: "inherit" });
      living.add(child);
      child.once("exit", () => living.delete(child));
    };
    const postings = new Postings(database);
    const sent = () => names.filter((name) => postings.of(name, 1)[0]?.state === "sent");
    while (sent().length < SCHEDULES && Date.now() - began < 45_000) {
      while (living.size < 2) begin();
      await sleep(50);
    }
    const ended = [...living].map((child) => once(child, "exit"));
    for (const child of living) child.kill("SIGKILL");
    await Promise.all(ended);
    platform.server.close();
    const expected = names.map((name) => `${name} of 2026-03-02`);
    expect(platform.messages.map(({ title }) => title).toSorted()).toEqual(expected.toSorted());
    expect(platform.kills.before).toBeGreaterThan(0);
    expect(platform.kills.after).toBeGreaterThan(0);
    for (const { title, at } of platform.messages) {
      const time = TIMES[names.indexOf(title.split(" of ")[0] ?? "") % TIMES.length];
      const shown = Date.parse(START) + (at - began) * SPEED;
      expect(shown).toBeGreaterThanOrEqual(Date.parse(`2026-03-02T${time}:00Z`) - 1000 * SPEED);
    }
    database.close();
  });
});
