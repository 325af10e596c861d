import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";

const COLUMNS = [
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ChargeCategory",
  "ProviderName",
  "ServiceName",
  "RegionId",
  "SubAccountId",
  "SubAccountName",
  "ResourceId",
  "Tags",
] as const;

/** A row of a small random bill, by column. */
export type BillRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

const MONTHS = ["2026-08", "2026-09", "2026-10"] as const;
const NEXT = { "2026-08": "2026-09", "2026-09": "2026-10", "2026-10": "2026-11" } as const;
const cents = fc
  .integer({ min: -30_000, max: 300_000 })
  .map((amount) => (amount / 1000).toFixed(3));
const tags = fc
  .record(
    {
      team: fc.constantFrom("data", "Payments", " payments "),
      Env: fc.constantFrom("prod", "staging"),
      flag: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .map((object) => JSON.stringify(object));

/** One charge: mostly a day long, some an hour, some a month. */
export const billRow: fc.Arbitrary<BillRow> = fc
  .record({
    month: fc.constantFrom(...MONTHS),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    length: fc.constantFrom("day", "hour", "month"),
    BilledCost: cents,
    EffectiveCost: cents,
    ListCost: fc.oneof(cents, fc.constant("")),
    BillingCurrency: fc.constantFrom("USD", "USD", "EUR"),
    ChargeCategory: fc.constantFrom("Usage", "Usage", "Purchase", "Tax", "Credit"),
    ProviderName: fc.constantFrom("AWS", "Microsoft"),
    ServiceName: fc.constantFrom("Amazon Elastic Compute Cloud", "Storage", "Virtual Machines"),
    RegionId: fc.constantFrom("us-east-1", "eu-central-1", ""),
    account: fc.constantFrom("1", "2"),
    ResourceId: fc.constantFrom("i-1", "i-2", "vol-3", ""),
    Tags: fc.oneof(tags, fc.constant("")),
  })
  .map(({ month, day, hour, length, account, ...columns }) => {
    const start =
      length === "month"
        ? `${month}-01T00`
        : `${month}-${pad(day)}T${pad(length === "hour" ? hour : 0)}`;
    const end = Date.parse(`${start}:00:00Z`) + (length === "hour" ? 3_600_000 : 86_400_000);
    return {
      ...columns,
      BillingPeriodStart: `${month}-01T00:00:00Z`,
      BillingPeriodEnd: `${NEXT[month]}-01T00:00:00Z`,
      ChargePeriodStart: `${start}:00:00Z`,
      ChargePeriodEnd:
        length === "month" ? `${NEXT[month]}-01T00:00:00Z` : new Date(end).toISOString(),
      SubAccountId: account,
      SubAccountName: `account-${account}`,
    };
  });

/** Writes rows as a CSV file. */
export function writeBill(file: string, rows: readonly BillRow[]): void {
  const quote = (cell: string) =>
    /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = rows.map((row) => COLUMNS.map((column) => quote(row[column])).join(","));
  writeFileSync(file, `${[COLUMNS.join(","), ...lines].join("\n")}\n`);
}

/** A new empty folder for a test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tally-"));
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
