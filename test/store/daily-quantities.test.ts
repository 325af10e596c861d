import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importBills } from "#src/ingest/import-bills";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { temporaryFolder } from "./random-bill.ts";

const PERIOD = { start: "2026-10-01", end: "2026-10-05" };
const of = (id: string) => [{ dimension: "ResourceId", operator: "in" as const, values: [id] }];

/** A charge: resource, day or first hour, its length in days, quantity, unit and category. */
type Charge = readonly [string, string, number, string, string, string];

async function withCharges(charges: readonly Charge[], check: (store: Store) => void) {
  const folder = temporaryFolder();
  const store = new Store(join(folder, "tally.db"), []);
  try {
    const rows = charges.map(([id, start, days, quantity, unit, category]) => {
      const instant = `${start.length === 10 ? `${start}T00` : start}:00:00Z`;
      const end = new Date(Date.parse(instant) + days * 86_400_000).toISOString();
      const month = "USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z";
      return ["1,1,1", month, instant, end, category, "AWS,EC2,1", id, quantity, unit].join(",");
    });
    const columns =
      "BilledCost,EffectiveCost,ListCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,SubAccountId,ResourceId,PricingQuantity,PricingUnit";
    const file = join(folder, "bill.csv");
    writeFileSync(file, [columns, ...rows].join("\n"));
    await importBills(store, {
      paths: [file],
      again: false,
      now: new Date("2026-11-20T09:00:00Z"),
    });
    check(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

test("quantities are added up by day, of usage alone and in one unit", async () => {
  await withCharges(
    [
      ["i-1", "2026-10-01T05", 1 / 24, "1", "Hours", "Usage"],
      ["i-1", "2026-10-01T06", 1 / 24, "1", "Hours", "Usage"],
      ["i-1", "2026-10-03", 1, "24", "Hours", "Usage"],
      ["i-1", "2026-10-03", 1, "7", "Months", "Tax"],
      ["i-1", "2026-10-05", 1, "24", "Hours", "Usage"],
      ["i-2", "2026-10-02", 1, "24", "Hours", "Usage"],
      ["i-2", "2026-10-02", 1, "5", "GB", "Usage"],
      ["i-3", "2026-10-02", 30, "1", "Months", "Usage"],
    ],
    (store) => {
      const costs = store.costs(makeScope([]));
      expect(costs.dailyQuantities(of("i-1"), PERIOD)).toEqual({
        unit: "Hours",
        quantities: [2, 0, 24, 0],
      });
      expect(costs.dailyQuantities(of("i-2"), PERIOD)).toBeNull();
      expect(costs.dailyQuantities(of("i-3"), PERIOD)).toBeNull();
      expect(costs.dailyQuantities(of("i-4"), PERIOD)).toBeNull();
      const scoped = store.costs(makeScope(of("i-2")));
      expect(scoped.dailyQuantities(of("i-1"), PERIOD)).toBeNull();
    },
  );
});
