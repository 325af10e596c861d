import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import express from "express";
import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { pageAssets } from "#src/adapters/web/assets";
import { silentLog } from "#src/log";
import { createMetrics } from "#src/server/metrics";
import { createServer, type Server, type ServerParts } from "#src/server/server";
import { StoredFiles } from "#src/store/chat/kept-files";
import { openStore } from "#src/store/open-store";

const TOKEN = "a-token-of-some-length-0123456789";
const ECHARTS = createRequire(import.meta.url).resolve("echarts/dist/echarts.min.js");
const now = new Date("2026-11-20T09:00:00Z");
const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

async function start(parts: Partial<ServerParts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tally-server-"));
  const database = openStore(join(folder, "tally.db"));
  const files = new StoredFiles(database);
  const page = express.Router();
  page.get("/", (_request, response) => void response.type("html").send("<p>the page</p>"));
  page.post("/api/ask", express.json({ limit: "1kb" }), (_request, response) => {
    response.json({ answered: true });
  });
  const assets = express.Router();
  assets.get("/page/style.css", (_request, response) => void response.type("css").send("p{}"));
  const server = createServer({
    settings: { host: "127.0.0.1", port: 0 },
    log: silentLog,
    metrics: createMetrics(() => 3),
    checks: [],
    files,
    assets,
    page,
    mounts: [],
    clock: () => now,
    ...parts,
  });
  const url = await server.start();
  const port = Number(new URL(url).port);
  running.push(async () => {
    await server.stop();
    database.close();
    rmSync(folder, { recursive: true });
  });
  return { server, url, port, files };
}

