import { dirname } from "node:path";
import { expect, test } from "vitest";
import type { Bucket } from "#src/sources/buckets/bucket";
import { fetchObjects } from "#src/sources/buckets/fetch-objects";

const FOLDER = "/folder/of/this/sync";

/** Whoever may write to a bucket chooses the names in it. */
const KEYS = [
  "../../etc/cron.d/evil",
  "a/../../../evil.csv",
  "/etc/passwd",
  "..",
  ".",
  "a/..",
  "a//",
  "~/.ssh/authorized_keys",
  `${"long/".repeat(300)}${"x".repeat(900)}.csv.gz`,
  "same.csv",
  "elsewhere/same.csv",
];

test("an object's name leads nowhere but into the folder of its sync, each to a file of its own", async () => {
  const paths: string[] = [];
  const bucket: Pick<Bucket, "nameOf" | "download"> = {
    nameOf: (key) => key,
    download: async (_object, path) => {
      paths.push(path);
      return "";
    },
  };
  const wanted = KEYS.map((key) => ({
    object: { key, size: 1, etag: "e", modifiedAt: new Date("2026-11-20T09:00:00Z") },
  }));
  await fetchObjects(bucket as Bucket, wanted, FOLDER, () => undefined);
  expect(paths.map((path) => dirname(path))).toEqual(KEYS.map(() => FOLDER));
  expect(new Set(paths).size).toBe(KEYS.length);
  for (const path of paths) expect(path.length).toBeLessThan(FOLDER.length + 120);
});
