import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ContainerClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { startFaultProxy } from "./fault-proxy.ts";
import type { BucketWorld } from "./worlds.ts";

const AZURITE = join(import.meta.dirname, "../../node_modules/azurite/dist/src/blob/main.js");
const ACCOUNT = "billaccount";
const CONTAINER = "exports";
const LONGEST_START = 60_000;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Containers of Azurite, in a process of its own. */
export async function startAzureWorld(): Promise<BucketWorld & { stop(): Promise<void> }> {
  const port = await freePort();
  const key = randomBytes(32).toString("base64");
  const flags = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(
    process.execPath,
    [AZURITE, "--blobPort", String(port), "--silent", ...flags],
    { env: { AZURITE_ACCOUNTS: `${ACCOUNT}:${key}` }, stdio: "ignore" },
  );
  const target = `http://127.0.0.1:${port}`;
  const credential = new StorageSharedKeyCredential(ACCOUNT, key);
  const client = new ContainerClient(`${target}/${ACCOUNT}/${CONTAINER}`, credential, {
    retryOptions: { maxTries: 1 },
  });
  await created(client);
  const proxy = await startFaultProxy(target);
  let places = 0;
  return {
    name: "Azure Blob",
    proxy,
    environment: { AZURE_STORAGE_ACCOUNT: ACCOUNT, AZURE_STORAGE_KEY: key },
    listing: /^GET .*comp=list/,
    reading: /^GET (?!.*comp=list)/,
    async fresh() {
      const prefix = `place-${++places}/focus/daily`;
      return {
        settings: {
          location: `azure://${ACCOUNT}/${CONTAINER}/${prefix}`,
          endpoint: `${proxy.address}/${ACCOUNT}`,
          anonymous: false,
        },
        async put(name, content) {
          const blob = client.getBlockBlobClient(`${prefix}/${name}`);
          await blob.upload(content, Buffer.byteLength(content));
        },
        async remove(name) {
          await client.getBlockBlobClient(`${prefix}/${name}`).delete();
        },
      };
    },
    errorAnswer: (status, code) => ({
      status,
      headers: { "x-ms-error-code": code },
      body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>sig=abc may not</Message></Error>`,
    }),
    async stop() {
      await proxy.stop();
      child.kill();
      await once(child, "exit");
    },
  };
}

async function created(client: ContainerClient): Promise<void> {
  const end = Date.now() + LONGEST_START;
  for (;;) {
    try {
      await client.create();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(200);
    }
  }
}
