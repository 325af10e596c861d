import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { openParquet } from "#src/sources/files/parquet";
import { int96Parquet } from "./int96-parquet.ts";
import { type ReadTable, readTable, TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();
const instance = await DuckDBInstance.create(":memory:");
const writer = await instance.connect();
afterAll(() => {
  writer.closeSync();
  instance.closeSync();
});

async function write(name: string, sql: string, options = "compression snappy"): Promise<string> {
  const path = join(folder.path, name);
  await writer.run(`copy (${sql}) to '${path}' (format parquet, ${options})`);
  return path;
}

const read = (path: string): Promise<ReadTable> => readTable(openParquet(path));

/** The text that one SQL value has after a way through parquet. */
async function textOf(value: string): Promise<string | null | undefined> {
  return (await read(await write("value.parquet", `select ${value} as x`))).rows[0]?.[0];
}

describe("values become text without loss:", () => {
  test.each([
    ["0.123456789012345678::decimal(38, 18)", "0.123456789012345678"],
    ["-12345678901234567890.1::decimal(38, 18)", "-12345678901234567890.100000000000000000"],
    ["9007199254740993::bigint", "9007199254740993"],
    ["18446744073709551615::ubigint", "18446744073709551615"],
    ["42::integer", "42"],
    ["0.1::double + 0.2::double", "0.30000000000000004"],
    ["0.1::float", "0.1"],
    ["'00123'", "00123"],
    ["''", ""],
    ["null::varchar", null],
    ["null::decimal(10, 2)", null],
    ["null::timestamp", null],
    ["null::map(varchar, varchar)", null],
    ["true", "true"],
    ["false", "false"],
    ["encode('Grüße 🚀')", "Grüße 🚀"],
    ["timestamp '2026-10-01 00:00:00'", "2026-10-01T00:00:00Z"],
    ["timestamp '2026-10-01 12:30:00.120'", "2026-10-01T12:30:00.12Z"],
    ["timestamp_ns '2026-10-01 12:30:00.123456789'", "2026-10-01T12:30:00.123456789Z"],
    ["'2026-10-01 12:30:00'::timestamp_ms", "2026-10-01T12:30:00Z"],
    ["timestamptz '2026-10-01 05:30:00+05:30'", "2026-10-01T00:00:00Z"],
    ["date '2026-10-01'", "2026-10-01T00:00:00Z"],
    ["map {'team': 'a', 'owner \"x\"': null}", '{"team":"a","owner \\"x\\"":null}'],
    ["map {}::map(varchar, varchar)", "{}"],
    ["[{'key': 'team', 'value': 'a'}]", '[{"key":"team","value":"a"}]'],
    ["[]::integer[]", "[]"],
    ["map {'d': 0.123456789012345678::decimal(38, 18)}", '{"d":0.123456789012345678}'],
    ["{'name': 'x', 'amount': 0.1::double}", '{"name":"x","amount":0.1}'],
    ["'{\"a\": 1.10}'::json", '{"a": 1.10}'],
  ])("%s", async (value, text) => {
    expect(await textOf(value)).toBe(text);
  });

  test("any double reads back as the same double", async () => {
    const doubles = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 500);
    const values = doubles.map((value) => `('${value}'::double)`).join(", ");
    const path = await write("doubles.parquet", `select * from (values ${values}) as t(x)`);
    const texts = (await read(path)).rows.map(([text]) => text);
    expect(texts.map(Number)).toEqual(doubles.map((value) => (value === 0 ? 0 : value)));
  });

  test("INT96 instants", async () => {
    const instants = ["2026-10-01T00:00:00Z", "2026-10-31T23:59:59.123Z", "1969-12-31T00:00:01Z"];
    const content = int96Parquet(
      "ChargePeriodStart",
      instants.map((text) => new Date(text)),
    );
    const path = folder.write("int96.parquet", content);
    expect(await read(path)).toEqual({
      file: path,
      columns: ["ChargePeriodStart"],
      rows: instants.map((text) => [text]),
    });
  });
});

describe("a file", () => {
  test.each(["snappy", "zstd", "gzip", "uncompressed"])("may be compressed: %s", async (codec) => {
    const sql = "select 'x' || i as \"Name\", i / 8 as cost from range(10) as t(i)";
    const { columns, rows } = await read(await write("c.parquet", sql, `compression ${codec}`));
    expect(columns).toEqual(["Name", "cost"]);
    expect(rows).toHaveLength(10);
    expect(rows[9]).toEqual(["x9", "1.125"]);
  });

  test("keeps its order over many row groups", async () => {
    const sql = "select i, repeat('x', (i % 50)::integer) as text from range(100_000) as t(i)";
    const { rows } = await read(await write("order.parquet", sql, "row_group_size 2048"));
    expect(rows.map(([text]) => text)).toEqual(Array.from({ length: 100_000 }, (_, i) => `${i}`));
  });

  test("may hold no rows", async () => {
    const { columns, rows } = await read(await write("none.parquet", "select 1 as a limit 0"));
    expect({ columns, rows }).toEqual({ columns: ["a"], rows: [] });
  });

  test("takes columns from its content only, names with quotes included", async () => {
    const name = "BILLING_PERIOD=2026-05";
    mkdirSync(join(folder.path, name));
    const path = await write(`${name}/a.parquet`, 'select 1 as "say ""x""", 2 as b');
    expect((await read(path)).columns).toEqual(['say "x"', "b"]);
  });

  test("may have glob characters in its name", async () => {
    await write("a1.parquet", "select 1 as other");
    expect((await read(await write("a[1]*.parquet", "select 1 as own"))).columns).toEqual(["own"]);
  });
});

describe("a broken file is refused:", () => {
  async function refuses(name: string, content: Uint8Array, problem: RegExp): Promise<void> {
    const reading = read(folder.write(name, content));
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(problem);
    await expect(reading).rejects.toThrow("Download the file again");
  }

  const sql = "select 'name ' || hash(i) as a, hash(i * 7) as b, i as c from range(20_000) as t(i)";

  test("cut anywhere", async () => {
    const content = readFileSync(await write("whole.parquet", sql));
    for (const length of [0, 4, 1000, content.length - 100, content.length - 1]) {
      await refuses("cut.parquet", content.subarray(0, length), /cut off or corrupt/);
    }
  });

  test("no parquet at all", async () => {
    await refuses("page.parquet", Buffer.from("<html>Sign in</html>"), /cut off or corrupt/);
  });

  test("damaged inside any column", async () => {
    const path = await write("whole.parquet", sql, "compression zstd");
    const pages = await writer.runAndReadAll(
      `select coalesce(dictionary_page_offset, data_page_offset)::integer from parquet_metadata('${path}')`,
    );
    const content = readFileSync(path);
    expect(pages.getRows()).toHaveLength(3);
    for (const [start] of pages.getRows()) {
      const damaged = Buffer.from(content);
      damaged.fill(0xff, Number(start), Number(start) + 64);
      await refuses("damaged.parquet", damaged, /cut off or corrupt/);
    }
  });

  test("fewer rows than its metadata says", async () => {
    const content = int96Parquet("x", [new Date(0), new Date(0)], 3);
    await refuses("fewer.parquet", content, /says that it holds 3 rows, but 2 can be read/);
  });

  test("bytes that aren't UTF-8 in a text", async () => {
    const path = await write("bytes.parquet", "select '\\xFF'::blob as x");
    await expect(read(path)).rejects.toThrow(SourceError);
  });
});
