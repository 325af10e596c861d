import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { openZip } from "#src/sources/files/zip";
import { type ReadTable, readTables, TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();

async function zip(
  entries: Readonly<Record<string, string>>,
  options: { level?: number; password?: string } = {},
): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of Object.entries(entries)) await writer.add(name, new TextReader(text));
  return Buffer.from(await (await writer.close()).arrayBuffer());
}

function read(name: string, content: Uint8Array, limit?: number): Promise<ReadTable[]> {
  return readTables(openZip(folder.write(name, content), limit));
}

const largeCsv = `a,b\n${Array.from({ length: 50_000 }, (_, index) => `${index},x\n`).join("")}`;

test("each CSV file of the zip is a table; other files are left out", async () => {
  const content = await zip({
    "manifest.json": "{}",
    "part-1.csv": "a,b\n1,2\n",
    "month/Part-2.CSV": "c\n3\n4\n",
    "__MACOSX/._part-1.csv": "rubbish",
  });
  const path = `${folder.path}/export.zip`;
  expect(await read("export.zip", content)).toEqual([
    { file: `${path}!part-1.csv`, columns: ["a", "b"], rows: [["1", "2"]] },
    { file: `${path}!month/Part-2.CSV`, columns: ["c"], rows: [["3"], ["4"]] },
  ]);
});

test.each([0, 9])("large entries are read whole, level %i", async (level) => {
  const tables = await read(
    "large.zip",
    await zip({ "a.csv": largeCsv, "b.csv": "c\n1\n" }, { level }),
  );
  expect(tables.map((table) => table.rows.length)).toEqual([50_000, 1]);
  expect(tables[0]?.rows.at(-1)).toEqual(["49999", "x"]);
});

test("the reading may stop early", async () => {
  const path = folder.write("early.zip", await zip({ "a.csv": largeCsv, "b.csv": largeCsv }));
  const seen: string[] = [];
  for await (const { file } of openZip(path)) seen.push(file);
  for await (const { batches } of openZip(path)) {
    for await (const batch of batches()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    break;
  }
  expect(seen).toEqual([`${path}!a.csv`, `${path}!b.csv`]);
});

async function refuses(content: Uint8Array, problem: RegExp, limit?: number): Promise<void> {
  const reading = read("broken.zip", content, limit);
  await expect(reading).rejects.toThrow(SourceError);
  await expect(reading).rejects.toThrow(problem);
}

test("a cut zip is refused", async () => {
  const content = await zip({ "a.csv": largeCsv });
  for (const length of [4, 100, content.length / 2, content.length - 30, content.length - 1]) {
    await refuses(content.subarray(0, length), /cut off or corrupt.*Download the file again/);
  }
});

test.each([0, 9])("a zip with a flipped byte in an entry is refused, level %i", async (level) => {
  const content = await zip({ "a.csv": largeCsv }, { level });
  content[5000] = (content.at(5000) ?? 0) ^ 1;
  await refuses(content, /broken\.zip!a\.csv.*cut off or corrupt.*Download the file again/);
});

test("a zip with a wrong checksum is refused", async () => {
  const content = await zip({ "a.csv": largeCsv });
  const checksum = content.indexOf("PK\x01\x02", "latin1") + 16;
  content[checksum] = (content.at(checksum) ?? 0) ^ 1;
  await refuses(content, /cut off or corrupt.*Download the file again/);
});

test("a zip that unpacks to more than the limit is refused, counted over its entries", async () => {
  const content = await zip({ "a.csv": largeCsv, "b.csv": largeCsv });
  expect(await read("limit.zip", content, 2 * largeCsv.length)).toHaveLength(2);
  await refuses(content, /unpacks to more than 777,787 bytes/, 2 * largeCsv.length - 1);
  await refuses(content, /unpacks to more than 1,000 bytes/, 1000);
});

test("a zip without CSV files is refused", async () => {
  await refuses(await zip({}), /no CSV file/);
  await refuses(await zip({ "xl/workbook.xml": "<x/>" }), /no CSV file/);
});

test("a zip with billing data that would be left out is refused", async () => {
  const content = await zip({ "a.csv": "a\n1\n", "b.csv.gz": "x" });
  await refuses(content, /"b\.csv\.gz" is none.*Unpack/);
});

test("a zip under a password is refused", async () => {
  await refuses(
    await zip({ "a.csv": "a\n1\n" }, { password: "secret" }),
    /protected by a password/,
  );
});
