import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { basename, dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { fileName } from "#src/cards/file-name";
import { attachmentFile } from "#src/charts/attachment-file";
import { filePath } from "#src/server/files";
import { fetchObjects } from "#src/sources/buckets/fetch-objects";
import { FolderStore } from "#src/sources/buckets/folder-store";
import { StoredFiles } from "#src/store/chat/kept-files";
import type { Store } from "#src/store/store";
import { startPage } from "../adapters/web/page-server.ts";
import { withAssistant } from "../conversations/small-company.ts";
import { TemporaryFolder } from "../sources/files/read-tables.ts";
import { injections } from "./corpus.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const SAFE_NAME = /^[a-z0-9-]+\.(csv|png)$/;
const folder = new TemporaryFolder();

/** The bytes that come back for a request, as they are. */
async function rawResponse(port: number, path: string): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.end(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  return Buffer.concat(chunks).toString("utf8");
}

describe("as names of files", () => {
  test("titles become names without anything that a path or a header acts on", async () => {
    const table = { type: "table" as const, columns: [], rows: [] };
    for (const { text } of injections) {
      const name = fileName(text);
      expect(name).toMatch(/^[a-z0-9-]+$/);
      const file = await attachmentFile({ type: "table", name, table });
      expect(file.name).toMatch(SAFE_NAME);
      expect(basename(file.name)).toBe(file.name);
    }
  });

  test("kept files are given out under any name, in a header of its own and nothing more", async () => {
    await withAssistant(async (_assistant, _bugs, store: Store) => {
      const page = await startPage(store);
      const port = Number(new URL(page.url).port);
      const files = new StoredFiles(store.database);
      const usual = await headersOf(port, files, "costs.csv");
      for (const { text } of injections) {
        const headers = await headersOf(port, files, text);
        expect(headers.map(([name]) => name)).toEqual(usual.map(([name]) => name));
        const value = headers.find(([name]) => name === "content-disposition")?.[1] ?? "";
        expect(value).toMatch(/^attachment; filename=/);
        expect(value).not.toMatch(/\p{Cc}/u);
      }
      await page.stop();
    });
  }, 60_000);

  test("an address with any of them finds no file, and says nothing of itself", async () => {
    await withAssistant(async (_assistant, _bugs, store: Store) => {
      const page = await startPage(store);
      const port = Number(new URL(page.url).port);
      for (const { text } of injections) {
        const name = encodeURIComponent(text.toWellFormed());
        for (const address of [`/files/${name}`, `/page/${name}`]) {
          const response = await rawResponse(port, address);
          expect(response).toMatch(/^HTTP\/1\.1 40[04] /);
          expect(response).not.toMatch(/root:|node_modules|\.ts:\d/);
        }
      }
      expect(page.bugs).toEqual([]);
      await page.stop();
    });
  }, 60_000);
});

describe("as names of delivered objects", () => {
  test("what is fetched lies in its folder, whatever it is called", async () => {
    const source = folder.write("delivered.csv", "a\n1\n");
    const store = new FolderStore(folder.path);
    const [object] = (await store.listPage("", null, { now: () => 0 } as never)).objects;
    if (object === undefined) throw new Error(`nothing is listed beside ${source}`);
    const target = new TemporaryFolder();
    const paths: string[] = [];
    const bucket = {
      nameOf: (key: string) => key,
      async download(_object: unknown, path: string) {
        paths.push(path);
        return "0";
      },
    };
    // No store can name an object with a zero in it.
    const names = injections.map(({ text }) => text.replaceAll("\0", ""));
    for (const name of names) {
      const wanted = [{ object: { ...object, key: `data/${name}` } }];
      await fetchObjects(bucket as never, wanted, target.path, () => undefined);
    }
    expect(paths).toHaveLength(names.length);
    expect(paths.filter((path) => dirname(path) !== target.path)).toEqual([]);
    expect(readdirSync(target.path)).toEqual([]);
    expect(existsSync("/tmp/injected.db")).toBe(false);
  });
});

async function headersOf(
  port: number,
  files: StoredFiles,
  name: string,
): Promise<readonly (readonly [string, string])[]> {
  const content = new TextEncoder().encode("a\n1\n");
  const id = files.keep({ name, mediaType: "text/csv", content, description: name }, NOW);
  const [head = ""] = (await rawResponse(port, filePath(id))).split("\r\n\r\n");
  const [status, ...lines] = head.split("\r\n");
  expect(status).toBe("HTTP/1.1 200 OK");
  return lines.map((line) => {
    const [header = "", ...value] = line.split(": ");
    return [header.toLowerCase(), value.join(": ")] as const;
  });
}
