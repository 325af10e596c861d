import { rmSync } from "node:fs";
import { join } from "node:path";
import { importBills } from "#src/ingest/import-bills";
import type { Store } from "#src/store/store";
import { type BillRow, temporaryFolder, writeBill } from "../store/random-bill.ts";
import { plainRow } from "../store/store-with-bill.ts";
import { HIDDEN } from "./planted.ts";

const AUGUST: BillRow = {
  ...plainRow,
  BillingPeriodStart: "2026-08-01T00:00:00Z",
  BillingPeriodEnd: "2026-09-01T00:00:00Z",
  ChargePeriodStart: "2026-08-05T00:00:00Z",
  ChargePeriodEnd: "2026-08-06T00:00:00Z",
  ServiceName: HIDDEN.service,
  SubAccountId: "990000000099",
  SubAccountName: HIDDEN.account,
  ResourceId: HIDDEN.resource,
  Tags: JSON.stringify({ team: HIDDEN.team }),
};

/** Adds charges whose names only those may see who see everything. */
export async function addHiddenCharges(store: Store): Promise<void> {
  const folder = temporaryFolder();
  try {
    const bill = join(folder, "hidden.csv");
    writeBill(bill, [AUGUST]);
    await importBills(store, {
      paths: [bill],
      again: false,
      now: new Date("2026-11-20T09:00:00Z"),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
