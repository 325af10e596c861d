import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Bucket } from "#src/sources/buckets/bucket";
import type { ObjectStore, StoredObject } from "#src/sources/buckets/object-store";
import { CallError } from "#src/sources/calls/call-error";
import { Caller } from "#src/sources/calls/caller";
import { temporaryFolder } from "../../store/random-bill.ts";

const OBJECT: StoredObject = { key: "a.csv", size: 5, etag: "e", modifiedAt: new Date(0) };
const CLOCK = { now: () => 0, wait: async () => undefined, random: () => 0 };

let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A bucket whose object has other bytes than its listing says. */
function bucketWith(chunks: () => Iterable<Uint8Array>): Bucket {
  async function* stream() {
    yield* chunks();
  }
  const store: ObjectStore = {
    location: "s3://bills",
    permissions: { list: "list", read: "read" },
    listPage: async () => ({ objects: [OBJECT], next: null, at: new Date(0) }),
    open: async () => ({ chunks: stream(), md5: null }),
    renewCredentials: () => undefined,
  };
  return new Bucket(store, new Caller(CLOCK, { attempts: 1 }));
}

function* endless(): Generator<Uint8Array> {
  for (;;) yield Buffer.from("0123456789");
}

test("an object without end is given up where its listing says that it ends", async () => {
  const path = join(folder, "1-a.csv");
  const bucket = bucketWith(endless);
  const download = bucket.download(OBJECT, path, () => undefined);
  await expect(download).rejects.toThrow(CallError);
  await expect(download).rejects.toThrow("more than 5 bytes");
  await expect(bucket.text(OBJECT)).rejects.toThrow("more than 5 bytes");
  expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe("");
});

test("an object that ends too early is no whole one", async () => {
  const bucket = bucketWith(() => [Buffer.from("0123")]);
  const download = bucket.download(OBJECT, join(folder, "1-a.csv"), () => undefined);
  await expect(download).rejects.toThrow("4 of 5 bytes");
});
