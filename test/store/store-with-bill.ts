import { rmSync } from "node:fs";
import { join } from "node:path";
import { addDays, addMonths, type Day } from "#src/focus/day";
import { importBills } from "#src/ingest/import-bills";
import type { AllocationDimension } from "#src/store/allocation";
import { plainQuery } from "#src/store/cost-query";
import { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "./random-bill.ts";

/** A charge of one day and dollar, to be changed where a test needs it. */
export const plainRow: BillRow = {
  BilledCost: "1",
  EffectiveCost: "1",
  ListCost: "1",
  BillingCurrency: "USD",
  BillingPeriodStart: "2026-10-01T00:00:00Z",
  BillingPeriodEnd: "2026-11-01T00:00:00Z",
  ChargePeriodStart: "2026-10-05T00:00:00Z",
  ChargePeriodEnd: "2026-10-06T00:00:00Z",
  ChargeCategory: "Usage",
  ProviderName: "AWS",
  ServiceName: "Amazon Elastic Compute Cloud",
  RegionId: "us-east-1",
  SubAccountId: "1",
  SubAccountName: "account-1",
  ResourceId: "i-1",
  Tags: "",
};

/** A charge of one day, in the bill of its month. */
export function chargeOn(day: Day, more: Partial<BillRow> = {}): BillRow {
  return {
    ...plainRow,
    BillingPeriodStart: `${addMonths(day, 0)}T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(day, 1)}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ...more,
  };
}

/** The whole of October 2026, effective cost, nothing else asked. */
export const october = plainQuery({ start: "2026-10-01", end: "2026-11-01" }, []);

/** An allocation dimension `team` read from the tag of that name, with more rules where given. */
export function teamDimension(more: Partial<AllocationDimension> = {}): AllocationDimension {
  return { name: "team", tags: ["team"], values: {}, rules: [], split: [], ...more };
}

/** Runs a check over a store in a folder of its own that holds these rows. */
export async function withBill(
  rows: readonly BillRow[],
  allocation: readonly AllocationDimension[],
  check: (store: Store, folder: string) => void | Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const store = new Store(join(folder, "tally.db"), allocation);
  try {
    writeBill(join(folder, "bill.csv"), rows);
    const paths = [join(folder, "bill.csv")];
    await importBills(store, { paths, again: false, now: new Date("2026-11-20T09:00:00Z") });
    await check(store, folder);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}
