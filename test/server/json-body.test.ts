import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonBody } from "#src/server/json-body";

const DEEPEST = 64;

let url = "";
let close: () => void = () => undefined;
beforeAll(async () => {
  const app = express();
  app.use(jsonBody("1mb"));
  app.post("/", (request, response) => void response.json(request.body));
  const refused: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) =>
    void response.status(error.status ?? 500).end();
  app.use(refused);
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  close = () => server.close();
});
afterAll(() => close());

async function post(body: string, type = "application/json"): Promise<[number, string]> {
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": type } });
  return [response.status, await response.text()];
}

const nested = (levels: number, inner = "") => "[".repeat(levels) + inner + "]".repeat(levels);

describe("a body of JSON", () => {
  test("is read as it is, whatever its texts hold", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), fc.array(fc.string())),
        async (value) => {
          const body = JSON.stringify(value);
          expect(await post(body)).toEqual([200, JSON.stringify(JSON.parse(body))]);
        },
      ),
      { numRuns: 100 },
    ));

  test("may be nested up to a limit, brackets in texts aside", async () => {
    expect((await post(nested(DEEPEST)))[0]).toBe(200);
    expect((await post(nested(DEEPEST + 1)))[0]).toBe(400);
    expect((await post(`{"a":${nested(DEEPEST)}}`))[0]).toBe(400);
    const text = JSON.stringify(`${"[{".repeat(500)}\\"`);
    expect((await post(nested(DEEPEST, text)))[0]).toBe(200);
    expect((await post(`[${text}, ${nested(DEEPEST)}]`))[0]).toBe(400);
  });

  test("that never closes is refused before it is parsed", async () => {
    expect((await post("[".repeat(900_000)))[0]).toBe(400);
    expect((await post('{"a":'.repeat(150_000)))[0]).toBe(400);
  });

  test("in another encoding, too large or broken is refused", async () => {
    expect((await post("[1]", "application/json; charset=utf-7"))[0]).toBe(415);
    expect((await post(`["${"x".repeat(1_100_000)}"]`))[0]).toBe(413);
    expect((await post("[1"))[0]).toBe(400);
  });
});
