import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { readConfig } from "#src/config";
import { importBills } from "#src/ingest/import-bills";
import type { AllocationDimension } from "#src/store/allocation";
import { Store } from "#src/store/store";
import { BILL_VERSION, type BillSize, writeBill } from "./generate-bill.ts";

/** Where generated bills and stores are kept from run to run. */
export const BENCH_DIRECTORY = join(tmpdir(), "tally-bench");

/** Forgets all bills and stores of earlier runs. */
export function clearBenchFiles(): void {
  rmSync(BENCH_DIRECTORY, { recursive: true, force: true });
}

/** The path of a file of this bench; `kind` is its ending. */
export function benchFile(size: BillSize, kind: string): string {
  mkdirSync(BENCH_DIRECTORY, { recursive: true });
  const { rows, months, squads } = size;
  const split = squads === undefined ? "" : `-squads${squads}`;
  return join(BENCH_DIRECTORY, `bill-v${BILL_VERSION}-${rows}x${months}${split}.${kind}`);
}

/** The bill as csv.gz, made now if no earlier run made it. */
export async function billOf(size: BillSize): Promise<string> {
  const file = benchFile(size, "csv.gz");
  return make(file, (unfinished) => writeBill(unfinished, size));
}

/** The same bill, not compressed. */
export async function plainBillOf(size: BillSize): Promise<string> {
  const bill = await billOf(size);
  const file = benchFile(size, "csv");
  return make(file, (unfinished) =>
    pipeline(createReadStream(bill), createGunzip(), createWriteStream(unfinished)),
  );
}

/** A store with the bill loaded, made now if no earlier run made it. */
export async function storeOf(size: BillSize): Promise<string> {
  const bill = await billOf(size);
  const file = benchFile(size, "db");
  return make(file, async (unfinished) => {
    const store = new Store(unfinished, defaultAllocation());
    const request = { paths: [bill], source: "bench", again: false, now: new Date() };
    await importBills(store, request);
    store.close();
  });
}

/** The built-in allocation rules, whatever the tally.yaml of this folder says. */
export function defaultAllocation(): readonly AllocationDimension[] {
  return readConfig({ TALLY_CONFIG: emptyConfig() }).allocation;
}

/** A tally.yaml without settings. */
export function emptyConfig(): string {
  mkdirSync(BENCH_DIRECTORY, { recursive: true });
  const file = join(BENCH_DIRECTORY, "tally.yaml");
  writeFileSync(file, "");
  return file;
}

/**
 * Makes a file that isn't there yet, saying so; returns its path. It is built under another name, so that
 * an interrupted run leaves nothing that a later one takes for whole.
 */
export async function make(
  file: string,
  build: (unfinished: string) => Promise<void>,
): Promise<string> {
  if (existsSync(file)) return file;
  process.stderr.write(`Making ${file} …\n`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  await build(unfinished);
  await rename(unfinished, file);
  return file;
}
