import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GoogleApi } from "#src/sources/google/google-api";
import { temporaryFolder } from "../../store/random-bill.ts";
import { writeKeyFile } from "./key-file.ts";

interface Reply {
  readonly status: number;
  readonly body: string;
}

let folder = "";
let server: Server;
/** `GET /path` with the token it came with. */
let asked: string[] = [];
/** Answers in order; the last one stays. */
let replies: Reply[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", writeKeyFile(folder));
  asked = [];
  server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization}`);
    const { status, body } = (replies.length > 1 ? replies.shift() : replies[0]) as Reply;
    outgoing.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  nock.cleanAll();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function openApi(): GoogleApi {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const clock = { now: () => Date.now(), wait: async () => undefined, random: () => 0 };
  return new GoogleApi(
    "https://www.googleapis.com/auth/x",
    { endpoint, anonymous: false },
    {
      environment: {},
      clock,
      limits: { callsPerSecond: 1e9 },
    },
  );
}

function answer(status: number, body: object | string): Reply {
  return { status, body: typeof body === "string" ? body : JSON.stringify(body) };
}

function tokens(...names: readonly string[]): void {
  for (const name of names) {
    nock("https://oauth2.googleapis.com")
      .post("/token")
      .reply(200, { access_token: name, expires_in: 3600 });
  }
}

const call = () => openApi().call("Asking", { api: "bigquery", path: "v2/x" });

describe("a call to Google", () => {
  test("goes with a token, which an expired one is replaced for once", async () => {
    tokens("first", "second");
    replies = [answer(401, { error: { code: 401, status: "UNAUTHENTICATED" } }), answer(200, {})];
    expect(await call()).toEqual({});
    expect(asked).toEqual(["GET /v2/x Bearer first", "GET /v2/x Bearer second"]);
  });

  test("ends where new tokens are refused too", async () => {
    tokens("first", "second", "third");
    replies = [answer(401, { error: { code: 401, status: "UNAUTHENTICATED" } })];
    await expect(call()).rejects.toThrow(
      "Asking: The credentials are missing, expired or wrong; renew them (401 UNAUTHENTICATED).",
    );
    expect(asked).toHaveLength(2);
  });

  test("ends where Google gives no token", async () => {
    nock("https://oauth2.googleapis.com")
      .post("/token")
      .times(2)
      .reply(400, { error: "invalid_grant" });
    await expect(call()).rejects.toMatchObject({ failure: "unauthenticated" });
    expect(asked).toEqual([]);
  });

  test("is made again where its answer is no JSON", async () => {
    tokens("t");
    replies = [answer(200, '{"a":'), answer(200, { a: 1 })];
    expect(await call()).toEqual({ a: 1 });
  });

  test.each([
    [409, { status: "ABORTED" }, "changed", "(409 ABORTED)"],
    [403, { errors: [{ reason: "quotaExceeded" }] }, "refused", "goes on tomorrow"],
    [403, { errors: [{ reason: "accessNotConfigured" }] }, "refused", "isn't enabled"],
    [403, { status: "PERMISSION_DENIED" }, "denied", "(403 PERMISSION_DENIED)"],
  ])("that is answered %i %j fails by what that means", async (status, error, failure, words) => {
    tokens("t");
    replies = [answer(status, { error: { code: status, ...error } })];
    await expect(call()).rejects.toMatchObject({
      failure,
      message: expect.stringContaining(words),
    });
    expect(asked).toHaveLength(1);
  });

  test("that lists goes on to the last page", async () => {
    tokens("t");
    replies = [answer(200, { nextPageToken: "a b" }), answer(200, { nextPageToken: "" })];
    const pages = [];
    const request = { api: "x", path: "v1/list", query: { pageSize: "2" } };
    for await (const page of openApi().pages("Listing", request)) pages.push(page);
    expect(pages).toHaveLength(2);
    expect(asked[1]).toContain("/v1/list?pageSize=2&pageToken=a+b");
  });
});
