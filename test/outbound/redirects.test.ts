import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openAiChat } from "#src/router/model/chat";
import { AzureCredential } from "#src/sources/azure/credential";
import { callClock } from "#src/sources/calls/call-clock";
import { callJson } from "#src/sources/calls/json-api";
import { TicketApi } from "#src/tickets/ticket-api";

const SECRET = "correct-horse-battery-staple-1234";

let elsewhere: Server;
let redirecting: Server;
let reached = 0;
let address = "";
beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    reached++;
    response
      .setHeader("content-type", "application/json")
      .end('{"access_token":"x","expires_in":9}');
  }).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  redirecting = createServer((request, response) => {
    request.resume();
    response.writeHead(307, { location: to }).end();
  }).listen(0, "127.0.0.1");
  await once(redirecting, "listening");
  address = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
});
afterAll(() => {
  elsewhere.close();
  redirecting.close();
});

const time = () => ({ signal: AbortSignal.timeout(5_000), alive: () => undefined, now: Date.now });

/** Calls that carry a secret. */
const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  "a billing API": () =>
    callJson({ method: "POST", address: `${address}/bill`, token: SECRET, body: {} }, time()),
  "a ticket system": () =>
    new TicketApi({ url: address, headers: { authorization: SECRET }, clock: callClock() }).read(
      "Reading a ticket",
      { path: "ticket", answer: z.unknown() },
    ),
  "a machine's identity": () =>
    new AzureCredential(
      { IDENTITY_ENDPOINT: `${address}/token`, IDENTITY_HEADER: SECRET },
      Date.now,
    ).getToken(),
  "a model": () =>
    openAiChat({ name: "m", baseUrl: `${address}/v1`, apiKey: SECRET })({
      messages: [{ role: "user", text: "a question" }],
      tools: [],
      replyTokens: 10,
      signal: AbortSignal.timeout(5_000),
    }),
};

test.each(Object.keys(calls))("%s that redirects is followed nowhere", async (name) => {
  await expect(calls[name]?.()).rejects.toThrow();
  expect(reached).toBe(0);
});
