import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { openFile } from "#src/sources/files/open-file";
import type { Row } from "#src/sources/row-reader";
import { readTable, TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();
const MEGABYTE = 1_000_000;

async function batchesOf(path: string): Promise<(readonly Row[])[]> {
  const batches: (readonly Row[])[] = [];
  for await (const reader of openFile(path)) {
    for await (const batch of reader.batches()) batches.push(batch);
  }
  return batches;
}

function charactersIn(rows: readonly Row[]): number {
  return rows.flat().reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
}

describe("however small a file is packed,", () => {
  test("long rows are handed over a few at a time", async () => {
    const row = `a,${"x".repeat(3 * MEGABYTE)}\n`;
    const csv = folder.write("long.csv.gz", gzipSync(`a,b\n${row.repeat(60)}`));
    const batches = await batchesOf(csv);
    expect(batches.flat()).toHaveLength(60);
    for (const batch of batches) expect(charactersIn(batch)).toBeLessThan(150 * MEGABYTE);
  });

  test("short lines are handed over a thousand at a time, whatever they lack", async () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at, 1])));
    const lines = folder.write("short.jsonl", `${wide}\n${"{}\n".repeat(20_000)}`);
    const batches = await batchesOf(lines);
    expect(batches.flat()).toHaveLength(20_001);
    for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(2_048);
  });
});

async function writeParquet(name: string, sql: string): Promise<string> {
  const path = join(folder.path, name);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe("rows of parquet that stand there once and come often", () => {
  const long = "repeat('x', 200000)";
  test.each([
    ["a text", long],
    ["bytes", `encode(${long})`],
    ["a list", `[${long}]`],
    ["a list of lists", `[['a'], ['b', ${long}]]`],
    ["a map's key", `map([${long}], [1])`],
    ["a map's value", `map(['a', 'b'], ['c', ${long}])`],
    ["a struct", `{ a: 1, b: { c: ${long} } }`],
    ["a list of structs", `[{ a: 'x' }, { a: ${long} }]`],
  ])("are refused where they are too long: %s", async (_, value) => {
    const sql = `SELECT ${value} AS c, 'a' AS d FROM range(3000)`;
    const path = await writeParquet("long.parquet", sql);
    await expect(readTable(openFile(path))).rejects.toThrow(
      /a row of more than 131,072 bytes|more memory than a file may/,
    );
  });

  test("are read where they aren't, nothing in them among them", async () => {
    const values = [
      ...[
        "repeat('x', 100000)",
        "NULL::varchar",
        "['a', NULL]",
        "NULL::integer[]",
        "[]::varchar[]",
      ],
      ...["map(['a'], [NULL::varchar])", "NULL::map(varchar, varchar)", "{ a: NULL::varchar }"],
    ];
    const columns = values.map((value, at) => `${value} AS c${at}`);
    const path = await writeParquet("fits.parquet", `SELECT ${columns.join(", ")}`);
    const { rows } = await readTable(openFile(path));
    expect(rows[0]?.slice(1)).toEqual([
      ...[null, '["a",null]', null, "[]", '{"a":null}', null, '{"a":null}'],
    ]);
  });
});

describe("5,000 columns and no more are taken", () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);

  test("from CSV", async () => {
    const write = (count: number) => folder.write("wide.csv", `${names(count).join(",")}\n`);
    expect((await readTable(openFile(write(5_000)))).columns).toHaveLength(5_000);
    await expect(readTable(openFile(write(5_001)))).rejects.toThrow("more than 5,000 columns");
  });

  test("from JSON lines, all of them together", async () => {
    const write = (count: number) =>
      folder.write(
        "wide.jsonl",
        names(count)
          .map((name) => `{"${name}":1}\n`)
          .join(""),
      );
    expect((await readTable(openFile(write(5_000)))).columns).toHaveLength(5_000);
    await expect(readTable(openFile(write(5_001)))).rejects.toThrow("more than 5,000 columns");
  });

  test("from parquet", async () => {
    const columns = names(5_001).map((name) => `1 AS ${name}`);
    const path = await writeParquet("wide.parquet", `SELECT ${columns.join(", ")}`);
    await expect(readTable(openFile(path))).rejects.toThrow("more than 5,000 columns");
  });
});
