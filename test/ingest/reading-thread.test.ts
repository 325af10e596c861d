import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SourceError } from "#src/errors";
import { importBills } from "#src/ingest/import-bills";
import { ReadingThread } from "#src/ingest/reading-thread";
import { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";

/** From this size on a file is read on another thread; packed, the same file stays below it. */
const LARGE_FILE_BYTES = 1_000_000;
const ROWS = 8_000;

/** A bill of the usual oddities, so that each of them passes from thread to thread. */
const rows = Array.from({ length: ROWS }, (_, at): BillRow => {
  const day = String(1 + (at % 27)).padStart(2, "0");
  return {
    ...plainRow,
    BilledCost: (((at * 31) % 1000) / 8).toFixed(3),
    EffectiveCost: at % 5 === 0 ? " 1.5 " : String(at / 4),
    ListCost: at % 11 === 0 ? "NULL" : "2",
    ChargePeriodStart: `2026-10-${day}T00:00:00${at % 3 === 0 ? "" : "Z"}`,
    ChargePeriodEnd: `2026-10-${day}T23:59:59Z`,
    ChargeCategory: at % 13 === 0 ? "usage" : "Usage",
    ServiceName: `Service ${at % 40}`,
    ResourceId: `i-${at % 3000}`,
    Tags: at % 4 === 0 ? "" : JSON.stringify({ team: `team ${at % 30}`, name: `"${at % 3000}"` }),
  };
});

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the same bill twice: as it is, and packed. */
function writeBoth(name: string, bill: readonly BillRow[]): { large: string; small: string } {
  mkdirSync(join(folder, name));
  const large = join(folder, name, "bill.csv");
  const small = `${large}.gz`;
  writeBill(large, bill);
  writeFileSync(small, gzipSync(readFileSync(large)));
  expect(statSync(large).size).toBeGreaterThan(LARGE_FILE_BYTES);
  expect(statSync(small).size).toBeLessThan(LARGE_FILE_BYTES);
  return { large, small };
}

/** All that an import leaves behind, but for the numbers that texts happen to get. */
async function load(paths: readonly string[]): Promise<unknown> {
  const store = new Store(":memory:", [
    { name: "team", tags: ["team"], values: {}, rules: [], split: [] },
  ]);
  try {
    const request = { paths, source: "bill", again: false, now: new Date("2026-11-20T09:00:00Z") };
    const { rows: count, quirks, findings, deliveries } = await importBills(store, request);
    const all = (sql: string) => store.database.prepare(sql).all();
    return {
      report: { count, quirks, findings, deliveries },
      focus: all("SELECT * FROM focus ORDER BY x_ChargeId"),
      findings: all("SELECT * FROM finding"),
      totals: all("SELECT * FROM delivery_total"),
      rollups: all("SELECT grain, part, cells FROM rollup"),
      texts: all("SELECT text FROM value ORDER BY text"),
    };
  } finally {
    store.close();
  }
}

async function failure(path: string): Promise<SourceError> {
  const error = await load([path]).catch((caught: unknown) => caught);
  if (!(error instanceof SourceError)) throw new Error(`no SourceError but ${String(error)}`);
  return error;
}

describe("a file read on another thread", () => {
  test("is loaded exactly as on the same one", async () => {
    const { large, small } = writeBoth("good", rows);
    const loaded = await load([large]);
    expect(loaded).toMatchObject({
      report: { count: ROWS },
      focus: { length: ROWS },
    });
    expect(loaded).toEqual(await load([small]));
  });

  test("is refused with the same words", async () => {
    const bad = rows.with(7_000, { ...plainRow, BilledCost: "one" });
    const { large, small } = writeBoth("bad cell", bad);
    const error = await failure(large);
    expect(error.location).toEqual({ file: large, row: 7_001, column: "BilledCost", value: "one" });
    expect(error.message).toBe((await failure(small)).message.replaceAll(small, large));
  });

  test("is refused with the same words where it can't even be read", async () => {
    const { large, small } = writeBoth("bad row", rows);
    const broken = Buffer.concat([readFileSync(large), Buffer.from("1,2,3\n")]);
    writeFileSync(large, broken);
    writeFileSync(small, gzipSync(broken));
    const error = await failure(large);
    expect(error.location).toEqual({ file: large, row: ROWS + 1 });
    expect(error.message).toBe((await failure(small)).message.replaceAll(small, large));
  });

  test("fails as it fails there, where that is a bug", async () => {
    const thread = new ReadingThread();
    const reading = thread.read(undefined as never).next();
    await expect(reading).rejects.toThrow(TypeError);
    await thread.close();
  });

  test("has one reader after the other, and small files between the large ones", async () => {
    const half = ROWS / 2;
    const csv = (part: readonly BillRow[]) => {
      const file = join(folder, "part.csv");
      writeBill(file, part);
      return readFileSync(file, "utf8");
    };
    const zip = new ZipWriter(new BlobWriter(), { level: 0 });
    await zip.add("1.csv", new TextReader(csv(rows.slice(0, half))));
    await zip.add("2.csv", new TextReader(csv(rows.slice(half))));
    const archive = join(folder, "parts.zip");
    writeFileSync(archive, Buffer.from(await (await zip.close()).arrayBuffer()));
    expect(statSync(archive).size).toBeGreaterThan(LARGE_FILE_BYTES);

    const { large, small } = writeBoth("after the zip", [...rows, { ...plainRow, ListCost: "9" }]);
    const inParts = await load([archive, small, large]);
    // The packed and the plain file differ by their bytes, so that both count.
    expect(inParts).toMatchObject({ report: { count: 3 * ROWS + 2 } });
  });
});
