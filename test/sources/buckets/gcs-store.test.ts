import { generateKeyPairSync } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import nock from "nock";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GcsStore } from "#src/sources/buckets/gcs-store";
import { readFailure } from "#src/sources/calls/read-failure";
import { temporaryFolder } from "../../store/random-bill.ts";

let folder = "";
let server: Server;
let authorization: (string | undefined)[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  authorization = [];
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = {
    type: "service_account",
    project_id: "p",
    client_email: "reader@p.iam",
    private_key: privateKey,
  };
  writeFileSync(join(folder, "key.json"), JSON.stringify(key));
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", join(folder, "key.json"));
  server = createServer((incoming, outgoing) => {
    authorization.push(incoming.headers.authorization);
    outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  nock.cleanAll();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

function openStore(): GcsStore {
  return new GcsStore(
    { bucket: "bills", prefix: "focus/" },
    {
      location: "gs://bills/focus",
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      anonymous: false,
    },
  );
}

const time = { signal: new AbortController().signal, alive: () => undefined, now: Date.now };

test("asks with the token of a service account's key file", async () => {
  nock("https://oauth2.googleapis.com")
    .post("/token")
    .reply(200, { access_token: "ya29.t", expires_in: 3600 });
  const store = openStore();
  expect(await store.listPage("", null, time)).toMatchObject({ objects: [], next: null });
  await store.listPage("", null, time);
  expect(authorization).toEqual(["Bearer ya29.t", "Bearer ya29.t"]);
});

test("says that refused credentials are wrong", async () => {
  nock("https://oauth2.googleapis.com")
    .post("/token")
    .reply(400, { error: "invalid_grant", error_description: "Invalid JWT" });
  const failure = await openStore()
    .listPage("", null, time)
    .catch((error: unknown) => readFailure(error));
  expect(failure).toMatchObject({ failure: "unauthenticated" });
  expect(authorization).toEqual([]);
});
