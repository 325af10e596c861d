import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { discoverFiles } from "#src/sources/files/discover";
import { openFile } from "#src/sources/files/open-file";
import { readTable, readTables, TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();

const csv = "a,b\n1,2\n";
const jsonLines = '{"a":"1","b":"2"}\n';

async function zipOf(name: string, text: string): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await writer.add(name, new TextReader(text));
  return Buffer.from(await (await writer.close()).arrayBuffer());
}

async function writeParquet(name: string): Promise<string> {
  const path = join(folder.path, name);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (select '1' as a, '2' as b) to '${path}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe("the content tells the format, the name where it doesn't:", () => {
  test.each([
    ["bill.csv", csv],
    ["bill.csv.gz", gzipSync(csv)],
    ["several.csv.gz", Buffer.concat([gzipSync("a,b\n"), gzipSync("1,2\n")])],
    ["gzip-without-ending", gzipSync(csv)],
    ["gzip-called.csv", gzipSync(csv)],
    ["unpacked-underway.csv.gz", csv],
    ["bill.jsonl", jsonLines],
    ["bill.ndjson.gz", gzipSync(jsonLines)],
    ["json-called.csv", `\ufeff\n ${jsonLines}`],
  ])("%s", async (name, content) => {
    const path = folder.write(name, content);
    const table = { file: path, columns: ["a", "b"], rows: [["1", "2"]] };
    expect(await readTables(openFile(path))).toEqual([table]);
  });

  test("parquet, by any name", async () => {
    for (const name of ["bill.snappy.parquet", "parquet-called.csv"]) {
      const path = await writeParquet(name);
      const table = { file: path, columns: ["a", "b"], rows: [["1", "2"]] };
      expect(await readTables(openFile(path))).toEqual([table]);
    }
  });

  test("zip, by any name", async () => {
    for (const name of ["bill.zip", "zip-called.csv.gz"]) {
      const path = folder.write(name, await zipOf("part.csv", csv));
      const table = { file: `${path}!part.csv`, columns: ["a", "b"], rows: [["1", "2"]] };
      expect(await readTables(openFile(path))).toEqual([table]);
    }
  });
});

test.each([
  ["empty.csv", ""],
  ["empty-content.csv.gz", gzipSync("")],
  ["empty.jsonl", ""],
])("an empty file has no columns and no rows: %s", async (name, content) => {
  const path = folder.write(name, content);
  expect(await readTable(openFile(path))).toEqual({ file: path, columns: [], rows: [] });
});

test.each([
  ["empty.csv.gz", "", "cut off"],
  ["one-byte.csv.gz", Buffer.of(0x1f), "cut off"],
  ["cut.csv.gz", gzipSync(csv).subarray(0, -8), "cut off"],
  ["empty.parquet", "", "isn't the zip or parquet file that its name promises"],
  ["page.parquet", "<html></html>", "isn't the zip or parquet file that its name promises"],
  ["page.zip", "<html></html>", "isn't the zip or parquet file that its name promises"],
  ["cut.parquet", "PAR1 and no end", "cut off or corrupt"],
  ["cut.zip", "PK\x03\x04 and no end", "cut off or corrupt"],
  ["page.csv", "\n<!DOCTYPE html>\n<html></html>", "a web page or an XML message"],
  ["message.csv.gz", gzipSync("\ufeff<?xml?><Error>"), "a web page or an XML message"],
  ["list.json", '[{"a":1},\n{"a":2}]', "Deliver JSON lines"],
])("%s is refused", async (name, content, problem) => {
  const reading = readTables(openFile(folder.write(name, content)));
  await expect(reading).rejects.toThrow(SourceError);
  await expect(reading).rejects.toThrow(problem);
  await expect(reading).rejects.toThrow(/download/i);
});

test("what isn't there, or is a folder, is a SourceError that says so", async () => {
  const missing = readTables(openFile(join(folder.path, "missing.csv")));
  await expect(missing).rejects.toThrow(SourceError);
  await expect(missing).rejects.toThrow("no such file");
  const directory = readTables(openFile(folder.path));
  await expect(directory).rejects.toThrow(SourceError);
  await expect(directory).rejects.toThrow("a folder");
});

test("the reading may stop early", async () => {
  const path = folder.write("long.csv.gz", gzipSync(`a,b\n${"1,2\n".repeat(100_000)}`));
  for await (const reader of openFile(path)) {
    for await (const batch of reader.batches()) {
      expect(batch[0]).toEqual(["1", "2"]);
      break;
    }
  }
});

const published = "../shared/data";

/** Rows and columns of published files, by the counts that are published with them. */
describe.skipIf(!existsSync(published))("published files:", () => {
  async function shapes(path: string): Promise<Map<string, string>> {
    const result = new Map<string, string>();
    for (const file of await discoverFiles(join(published, path))) {
      const { columns, rows } = await readTable(openFile(file));
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      expect(columns[0]).toMatch(/^\w+$/);
      result.set(relative(published, file), `${rows.length} x ${columns.length}`);
    }
    return result;
  }

  test("FOCUS sample data and a generated month", async () => {
    expect([...(await shapes("focus-sample-data-1.0")).values()]).toEqual(["1000 x 44"]);
    expect([...(await shapes("fdt-generated")).values()]).toEqual(["5000 x 65"]);
  });

  test("the examples of the specification", async () => {
    const examples = [...(await shapes("spec-examples-1.2"))].sort();
    expect(examples).toHaveLength(26);
    // By folder: flexibility (with blank lines), scenarios, agreements, and virtual currency.
    expect(examples.map(([, shape]) => shape)).toEqual([
      ...["3 x 23", "3 x 23", "2 x 23", "3 x 23"],
      ...["1 x 13", "3 x 13", "4 x 13", "1 x 16", "1 x 16", "2 x 16", "2 x 16"],
      ...["1 x 50", "1 x 50", "1 x 50", "1 x 50", "3 x 50"],
      ...["4 x 50", "13 x 50", "5 x 50", "14 x 50"],
      ...["1 x 35", "3 x 35", "1 x 35", "3 x 35", "3 x 35", "2 x 35"],
    ]);
  });

  test("exports of AWS and Azure", async () => {
    const aws = await shapes("costroid/aws-focus-s3/fixture");
    expect([...aws.values()]).toEqual(["24 x 60", "18 x 60", "42 x 60"]);
    const azure = [...(await shapes("costroid/azure-focus/fixture")).values()];
    expect(azure.sort()).toEqual(["2 x 57", "2 x 57", "3 x 57", "5 x 57"]);
  });
});
