import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";

const HEADER =
  "BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ConsumedQuantity,Tags,x_Discount";
const ROWS = [
  '0.123456789012345678901234567890123456,1.5,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,Usage,AWS,"Compute, big",12,"{""team"":""data""}",0.25',
  "-2.5E-7,3,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-06T00:00:00Z,2026-10-07T00:00:00Z,Credit,AWS,Storage,,,",
];
const CSV = `${[HEADER, ...ROWS].join("\n")}\n`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the view `focus` shows of a file, the source's name apart. */
async function focusRows(file: string): Promise<unknown[]> {
  const store = new Store(":memory:", []);
  try {
    await importBills(store, { paths: [file], again: false, now: new Date() });
    return store.database
      .prepare("SELECT * FROM focus ORDER BY ChargePeriodStart")
      .all()
      .map((row) => ({ ...(row as object), x_Source: "", x_ChargeId: 0 }));
  } finally {
    store.close();
  }
}

async function writeParquet(file: string, codec: string): Promise<void> {
  const csv = join(folder, "for-parquet.csv");
  writeFileSync(csv, CSV);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT BilledCost::DECIMAL(38,36) AS BilledCost, EffectiveCost::DOUBLE AS EffectiveCost, * EXCLUDE (BilledCost, EffectiveCost, Tags, ChargePeriodStart),
       ChargePeriodStart::TIMESTAMP AS ChargePeriodStart,
       CASE WHEN Tags IS NULL THEN NULL ELSE MAP(['team'], ['data']) END AS Tags
     FROM read_csv('${csv}', all_varchar = true)) TO '${file}' (FORMAT parquet, CODEC '${codec}')`,
  );
  connection.closeSync();
}

const jsonLines = [
  '{"BilledCost":0.123456789012345678901234567890123456,"EffectiveCost":1.5,"BillingCurrency":"USD","BillingPeriodStart":"2026-10-01T00:00:00Z","BillingPeriodEnd":"2026-11-01T00:00:00Z","ChargePeriodStart":"2026-10-05T00:00:00Z","ChargePeriodEnd":"2026-10-06T00:00:00Z","ChargeCategory":"Usage","ProviderName":"AWS","ServiceName":"Compute, big","ConsumedQuantity":12,"Tags":{"team":"data"},"x_Discount":"0.25"}',
  '{"ServiceName":"Storage","BilledCost":-2.5e-7,"EffectiveCost":3,"BillingCurrency":"USD","BillingPeriodStart":"2026-10-01T00:00:00Z","BillingPeriodEnd":"2026-11-01T00:00:00Z","ChargePeriodStart":"2026-10-06T00:00:00Z","ChargePeriodEnd":"2026-10-07T00:00:00Z","ChargeCategory":"Credit","ProviderName":"AWS","Tags":null}',
].join("\n");

const writers: Record<string, (file: string) => void | Promise<void>> = {
  "bill.csv.gz": (file) => writeFileSync(file, gzipSync(CSV)),
  "bom-and-crlf.csv": (file) => writeFileSync(file, `\ufeff${CSV.replaceAll("\n", "\r\n")}`),
  "semicolons.csv": (file) =>
    writeFileSync(file, CSV.replaceAll(",", ";").replace("Compute; big", "Compute, big")),
  "bill.zip": async (file) => {
    const zip = new ZipWriter(new BlobWriter());
    await zip.add("part.csv", new TextReader(CSV));
    writeFileSync(file, Buffer.from(await (await zip.close()).arrayBuffer()));
  },
  "snappy.parquet": (file) => writeParquet(file, "snappy"),
  "zstd.parquet": (file) => writeParquet(file, "zstd"),
  "bill.jsonl": (file) => writeFileSync(file, jsonLines),
  "bill.ndjson.gz": (file) => writeFileSync(file, gzipSync(`${jsonLines}\n`)),
};

describe("the same charges", () => {
  test.each(Object.entries(writers))("read from %s are the same rows", async (name, write) => {
    const plain = join(folder, "bill.csv");
    writeFileSync(plain, CSV);
    await write(join(folder, name));
    const expected = await focusRows(plain);
    expect(expected).toMatchObject([
      { BilledCost: 0.12345678901234568, ServiceName: "Compute, big", Tags: '{"team":"data"}' },
      { BilledCost: -2.5e-7, ConsumedQuantity: null, Tags: null },
    ]);
    expect(await focusRows(join(folder, name))).toEqual(expected);
  });
});
