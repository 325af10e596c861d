import { gzipSync } from "node:zlib";

/** A charge as the tests write it; what is left out is plain. */
export interface TestCharge {
  readonly month: string;
  /** First day of the charge; the fifth of the month where absent. */
  readonly day?: string;
  readonly cost: number;
  readonly currency?: string;
  readonly account?: string;
  readonly chargeClass?: string;
}

interface BillShape {
  /** Columns besides the usual ones, filled with "x". */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** Replaces a column's cells. */
  readonly retyped?: Readonly<Record<string, string>>;
}

function nextMonth(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 7);
}

function cellsOf(charge: TestCharge): Record<string, string> {
  const day = charge.day ?? `${charge.month}-05`;
  const end = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
  return {
    BilledCost: String(charge.cost),
    EffectiveCost: String(charge.cost),
    ListCost: String(charge.cost),
    BillingAccountId: "payer",
    BillingCurrency: charge.currency ?? "USD",
    BillingPeriodStart: `${charge.month}-01T00:00:00Z`,
    BillingPeriodEnd: `${nextMonth(charge.month)}-01T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: end,
    ChargeCategory: "Usage",
    ChargeClass: charge.chargeClass ?? "",
    ProviderName: "AWS",
    ServiceName: "Amazon Elastic Compute Cloud",
    SubAccountId: charge.account ?? "111111111111",
    RegionName: "Frankfurt",
  };
}

/** A FOCUS file as csv.gz. The first charge settles the columns of an empty one too. */
export function billFile(charges: readonly TestCharge[], shape: BillShape = {}): Buffer {
  const usual = Object.keys(cellsOf({ month: "2026-10", cost: 0 }));
  const columns = [...usual, ...(shape.added ?? [])].filter(
    (column) => !shape.removed?.includes(column),
  );
  const lines = charges.map((charge) => {
    const cells = cellsOf(charge);
    return columns.map((column) => shape.retyped?.[column] ?? cells[column] ?? "x").join(",");
  });
  return gzipSync(`${[columns.join(","), ...lines].join("\n")}\n`);
}

/** `count` charges of the same cost. */
export function charges(month: string, count: number, cost: number): TestCharge[] {
  return Array.from({ length: count }, (_, at) => ({
    month,
    day: `${month}-${String((at % 28) + 1).padStart(2, "0")}`,
    cost,
  }));
}
