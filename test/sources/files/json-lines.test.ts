import { describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { openJsonLines } from "#src/sources/files/json-lines";
import { type ReadTable, readRows } from "./read-tables.ts";

async function read(content: string | Uint8Array, chunkSize = 9): Promise<ReadTable> {
  const bytes = Buffer.from(content);
  const reader = await openJsonLines("bill.jsonl", async function* () {
    for (let start = 0; start < bytes.length; start += chunkSize) {
      yield bytes.subarray(start, start + chunkSize);
    }
  });
  return { file: reader.file, columns: reader.columns, rows: await readRows(reader) };
}

test("columns are the union of the keys; a missing key and null are null", async () => {
  const content = '\ufeff{"a":"x","b":null}\r\n\n  \n{"c":"","b":"Grüße 🚀"}';
  for (const chunkSize of [1, 9, 1000]) {
    expect(await read(content, chunkSize)).toEqual({
      file: "bill.jsonl",
      columns: ["a", "b", "c"],
      rows: [
        ["x", null, null],
        [null, "Grüße 🚀", ""],
      ],
    });
  }
});

test("numbers keep their spelling, also inside of objects", async () => {
  const numbers = [
    "1.10",
    "-0",
    "1E-7",
    "12345678901234567890",
    "0.123456789012345678901234567890123456",
  ];
  for (const number of numbers) {
    const { rows } = await read(`{"n":${number},"o":{"k": [${number}, "x", null]}}\n`);
    expect(rows).toEqual([[number, `{"k":[${number},"x",null]}`]]);
  }
});

test("booleans, objects and lists become their JSON text", async () => {
  const { rows } = await read('{"a":true,"b":false,"c":{"team":"é"},"d":[],"e":{}}');
  expect(rows).toEqual([["true", "false", '{"team":"é"}', "[]", "{}"]]);
});

test("a key may be called like an object's own property", async () => {
  const { columns, rows } = await read('{"toString":"x","__proto__":"y"}\n{"a":"1"}');
  expect(columns).toEqual(["toString", "__proto__", "a"]);
  expect(rows).toEqual([
    ["x", "y", null],
    [null, null, "1"],
  ]);
});

test.each(["", "\n\n"])("a file without lines has no columns: %j", async (content) => {
  expect(await read(content)).toEqual({ file: "bill.jsonl", columns: [], rows: [] });
});

describe("a broken file is refused with its row:", () => {
  test.each([
    ["a cut last line", '{"a":1}\n\n{"a":', 2],
    ["a whole file that is one list", '[\n{"a":1},\n{"a":2}\n]', 1],
    ["a list on one line", '[{"a":1},{"a":2}]', 1],
    ["an object spread over lines", '{\n "a": 1\n}\n', 1],
    ["two objects on a line", '{"a":1}\n{"a":1}{"a":2}\n', 2],
    ["a bare number", '{"a":1}\n5\n', 2],
    ["null", "null\n", 1],
    ["text", "Access denied\n", 1],
    ["a number that JSON doesn't have", '{"a":NaN}\n', 1],
  ])("%s", async (_name, content, row) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(/isn't one whole JSON object.*Deliver JSON lines/);
    await expect(reading).rejects.toMatchObject({ location: { file: "bill.jsonl", row } });
  });

  test("bytes that aren't UTF-8", async () => {
    const reading = read(Buffer.from('{"a":"caf\xe9"}\n', "latin1"));
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow("isn't UTF-8");
  });
});
