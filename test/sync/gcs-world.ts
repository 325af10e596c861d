import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startFaultProxy } from "./fault-proxy.ts";
import type { BucketWorld } from "./worlds.ts";

const BUCKET = "bill-bucket";
const PAGE = 1000;

interface GcsObject {
  readonly content: Buffer;
  readonly generation: string;
  readonly updated: string;
}

/** The two calls of the JSON API of Google Cloud Storage that are made, over objects in memory. */
class FakeGcs {
  readonly objects = new Map<string, GcsObject>();
  #generation = 1;

  put(name: string, content: Buffer | string): void {
    this.objects.set(name, {
      content: Buffer.from(content),
      generation: String(this.#generation++),
      updated: new Date().toISOString(),
    });
  }

  answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://gcs");
    const [, name] = /^\/storage\/v1\/b\/bill-bucket\/o(?:\/(.+))?$/.exec(pathname) ?? [];
    if (name === undefined) this.#list(searchParams, outgoing);
    else this.#read(decodeURIComponent(name), searchParams, outgoing);
  }

  #list(query: URLSearchParams, outgoing: ServerResponse): void {
    const names = [...this.objects.keys()]
      .filter((name) => name.startsWith(query.get("prefix") ?? ""))
      .sort();
    const from = Number(query.get("pageToken") ?? 0);
    const end = from + Number(query.get("maxResults") ?? PAGE);
    const items = names.slice(from, end).map((name) => {
      const { content, generation, updated } = this.objects.get(name) as GcsObject;
      return { name, size: String(content.length), generation, updated };
    });
    const page = {
      ...(items.length === 0 ? {} : { items }),
      ...(end < names.length ? { nextPageToken: String(end) } : {}),
    };
    outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(page));
  }

  #read(name: string, query: URLSearchParams, outgoing: ServerResponse): void {
    const object = this.objects.get(name);
    if (object === undefined) outgoing.writeHead(404).end("No such object");
    else if (query.get("ifGenerationMatch") !== object.generation) outgoing.writeHead(412).end();
    else {
      const md5 = createHash("md5").update(object.content).digest("base64");
      outgoing.writeHead(200, { "x-goog-hash": `crc32c=AAAAAA==,md5=${md5}` }).end(object.content);
    }
  }
}

/** Buckets of a small fake of Google Cloud Storage. */
export async function startGcsWorld(): Promise<BucketWorld & { stop(): Promise<void> }> {
  const gcs = new FakeGcs();
  const server = createServer((incoming, outgoing) => gcs.answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  let places = 0;
  return {
    name: "Google Cloud Storage",
    proxy,
    environment: {},
    listing: /^GET .*\/o\?/,
    reading: /^GET .*\/o\//,
    async fresh() {
      const prefix = `place-${++places}/focus`;
      return {
        settings: {
          location: `gs://${BUCKET}/${prefix}`,
          endpoint: proxy.address,
          anonymous: true,
        },
        async put(name, content) {
          gcs.put(`${prefix}/${name}`, content);
        },
        async remove(name) {
          gcs.objects.delete(`${prefix}/${name}`);
        },
      };
    },
    errorAnswer: (status, code) => ({
      status,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ error: { code: status, errors: [{ reason: code }] } }),
    }),
    async stop() {
      await proxy.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
