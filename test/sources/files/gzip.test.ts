import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { unpackGzip } from "#src/sources/files/gzip";
import { TemporaryFolder } from "./read-tables.ts";

const folder = new TemporaryFolder();
const text = `a,b\n${"1,2\n".repeat(50_000)}`;
const packed = gzipSync(text);

async function unpack(name: string, content: Uint8Array, limit?: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpackGzip(folder.write(name, content), limit)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function withByteFlipped(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[index] = (copy.at(index) ?? 0) ^ 1;
  return copy;
}

test("one member", async () => {
  expect(await unpack("one.csv.gz", packed)).toBe(text);
});

test("several members are one text", async () => {
  const members = Buffer.concat([packed, gzipSync(""), gzipSync("3,4\n")]);
  expect(await unpack("several.csv.gz", members)).toBe(`${text}3,4\n`);
});

test.each([
  ["cut inside a row", packed.subarray(0, packed.length / 2), /cut off.*Download/],
  // All rows are there, just the checksum isn't: the place where other readers see no error.
  ["cut at a row boundary", packed.subarray(0, packed.length - 8), /cut off.*Download/],
  ["cut by one byte", packed.subarray(0, packed.length - 1), /cut off.*Download/],
  ["cut in its header", packed.subarray(0, 5), /cut off.*Download/],
  ["empty", Buffer.alloc(0), /cut off.*Download/],
  [
    "cut in its second member",
    Buffer.concat([packed, packed.subarray(0, 40)]),
    /cut off.*Download/,
  ],
  ["wrong in its checksum", withByteFlipped(packed, packed.length - 8), /corrupt.*Download/],
  ["wrong in its length", withByteFlipped(packed, packed.length - 2), /corrupt.*Download/],
  ["wrong in its content", withByteFlipped(packed, 60), /corrupt.*Download/],
  ["followed by rubbish", Buffer.concat([packed, Buffer.from("rubbish")]), /corrupt.*Download/],
  [
    "followed by zeros",
    Buffer.concat([packed, Buffer.alloc(9)]),
    /9 bytes after the end.*Download/,
  ],
  [
    "followed by zeros that hide a member",
    Buffer.concat([packed, Buffer.alloc(9), packed]),
    /bytes after the end.*Download/,
  ],
])("a gzip %s is refused", async (name, content, problem) => {
  const reading = unpack(`${name}.csv.gz`, content);
  await expect(reading).rejects.toThrow(SourceError);
  await expect(reading).rejects.toThrow(problem);
});

test("a gzip that unpacks to more than the limit is refused while it unpacks", async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const reading = unpack("bomb.csv.gz", bomb, 1_000_000);
  await expect(reading).rejects.toThrow(SourceError);
  await expect(reading).rejects.toThrow("more than 1,000,000 bytes");
  expect(await unpack("just.csv.gz", packed, text.length)).toBe(text);
});

test("a file that isn't there is a SourceError", async () => {
  const reading = unpackGzip(`${folder.path}/missing.csv.gz`).next();
  await expect(reading).rejects.toThrow(SourceError);
  await expect(reading).rejects.toThrow("There is no such file");
});
