import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "#src/errors";
import { discoverFiles } from "#src/sources/files/discover";
import { TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();
const root = join(folder.path, "exports [1]");
for (const path of ["data/BILLING_PERIOD=2026-05", "metadata", "empty", "old.csv"]) {
  mkdirSync(join(root, path), { recursive: true });
}
const billingFiles = [
  "2026.zip",
  "B.CSV",
  "a.csv",
  "data/BILLING_PERIOD=2026-05/part-00001.snappy.parquet",
  "data/BILLING_PERIOD=2026-05/part-00002.csv.gz",
  "data/x.jsonl",
  "data/x.jsonl.gz",
  "data/x.ndjson",
  "data/x.ndjson.gz",
];
const otherFiles = [
  "metadata/export-Manifest.json",
  "data/.part.csv",
  "data/_SUCCESS",
  "notes.txt",
  "backup.gz",
];
for (const name of [...billingFiles, ...otherFiles]) folder.write(join("exports [1]", name), "");

const inRoot = (names: readonly string[]): string[] => names.map((name) => join(root, name));

test("a folder gives the billing files in it and its folders, sorted", async () => {
  expect(await discoverFiles(root)).toEqual(inRoot(billingFiles));
});

test("a link to a file counts as the file", async () => {
  const links = join(folder.path, "links");
  mkdirSync(links);
  symlinkSync(join(root, "a.csv"), join(links, "current.csv"));
  symlinkSync(join(root, "gone.csv"), join(links, "broken.csv"));
  expect(await discoverFiles(links)).toEqual([join(links, "current.csv")]);
});

test("a file gives itself, whatever its name", async () => {
  expect(await discoverFiles(join(root, "notes.txt"))).toEqual([join(root, "notes.txt")]);
});

test("a glob gives the billing files that match", async () => {
  const pattern = join(folder.path, "exports*", "data", "**");
  expect(await discoverFiles(pattern)).toEqual(inRoot(billingFiles.slice(3)));
  expect(await discoverFiles(join(folder.path, "*", "*.csv"))).toContain(join(root, "a.csv"));
});

test.each(["empty", "metadata", "missing.csv", "*.parquet"])(
  "nothing found says what was looked for: %s",
  async (name) => {
    const searching = discoverFiles(join(root, name));
    await expect(searching).rejects.toThrow(UserError);
    await expect(searching).rejects.toThrow(join(root, name));
    await expect(searching).rejects.toThrow(".csv, .csv.gz, .zip, .parquet, .jsonl");
  },
);
