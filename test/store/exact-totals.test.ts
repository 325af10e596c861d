import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactSum } from "#src/focus/exact-sum";
import { importBills } from "#src/ingest/import-bills";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { temporaryFolder } from "./random-bill.ts";
import { october } from "./store-with-bill.ts";

const ROWS = 40_000;
const DIGITS = 20;
const HEADER =
  "BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName";

/** The decimal texts' sum in exact arithmetic, as the nearest double. */
function exactSum(decimals: readonly string[]): number {
  const units = decimals.map((text) => {
    const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
    const unit = BigInt(whole + fraction.padEnd(DIGITS, "0"));
    return text.startsWith("-") ? -unit : unit;
  });
  const sum = units.reduce((total, unit) => total + unit, 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(DIGITS + 1, "0");
  return Number(`${sum < 0n ? "-" : ""}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`);
}

/** Amounts from hundreds of thousands down to 1e-12, a few of them credits; always the same. */
function amounts(): string[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: ROWS }, () => {
    const magnitude = 10 ** (random() * 17 - 12);
    const sign = random() < 0.1 ? "-" : "";
    return `${sign}${(random() * magnitude).toFixed(18)}`;
  });
}

describe("totals", () => {
  test("agree with exact decimal arithmetic to 1e-9, over roll-ups and services alike", async () => {
    const costs = amounts();
    const folder = temporaryFolder();
    const lines = costs.map((cost, row) => {
      const day = String((row % 31) + 1).padStart(2, "0");
      return `${cost},${cost},USD,2026-10-01T00:00:00Z,2026-10-${day}T00:00:00Z,2026-10-${day}T23:00:00Z,Usage,service-${row % 7}`;
    });
    writeFileSync(join(folder, "bill.csv"), [HEADER, ...lines].join("\n"));
    const store = new Store(":memory:", []);
    try {
      const paths = [join(folder, "bill.csv")];
      await importBills(store, { paths, again: false, now: new Date() });
      const result = store.costs(makeScope([])).query({ ...october, groupBy: ["ServiceName"] });
      const exact = exactSum(costs);
      expect(Math.abs((result.totals[0]?.value ?? 0) - exact)).toBeLessThan(1e-9 * Math.abs(exact));
      for (const { keys, value } of result.rows) {
        const own = costs.filter((_, row) => `service-${row % 7}` === keys[0]);
        const sum = exactSum(own);
        expect(Math.abs((value ?? 0) - sum)).toBeLessThan(1e-9 * Math.abs(sum));
      }
    } finally {
      store.close();
      rmSync(folder, { recursive: true });
    }
  });

  test("don't drift with the number of terms", () => {
    const sum = new ExactSum();
    for (let term = 0; term < 3_000_000; term++) sum.add(0.1);
    expect(sum.value).toBe(300_000);
  });

  test("don't depend on the order of the terms", () => {
    const term = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 60 }), (terms) => {
        const add = (ordered: readonly number[]) => {
          const sum = new ExactSum();
          for (const one of ordered) sum.add(one);
          return sum.value;
        };
        const largest = Math.max(1, ...terms.map(Math.abs));
        expect(Math.abs(add(terms) - add(terms.toReversed()))).toBeLessThan(1e-15 * largest * 60);
      }),
    );
  });
});
