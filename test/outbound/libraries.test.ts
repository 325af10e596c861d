import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { AnonymousCredential, ContainerClient } from "@azure/storage-blob";
import { LogLevel, WebClient } from "@slack/web-api";
import nock from "nock";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { namedHost } from "#src/outbound/host-rules";
import { guardOutbound } from "#src/outbound/outbound-gate";
import { openAiChat } from "#src/router/model/chat";

let server: Server;
let port = 0;
let reached = 0;
beforeAll(async () => {
  // Its connections only look like some; these go to this machine alone.
  nock.restore();
  server = createServer((request, response) => {
    reached++;
    request.resume();
    response.writeHead(503).end();
  }).listen(0);
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  nock.activate();
});

let take: () => void = () => undefined;
afterEach(() => {
  take();
  reached = 0;
});

/** A call of each library that Tally reaches the world by; what it answers doesn't matter here. */
const CALLS: Readonly<Record<string, (address: string) => Promise<unknown>>> = {
  "AWS' SDK": (endpoint) =>
    new S3Client({
      endpoint,
      forcePathStyle: true,
      region: "eu-central-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 1,
    }).send(new ListObjectsV2Command({ Bucket: "bill" })),
  "Azure's SDK": (address) =>
    new ContainerClient(`${address}/bills`, new AnonymousCredential(), {
      retryOptions: { maxTries: 1 },
    })
      .listBlobsFlat()
      .next(),
  "Slack's client": (address) =>
    new WebClient("token", {
      slackApiUrl: `${address}/api/`,
      retryConfig: { retries: 0 },
      logLevel: LogLevel.ERROR,
    }).auth.test(),
  "OpenAI's SDK": (address) =>
    openAiChat({ name: "m", baseUrl: `${address}/v1`, apiKey: "key" })({
      messages: [{ role: "user", text: "a question" }],
      tools: [],
      replyTokens: 10,
      signal: AbortSignal.timeout(5_000),
    }),
};

test.each(Object.keys(CALLS))("%s connects to nothing but what is named", async (name) => {
  const told: string[] = [];
  take = guardOutbound([namedHost("127.0.0.1")], (text) => told.push(text));
  await CALLS[name]?.(`http://127.0.0.1:${port}`).catch(() => undefined);
  expect([reached > 0, told]).toEqual([true, []]);
  reached = 0;
  await expect(CALLS[name]?.(`http://localhost:${port}`)).rejects.toThrow();
  expect(reached).toBe(0);
  expect(told).toEqual([expect.stringContaining("localhost isn't among the hosts")]);
});
