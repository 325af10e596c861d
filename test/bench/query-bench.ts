import { Access } from "#src/access";
import type { CostQuery, CostResult, CostRow } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";
import { defaultAllocation, storeOf } from "./bench-files.ts";
import { DuckBill, type DuckRow } from "./duckdb-bill.ts";
import type { BillSize } from "./generate-bill.ts";
import { Draw, QUERY_SHAPES, type QueryShape } from "./query-shapes.ts";
import { decimals, quantile, type SectionReport, tableText, verdict } from "./report.ts";

/** The bill that questions are asked of; the cold bench asks it too. */
export const QUERY_BILL: BillSize = { rows: 5_000_000, firstMonth: "2025-09-01", months: 14 };

const LIMITS = { p50Milliseconds: 5, p95Milliseconds: 40 };
const WARM_UP_RUNS = 60;
const RUNS = 240;
const DUCKDB_RUNS = 12;
/** Sums of the same charges in another order may differ by this share. */
const TOLERANCE = 1e-9;

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly duckdbP50: number;
  /** What the two answers differ in; null when they agree. */
  readonly difference: string | null;
}

/** Asks each question shape many times, of the store and of DuckDB over parquet, and compares the sums. */
export async function benchQueries(): Promise<SectionReport> {
  const file = await storeOf(QUERY_BILL);
  const duck = await DuckBill.open(QUERY_BILL);
  const opening = performance.now();
  const store = new Store(file, defaultAllocation());
  const { costs } = new Access(store, knownPeople([])).viewOf(null);
  costs.query((QUERY_SHAPES[0] as QueryShape).query(new Draw(1, QUERY_BILL)));
  const firstAnswer = performance.now() - opening;
  const measured: Measured[] = [];
  for (const shape of QUERY_SHAPES) measured.push(await measure(shape, costs, duck));
  store.close();
  duck.close();
  const note = `First answer after opening: ${decimals(firstAnswer)} ms. ${RUNS} runs a shape, DuckDB ${DUCKDB_RUNS}.\n`;
  return { text: textOf(measured) + note, data: { firstAnswer, shapes: measured } };
}

async function measure(shape: QueryShape, costs: Costs, duck: DuckBill): Promise<Measured> {
  const warmUp = new Draw(7, QUERY_BILL);
  for (let run = 0; run < WARM_UP_RUNS; run++) costs.query(shape.query(warmUp));
  const draw = new Draw(42, QUERY_BILL);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const query = shape.query(draw);
    const start = performance.now();
    costs.query(query);
    times.push(performance.now() - start);
  }
  const duckDraw = new Draw(11, QUERY_BILL);
  const duckTimes: number[] = [];
  let difference: string | null = null;
  for (let run = 0; run < DUCKDB_RUNS; run++) {
    const query = shape.query(duckDraw);
    const start = performance.now();
    const rows = await duck.query(query);
    duckTimes.push(performance.now() - start);
    difference ??= differenceOf(query, costs.query(query), rows);
  }
  return {
    name: shape.name,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    duckdbP50: quantile(duckTimes, 0.5),
    difference,
  };
}

/** The first thing in which the two answers differ, in words. */
function differenceOf(
  query: CostQuery,
  result: CostResult,
  duckRows: readonly DuckRow[],
): string | null {
  const expected = new Map(duckRows.map((row) => [nameOf(row), row]));
  if (expected.size !== result.rows.length) {
    return `${result.rows.length} rows against ${expected.size} for ${JSON.stringify(query.period)}`;
  }
  for (const row of result.rows) {
    const other = expected.get(nameOf(row));
    if (other === undefined) return `${nameOf(row)} is in one answer alone`;
    if (!agree(row.value, other.value) || !agree(row.previous, other.previous)) {
      return `${nameOf(row)}: ${row.value}, ${row.previous} against ${other.value}, ${other.previous}`;
    }
  }
  return query.limit === null && query.granularity !== "day"
    ? totalDifference(result, duckRows)
    : null;
}

/** The totals are added up apart from the rows, so they are compared apart. */
function totalDifference(result: CostResult, duckRows: readonly DuckRow[]): string | null {
  for (const { currency, value } of result.totals) {
    const rows = duckRows.filter((row) => row.currency === currency);
    const sum = rows.reduce((total, row) => total + (row.value ?? 0), 0);
    if (!agree(value, sum)) return `total ${currency}: ${value} against ${sum}`;
  }
  return null;
}

function nameOf({ keys, bucket, currency }: CostRow | DuckRow): string {
  return JSON.stringify([...keys, bucket, currency]);
}

function agree(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

function textOf(measured: readonly Measured[]): string {
  const { p50Milliseconds, p95Milliseconds } = LIMITS;
  const head = ["question", "p50 ms", `≤ ${p50Milliseconds}`, "p95 ms", `≤ ${p95Milliseconds}`];
  const rows = measured.map(({ name, p50, p95, duckdbP50, difference }) => [
    name,
    decimals(p50),
    verdict(p50, p50Milliseconds),
    decimals(p95),
    verdict(p95, p95Milliseconds),
    decimals(duckdbP50),
    decimals(duckdbP50 / p50),
    difference === null ? "yes" : "NO",
  ]);
  const differences = measured.flatMap(({ name, difference }) =>
    difference === null ? [] : [`${name}: ${difference}\n`],
  );
  return (
    tableText([[...head, "DuckDB p50", "× as fast", "same sums"], ...rows]) + differences.join("")
  );
}
