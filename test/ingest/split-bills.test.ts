import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { checkStore } from "#src/store/check-store";
import { Store } from "#src/store/store";
import { type BillRow, billRow, temporaryFolder, writeBill } from "../store/random-bill.ts";

/** The rows of a bill in files: rows by file, and the files in the order of delivery, some repeated. */
interface Split {
  readonly parts: readonly (readonly BillRow[])[];
  readonly order: readonly number[];
  readonly asOneSource: boolean;
}

const split: fc.Arbitrary<Split> = fc
  .record({
    rows: fc.array(fc.tuple(billRow, fc.nat({ max: 4 })), { minLength: 1, maxLength: 60 }),
    asOneSource: fc.boolean(),
  })
  .chain(({ rows, asOneSource }) => {
    const parts = [...Map.groupBy(rows, ([, part]) => part).values()].map((group) =>
      group.map(([row]) => row),
    );
    const all = fc.shuffledSubarray([...parts.keys()], { minLength: parts.length });
    const again = fc.array(fc.nat({ max: parts.length - 1 }), { maxLength: 3 });
    return fc.tuple(all, again).map(([order, repeated]) => ({
      parts,
      order: [...order, ...repeated],
      asOneSource,
    }));
  })
  // Files of equal rows are one and the same file to an import.
  .filter(({ parts }) => new Set(parts.map((rows) => JSON.stringify(rows))).size === parts.length);

type Sums = Map<string, { charges: number; billed: number; effective: number }>;

function expectedSums(rows: readonly BillRow[]): Sums {
  const sums: Sums = new Map();
  for (const row of rows) {
    const key = `${row.BillingPeriodStart.slice(0, 7)} ${row.BillingCurrency} ${row.ServiceName}`;
    const sum = sums.get(key) ?? { charges: 0, billed: 0, effective: 0 };
    sum.charges++;
    sum.billed += Number(row.BilledCost);
    sum.effective += Number(row.EffectiveCost);
    sums.set(key, sum);
  }
  return sums;
}

function storedSums({ database }: Store): Sums {
  const rows = database
    .prepare<[], { key: string; charges: number; billed: number; effective: number }>(
      `SELECT substr(BillingPeriodStart, 1, 7) || ' ' || BillingCurrency || ' ' || ServiceName AS key,
         count(*) AS charges, sum(BilledCost) AS billed, sum(EffectiveCost) AS effective
       FROM focus GROUP BY key`,
    )
    .all();
  return new Map(rows.map(({ key, ...sum }) => [key, sum]));
}

/** The same by the totals that the deliveries keep. */
function deliveredTotals(store: Store): { billed: number; effective: number } {
  const totals = store.deliveries.list().flatMap((delivery) => delivery.totals);
  return {
    billed: totals.reduce((sum, { BilledCost }) => sum + (BilledCost ?? 0), 0),
    effective: totals.reduce((sum, { EffectiveCost }) => sum + (EffectiveCost ?? 0), 0),
  };
}

function close(amount: number, expected: number): void {
  expect(Math.abs(amount - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

async function loadSplit(store: Store, folder: string, bills: Split): Promise<void> {
  const paths = bills.parts.map((rows, part) => {
    const file = join(folder, `part-${part}.csv`);
    writeBill(file, rows);
    return file;
  });
  await importBills(store, {
    paths: bills.order.map((part) => paths[part] ?? ""),
    ...(bills.asOneSource && { source: "all" }),
    again: false,
    now: new Date("2026-11-20T09:00:00Z"),
  });
}

test("a bill in any files, in any order, some of them repeated, is the same bill", async () => {
  await fc.assert(
    fc.asyncProperty(split, async (bills) => {
      const folder = temporaryFolder();
      const store = new Store(":memory:", []);
      try {
        await loadSplit(store, folder, bills);
        for (const { problem } of checkStore(store.database)) expect(problem).toBe(null);
        const expected = expectedSums(bills.parts.flat());
        const stored = storedSums(store);
        expect([...stored.keys()].sort()).toEqual([...expected.keys()].sort());
        let billed = 0;
        let effective = 0;
        for (const [key, sum] of expected) {
          expect(stored.get(key)?.charges).toBe(sum.charges);
          close(stored.get(key)?.billed ?? Number.NaN, sum.billed);
          close(stored.get(key)?.effective ?? Number.NaN, sum.effective);
          billed += sum.billed;
          effective += sum.effective;
        }
        close(deliveredTotals(store).billed, billed);
        close(deliveredTotals(store).effective, effective);
      } finally {
        store.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
