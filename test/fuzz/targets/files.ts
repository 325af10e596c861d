import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import fc from "fast-check";
import { SourceError } from "#src/errors";
import { openFile } from "#src/sources/files/open-file";
import { temporaryFolder } from "../../store/random-bill.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { mutatedBytes } from "../mutated-bytes.ts";

const CSV = `ServiceName,EffectiveCost,Tags\r
Amazon EC2,1.5,"{""team"":""a, b""}"\r
"Line\nend",-0.25,\r
Grüße 🚀,1e-7,{}
`;
const SEMICOLONS = "\ufeffServiceName;EffectiveCost\nA;1,5\nB;2\n";
const LINES = `{"ServiceName":"A","EffectiveCost":1.5,"Tags":{"team":"a"}}
{"ServiceName":"B","EffectiveCost":"2","Tags":null}
`;

/** So many rows are more than any of these small files can hold. */
const MOST_ROWS = 100_000;

/** A file as it was delivered: its name's ending, and its bytes in base64. */
interface Input {
  readonly ending: string;
  readonly bytes: string;
}

/** Text files, packed or not. */
export const textFiles: FuzzTarget = {
  name: "text-files",
  weight: 40,
  open: () => fileTarget(async () => ({ endings: TEXT_ENDINGS, seeds: textSeeds() })),
};

/** Archives, whose entries are read. */
export const zipFiles: FuzzTarget = {
  name: "zip-files",
  weight: 24,
  open: () => fileTarget(async () => ({ endings: [".zip", ".csv"], seeds: await zipSeeds() })),
};

/** Parquet files, read by native code. */
export const parquetFiles: FuzzTarget = {
  name: "parquet-files",
  weight: 5,
  open: () =>
    fileTarget(async (folder) => ({ endings: [".parquet"], seeds: await parquetSeeds(folder) })),
};

const TEXT_ENDINGS = [".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".parquet", ""];

async function fileTarget(
  prepare: (folder: string) => Promise<{
    readonly endings: readonly string[];
    readonly seeds: readonly Uint8Array[];
  }>,
) {
  const folder = temporaryFolder();
  const { endings, seeds } = await prepare(folder);
  const inputs: fc.Arbitrary<Input> = fc.record({
    ending: fc.constantFrom(...endings),
    bytes: mutatedBytes(seeds),
  });
  return {
    inputs,
    async fuzz({ ending, bytes }: Input) {
      const path = join(folder, `delivered${ending}`);
      writeFileSync(path, Buffer.from(bytes, "base64"));
      await isReadOrRefused(path);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** Rows as wide as their header come of it, or words that say what is wrong. */
async function isReadOrRefused(path: string): Promise<void> {
  let rows = 0;
  try {
    for await (const { columns, batches } of openFile(path)) {
      for await (const batch of batches()) {
        rows += batch.length;
        holds(rows < MOST_ROWS, "there is no end of rows");
        holds(
          batch.every((row) => row.length === columns.length),
          "a row has another width",
        );
      }
    }
  } catch (error) {
    if (error instanceof SourceError) return;
    throw error;
  }
}

function textSeeds(): Uint8Array[] {
  const texts = [CSV, SEMICOLONS, LINES, `${LINES}${CSV}`].map((text) => Buffer.from(text));
  return [
    ...texts,
    ...texts.map((text) => gzipSync(text)),
    Buffer.concat(texts.slice(0, 1).flatMap((text) => [gzipSync(text), gzipSync(text)])),
  ];
}

async function zipSeeds(): Promise<Uint8Array[]> {
  return Promise.all([
    zipOf({ "part-1.csv": CSV, "month/Part-2.CSV": SEMICOLONS }, 5),
    zipOf({ "a.csv": CSV }, 0),
  ]);
}

async function zipOf(entries: Readonly<Record<string, string>>, level: number): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level });
  for (const [name, text] of Object.entries(entries)) await writer.add(name, new TextReader(text));
  return Buffer.from(await (await writer.close()).arrayBuffer());
}

async function parquetSeeds(folder: string): Promise<Uint8Array[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const writer = await instance.connect();
  const row =
    "'A' as ServiceName, 1.5::decimal(20, 10) as EffectiveCost, map {'team': 'a'} as Tags";
  const seeds: Uint8Array[] = [];
  for (const compression of ["snappy", "zstd", "uncompressed"]) {
    const path = join(folder, `seed-${compression}.parquet`);
    const rows = `select ${row}, range as n from range(20)`;
    await writer.run(`copy (${rows}) to '${path}' (format parquet, compression ${compression})`);
    seeds.push(readFileSync(path));
  }
  writer.closeSync();
  instance.closeSync();
  return seeds;
}
