import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, addMonths, type Day, daysIn } from "#src/focus/day";
import { importBills } from "#src/ingest/import-bills";
import { Store } from "#src/store/store";
import { temporaryFolder } from "../../store/random-bill.ts";

/** A charge by column; columns that aren't named are empty. */
export type Charge = Readonly<Record<string, string>>;

/** The bill's days, both in. */
const FIRST_DAY = "2025-12-01";
const LAST_DAY = "2026-11-19";
/** The reservation's first day; it is for a year, paid at once. */
const BOUGHT_ON = "2026-01-15";
const RESERVATION = {
  CommitmentDiscountId: "reservation-1",
  CommitmentDiscountName: "web servers",
  CommitmentDiscountType: "Reservation",
  CommitmentDiscountCategory: "Usage",
};

/**
 * A year of $40 or more a day of compute on demand and $20 a day of storage, and since mid-January $70 a day for usage
 * that costs $100 on demand, under a reservation with $5 a day unused.
 */
export function commitmentBill(purchase: Charge = {}): Charge[] {
  const days = daysIn({ start: FIRST_DAY, end: addDays(LAST_DAY, 1) });
  const bought = chargeOn(BOUGHT_ON, 0, {
    ...RESERVATION,
    ServiceName: "Compute",
    ChargeCategory: "Purchase",
    ChargeFrequency: "One-Time",
    BilledCost: "27375",
    SkuMeter: "Reservation D16s, 1 year",
    ...purchase,
  });
  const rows = Array.from({ length: days }, (_, at) => addDays(FIRST_DAY, at)).flatMap(
    (day, at) => [
      chargeOn(day, 40 + (at % 7), { ServiceName: "Compute" }),
      chargeOn(day, 20, { ServiceName: "Storage" }),
      ...(day < BOUGHT_ON ? [] : underReservation(day)),
    ],
  );
  return [...rows, bought];
}

function underReservation(day: Day): Charge[] {
  const covered = {
    ...RESERVATION,
    ServiceName: "Compute",
    PricingCategory: "Committed",
    BilledCost: "0",
  };
  return [
    chargeOn(day, 70, { ...covered, ContractedCost: "100", CommitmentDiscountStatus: "Used" }),
    chargeOn(day, 5, { ...covered, CommitmentDiscountStatus: "Unused" }),
  ];
}

function chargeOn(day: Day, amount: number, columns: Charge): Charge {
  const cost = String(amount);
  return {
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    ContractedCost: cost,
    BillingCurrency: "USD",
    BillingPeriodStart: `${addMonths(day, 0)}T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(day, 1)}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    PricingCategory: "Standard",
    ProviderName: "Microsoft",
    SubAccountId: "1",
    ...columns,
  };
}

/** Runs a check over a store that holds these charges. */
export async function withCommitments(
  charges: readonly Charge[],
  check: (store: Store) => void | Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const store = new Store(join(folder, "tally.db"), []);
  try {
    const columns = [...new Set(charges.flatMap(Object.keys))];
    const quoted = (cell: string) => (cell.includes(",") ? `"${cell}"` : cell);
    const lines = charges.map((row) => columns.map((name) => quoted(row[name] ?? "")).join(","));
    writeFileSync(join(folder, "bill.csv"), `${[columns.join(","), ...lines].join("\n")}\n`);
    const paths = [join(folder, "bill.csv")];
    await importBills(store, { paths, again: false, now: new Date("2026-11-20T09:00:00Z") });
    await check(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}
