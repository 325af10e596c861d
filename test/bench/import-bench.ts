import { execFileSync, spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { benchFile, billOf, plainBillOf } from "./bench-files.ts";
import type { BillSize } from "./generate-bill.ts";
import { type Figure, figuresText, quantile, type SectionReport } from "./report.ts";

/** As the npm scripts start Node: a smaller young generation, for less memory. */
const NODE_OPTIONS = ["--max-semi-space-size=16"];
const BILL: BillSize = { rows: 1_000_000, firstMonth: "2026-10-01", months: 1 };
const LARGE_BILL: BillSize = { rows: 10_000_000, firstMonth: "2026-10-01", months: 1 };
const LIMITS = { timesBare: 2.5, peakMegabytes: 700, sizePercent: 45 };
const IMPORT_PROCESS = fileURLToPath(new URL("./import-process.ts", import.meta.url));
/** Of the Debian package of the same name. */
const SQLITE_SHELL = "sqlite3";

interface Imported {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly bytes: number;
}

/** Imports a bill into a store and the same rows into a bare table by turns; compares time and size. */
export async function benchImport(options: {
  readonly rounds: number;
  readonly isLarge: boolean;
}): Promise<SectionReport> {
  const bill = await billOf(BILL);
  const hasSqlite = spawnSync(SQLITE_SHELL, ["--version"]).status === 0;
  const plain = hasSqlite ? await plainBillOf(BILL) : "";
  const bare: { seconds: number; bytes: number }[] = [];
  const imported: Imported[] = [];
  for (let round = 0; round < options.rounds; round++) {
    if (hasSqlite) bare.push(importBare(plain, benchFile(BILL, "bare.db")));
    imported.push(importBill(bill, benchFile(BILL, "imported.db")));
  }
  const large = options.isLarge
    ? importBill(await billOf(LARGE_BILL), benchFile(LARGE_BILL, "imported.db"))
    : null;
  const figures = [
    ...importFigures(imported),
    ...bareFigures(imported, bare),
    ...largeFigures(large),
  ];
  const hint = hasSqlite
    ? ""
    : "Not compared with a bare table: there is no sqlite3 on the PATH. Install it with: apt-get install sqlite3\n";
  return { text: figuresText(figures) + hint, data: { figures, imported, bare, large } };
}

function importFigures(imported: readonly Imported[]): Figure[] {
  const seconds = quantile(
    imported.map((run) => run.seconds),
    0.5,
  );
  const peak = Math.max(...imported.map((run) => run.peakMegabytes));
  return [
    { name: "rows", value: BILL.rows, unit: "", limit: null },
    { name: "import of csv.gz, median", value: seconds, unit: "s", limit: null },
    { name: "rows a second", value: BILL.rows / seconds, unit: "", limit: null },
    { name: "peak memory", value: peak, unit: "MB", limit: LIMITS.peakMegabytes },
  ];
}

function bareFigures(
  imported: readonly Imported[],
  bare: readonly { readonly seconds: number; readonly bytes: number }[],
): Figure[] {
  if (bare.length === 0) return [];
  const ratios = imported.map((run, round) => run.seconds / (bare[round]?.seconds ?? Number.NaN));
  const seconds = quantile(
    bare.map((run) => run.seconds),
    0.5,
  );
  const percent = (100 * (imported[0]?.bytes ?? 0)) / (bare[0]?.bytes ?? Number.NaN);
  return [
    { name: "sqlite3 .import of plain csv, median", value: seconds, unit: "s", limit: null },
    {
      name: "times sqlite3 .import, median",
      value: quantile(ratios, 0.5),
      unit: "×",
      limit: LIMITS.timesBare,
    },
    {
      name: "database, part of the bare table's file",
      value: percent,
      unit: "%",
      limit: LIMITS.sizePercent,
    },
  ];
}

function largeFigures(large: Imported | null): Figure[] {
  if (large === null) return [];
  return [
    { name: "rows of the large bill", value: large.rows, unit: "", limit: null },
    { name: "import of the large bill", value: large.seconds, unit: "s", limit: null },
    {
      name: "peak memory, large bill",
      value: large.peakMegabytes,
      unit: "MB",
      limit: LIMITS.peakMegabytes,
    },
  ];
}

function importBill(bill: string, database: string): Imported {
  removeDatabase(database);
  const start = performance.now();
  const output = execFileSync(process.execPath, [...NODE_OPTIONS, IMPORT_PROCESS, bill, database]);
  const seconds = (performance.now() - start) / 1000;
  const { rows, peakKibibytes } = JSON.parse(String(output)) as Record<string, number>;
  const { size } = statSync(database);
  removeDatabase(database);
  return {
    rows: rows ?? 0,
    seconds,
    peakMegabytes: ((peakKibibytes ?? 0) * 1024) / 1e6,
    bytes: size,
  };
}

function importBare(plain: string, database: string): { seconds: number; bytes: number } {
  removeDatabase(database);
  const start = performance.now();
  execFileSync(SQLITE_SHELL, [database, ".mode csv", `.import ${JSON.stringify(plain)} bill`]);
  const seconds = (performance.now() - start) / 1000;
  const { size } = statSync(database);
  removeDatabase(database);
  return { seconds, bytes: size };
}

function removeDatabase(database: string): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${database}${ending}`, { force: true });
}
