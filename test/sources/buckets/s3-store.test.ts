import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { S3Store } from "#src/sources/buckets/s3-store";
import { readFailure } from "#src/sources/calls/read-failure";

let server: Server;
let authorization: (string | undefined)[] = [];
const time = { signal: new AbortController().signal, alive: () => undefined, now: Date.now };

beforeEach(async () => {
  nock.restore();
  authorization = [];
  server = createServer((incoming, outgoing) => {
    authorization.push(incoming.headers.authorization);
    outgoing
      .writeHead(200, { "content-type": "application/xml", date: "Fri, 20 Nov 2026 09:00:00 GMT" })
      .end("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  nock.activate();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function openStore(anonymous: boolean): S3Store {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new S3Store({ bucket: "b", prefix: "" }, { location: "s3://b", endpoint, anonymous });
}

test("asks a public bucket without credentials, and takes the time from it", async () => {
  const { at } = await openStore(true).listPage("", null, time);
  expect(authorization).toEqual([undefined]);
  expect(at.toISOString()).toBe("2026-11-20T09:00:00.000Z");
});

test("takes credentials from the environment, anew once they were refused", async () => {
  const store = openStore(false);
  const failure = await store.listPage("", null, time).catch((error) => readFailure(error));
  expect(failure).toMatchObject({ failure: "unauthenticated" });
  vi.stubEnv("AWS_ACCESS_KEY_ID", "FIRST");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  store.renewCredentials();
  await store.listPage("", null, time);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "SECOND");
  await store.listPage("", null, time);
  store.renewCredentials();
  await store.listPage("", null, time);
  expect(authorization.map((text) => /Credential=(\w+)/.exec(text ?? "")?.[1])).toEqual([
    "FIRST",
    "FIRST",
    "SECOND",
  ]);
});

test("says that a region is missing", async () => {
  const store = new S3Store({ bucket: "b", prefix: "" }, { location: "s3://b", anonymous: true });
  const failure = await store.listPage("", null, time).catch((error) => readFailure(error));
  expect(failure).toMatchObject({ reason: "no AWS region is known; set region" });
});