/** A request whose headers are all its own: fetch wouldn't let Host and Sec-Fetch-Site be set. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  body = "",
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const json = { "Content-Type": "application/json" };

describe("health", () => {
  test("lives, and is ready when nothing is wrong", async () => {
    const { url } = await start();
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    const ready = await fetch(`${url}readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  });

  test("isn't ready while a part isn't, and says which and why; it lives all the same", async () => {
    const checks = [
      { name: "store", problem: () => null },
      { name: "slack", problem: () => "hasn't started" },
      {
        name: "teams",
        problem: (): null => {
          throw new Error("is gone");
        },
      },
    ];
    const { url } = await start({ checks });
    const ready = await fetch(`${url}readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: "not ready",
        reasons: [
          { name: "slack", problem: "hasn't started" },
          { name: "teams", problem: "is gone" },
        ],
      },
    ]);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
  });

  test("ends running requests before it stops, and is unready meanwhile", async () => {
    let finish: () => void = () => undefined;
    const page = express.Router();
    const reached = new Promise<void>((resolve) => {
      page.get("/slow", async (_request, response) => {
        resolve();
        await new Promise<void>((done) => {
          finish = done;
        });
        response.send("done");
      });
    });
    const { server, url } = await start({ page });
    const slow = fetch(`${url}slow`);
    await reached;
    const stopped = server.stop();
    await expect(fetch(`${url}healthz`)).rejects.toThrow();
    finish();
    expect(await (await slow).text()).toBe("done");
    await stopped;
  });

  test("says which address is taken", async () => {
    const { port } = await start();
    const second = start({ settings: { host: "127.0.0.1", port } });
    await expect(second).rejects.toThrow(`127.0.0.1:${port} can't be listened on`);
  });
});

describe("headers", () => {
  test("every response forbids foreign content, frames and guesses; none names the server", async () => {
    const { url } = await start();
    for (const path of ["", "healthz", "nothing", "page/style.css"]) {
      const { headers } = await fetch(`${url}${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("a body that is too large is refused, a broken one too", async () => {
    const { port } = await start();
    const large = JSON.stringify({ text: "x".repeat(5000) });
    expect((await ask(port, "/api/ask", json, "POST", large)).status).toBe(413);
    expect((await ask(port, "/api/ask", json, "POST", "{")).status).toBe(400);
  });

  test("a bug shows nothing of itself", async () => {
    const page = express.Router();
    page.get("/", () => {
      throw new Error("SELECT secret FROM somewhere");
    });
    const { url } = await start({ page });
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("SELECT");
  });
});

describe("requests that never end", () => {
  // Its sockets only look like some.
  beforeAll(() => nock.restore());
  afterAll(() => nock.activate());

  test.each([
    ["headers", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "],
    [
      "bodies",
      "POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{",
    ],
  ])("are given up: %s", async (_, begun) => {
    const { port } = await start({ requestMilliseconds: 300 });
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const drip = setInterval(() => socket.write("x"), 50);
    socket.write(begun);
    const [answer] = (await once(socket, "data")) as [Buffer];
    clearInterval(drip);
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("are given up: those who don't read the answer", async () => {
    const { port } = await start({ assets: pageAssets(), requestMilliseconds: 100 });
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.pause();
    const request = "GET /library/echarts.min.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.write(request.repeat(50));
    await wait(1_500);
    let bytes = 0;
    socket.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    socket.on("error", () => undefined);
    socket.resume();
    await once(socket, "close");
    expect(bytes).toBeLessThan(50 * statSync(ECHARTS).size);
  });
});

describe("paths that lead elsewhere", () => {
  test.each([
    "/page/../../../package.json",
    "/page/..%2f..%2f..%2fpackage.json",
    "/page/%2e%2e/%2e%2e/web-page.ts",
    "/page/....//....//package.json",
    "/page/..\\..\\web-page.ts",
    "/library/../../package.json",
    "/library/%2e%2e%2fpackage.json",
    "/files/..%2f..%2ftally.db",
    "/files/%00",
    "//etc/passwd",
  ])("give nothing: %s", async (path) => {
    const { port } = await start({ assets: pageAssets() });
    const { status, body } = await ask(port, path);
    expect([status, body.length < 100]).toEqual([404, true]);
  });
});

describe("who may come", () => {
  test("a name that isn't this machine's gets nothing", async () => {
    const { port } = await start();
    expect((await ask(port, "/", { Host: "evil.example" })).status).toBe(403);
    expect((await ask(port, "/metrics", { Host: `evil.example:${port}` })).status).toBe(403);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect((await ask(port, "/", { Host: host })).status).toBe(200);
    }
  });

  test("what a proxy passes on gets nothing where no token is asked for", async () => {
    const { port } = await start();
    expect((await ask(port, "/", { "X-Forwarded-For": "203.0.113.9" })).status).toBe(403);
    const { port: guarded } = await start({
      settings: { host: "127.0.0.1", port: 0, token: TOKEN },
    });
    const headers = { "X-Forwarded-For": "203.0.113.9", Authorization: `Bearer ${TOKEN}` };
    expect((await ask(guarded, "/", headers)).status).toBe(200);
  });

  test.each([
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
    [{ "Sec-Fetch-Site": "same-site" }, 403],
    [{ "Sec-Fetch-Site": "same-origin" }, 200],
    [{ Origin: "https://evil.example" }, 403],
    [{ Origin: "null" }, 403],
    [{}, 200],
  ])("a change asked for with %o is answered with %i", async (headers, status) => {
    const { port } = await start();
    const sent = await ask(port, "/api/ask", { ...json, ...headers } as never, "POST", "{}");
    expect(sent.status).toBe(status);
  });

  test("its own origin may change things", async () => {
    const { port } = await start();
    const headers = { ...json, Origin: `http://127.0.0.1:${port}` };
    expect((await ask(port, "/api/ask", headers, "POST", "{}")).status).toBe(200);
  });

  test("won't start where others can reach it without a token to ask for, or with a short one", async () => {
    await expect(start({ settings: { host: "0.0.0.0", port: 0 } })).rejects.toThrow(
      "0.0.0.0 can be reached from other machines",
    );
    await expect(
      start({ settings: { host: "127.0.0.1", port: 0, publicUrl: "https://tally.example" } }),
    ).rejects.toThrow("TALLY_WEB_TOKEN");
    await expect(start({ settings: { host: "0.0.0.0", port: 0, token: "short" } })).rejects.toThrow(
      "16 characters or more",
    );
  });

  test("mounts are reached under any name, without a token: they have their own guard", async () => {
    const mounts: ServerParts["mounts"] = [
      (app) => void app.post("/slack/events", (_request, response) => void response.send("mine")),
    ];
    const { port } = await start({
      mounts,
      settings: { host: "127.0.0.1", port: 0, token: TOKEN },
    });
    const sent = await ask(port, "/slack/events", { Host: "tally.example" }, "POST");
    expect([sent.status, sent.body]).toEqual([200, "mine"]);
  });
});

describe("the token", () => {
  const guarded = () => start({ settings: { host: "0.0.0.0", port: 0, token: TOKEN } });

  test("is demanded for the page, its API and the metrics, not for health", async () => {
    const { port } = await guarded();
    for (const path of ["/", "/metrics", "/anything"]) {
      expect((await ask(port, path)).status).toBe(401);
      const bearer = { Authorization: `Bearer ${TOKEN}` };
      expect((await ask(port, path, bearer)).status).not.toBe(401);
      expect((await ask(port, path, { Authorization: "Bearer wrong" })).status).toBe(401);
    }
    expect((await ask(port, "/api/ask", json, "POST", "{}")).status).toBe(401);
    expect((await ask(port, "/healthz")).status).toBe(200);
    expect((await ask(port, "/page/style.css")).status).toBe(200);
  });

  test("a person is sent to a form, which keeps the browser signed in", async () => {
    const { port } = await guarded();
    const sentOn = await ask(port, "/", { Accept: "text/html" });
    expect([sentOn.status, sentOn.headers["location"]]).toEqual([303, "/sign-in"]);
    expect((await ask(port, "/sign-in")).body).toContain('<label for="token">');
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const wrong = await ask(port, "/sign-in", form, "POST", "token=wrong");
    expect([wrong.status, wrong.headers["set-cookie"]]).toEqual([401, undefined]);
    const right = await ask(port, "/sign-in", form, "POST", `token=${TOKEN}`);
    const cookie = String(right.headers["set-cookie"]);
    expect(right.status).toBe(303);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const signedIn = await ask(port, "/", { Cookie: cookie.split(";")[0] ?? "" });
    expect(signedIn.body).toContain("the page");
    expect((await ask(port, "/", { Cookie: "tally=wrong" })).status).toBe(401);
  });

  test("can't be tried out: after some wrong ones none is looked at, and whoever is signed in stays so", async () => {
    const told: boolean[] = [];
    const { port } = await start({
      settings: { host: "0.0.0.0", port: 0, token: TOKEN },
      signInsPerMinute: 4,
      onSignIn: (isRight) => told.push(isRight),
    });
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const signedIn = await ask(port, "/sign-in", form, "POST", `token=${TOKEN}`);
    const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";
    const statuses: number[] = [];
    for (const guess of ["a", "b"]) {
      statuses.push((await ask(port, "/sign-in", form, "POST", `token=${guess}`)).status);
      statuses.push((await ask(port, "/", { Authorization: `Bearer ${guess}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401]);
    const right = await ask(port, "/sign-in", form, "POST", `token=${TOKEN}`);
    expect([right.status, right.headers["retry-after"]]).toEqual([429, "15"]);
    expect(right.body).toContain("There were too many wrong tokens. Try again in 15 seconds.");
    const bearer = await ask(port, "/metrics", { Authorization: `Bearer ${TOKEN}` });
    expect([bearer.status, bearer.headers["retry-after"]]).toEqual([429, "15"]);
    expect((await ask(port, "/", { Cookie: cookie })).status).toBe(200);
    // What isn't looked at any more is counted no more.
    expect(told).toEqual([true, false, false, false, false]);
  });

  test("a form without a body is a wrong one, and no bug", async () => {
    const { port } = await guarded();
    expect((await ask(port, "/sign-in", {}, "POST")).status).toBe(401);
  });

  test("a form on another site can't sign anybody in", async () => {
    const { port } = await guarded();
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      "Sec-Fetch-Site": "cross-site",
    };
    expect((await ask(port, "/sign-in", headers, "POST", `token=${TOKEN}`)).status).toBe(403);
  });
});

describe("files", () => {
  test("are given to whoever has the address, as what they are", async () => {
    const { url, files } = await start();
    const csv = files.keep(
      {
        name: "cost by service.csv",
        mediaType: "text/csv",
        content: new TextEncoder().encode("a,b\n"),
        description: "a table",
      },
      now,
    );
    const table = await fetch(`${url}files/${csv}`);
    expect(await table.text()).toBe("a,b\n");
    expect(table.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(table.headers.get("content-disposition")).toBe(
      'attachment; filename="cost by service.csv"',
    );
    expect((await fetch(`${url}files/unknown`)).status).toBe(404);
  });
});

describe("metrics", () => {
  test("count answers, traffic and the data's age", async () => {
    let age: number | null = 3;
    const metrics = createMetrics(() => age);
    const { url } = await start({ metrics });
    metrics.answered({ platform: "web", skill: "get-spend", status: "answered", milliseconds: 12 });
    metrics.answered({ platform: "web", skill: null, status: "clarify", milliseconds: 3 });
    metrics.acknowledged("slack", 20);
    metrics.sent("slack", "ok");
    metrics.retried("slack");
    metrics.rateLimited("slack");
    const response = await fetch(`${url}metrics`);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    for (const line of [
      'tally_answers_total{platform="web",skill="get-spend",status="answered"} 1',
      'tally_answers_total{platform="web",skill="none",status="clarify"} 1',
      'tally_answer_duration_seconds_count{platform="web"} 2',
      'tally_acknowledgement_duration_seconds_count{platform="slack"} 1',
      'tally_sends_total{platform="slack",outcome="ok"} 1',
      'tally_send_retries_total{platform="slack"} 1',
      'tally_rate_limited_total{platform="slack"} 1',
      "tally_data_age_days 3",
      "process_resident_memory_bytes",
    ]) {
      expect(text).toContain(line);
    }
    age = null;
    expect(await metrics.text()).not.toMatch(/^tally_data_age_days \d/m);
  });
});

test("a server that was never started can be stopped", async () => {
  const { server } = await start();
  await server.stop();
  const again: Promise<void> = (server satisfies Server).stop();
  await expect(again).resolves.toBeUndefined();
});
