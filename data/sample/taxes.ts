import { type AccountKey, type SourceName, subAccounts } from "./accounts.ts";
import type { CalendarDay } from "./calendar-day.ts";
import { amountCharge, type BillingMonth, wholeMonth } from "./charges.ts";
import type { Cells } from "./columns.ts";
import type { Stream } from "./stream.ts";

/** Value added tax on the invoices of the German company. */
const VAT_RATE = 0.19;
/** Sales tax on software in the company's home state. */
const SALES_TAX_RATE = 0.0625;

const vat = {
  service: {
    provider: "Microsoft",
    host: "Microsoft",
    name: "Tax",
    category: "Other",
    subcategory: "Other (Other)",
  },
  category: "Tax",
  description: "VAT, 19 %",
} as const;

/** A day's charges and, on Microsoft's bill, the tax on what each subscription is billed for them. */
export function* withTaxes(
  source: SourceName,
  charges: Iterable<Cells>,
  month: BillingMonth,
  day: CalendarDay,
): Generator<Cells> {
  const billed = new Map<string | null, number>();
  for (const charge of charges) {
    const account = charge.SubAccountId ?? null;
    billed.set(account, (billed.get(account) ?? 0) + (charge.BilledCost ?? 0));
    yield charge;
  }
  if (source !== "azure") return;
  for (const account of accountsOf(source)) {
    const amount = billed.get(subAccounts[account].id) ?? 0;
    if (amount === 0) continue;
    yield amountCharge({ ...vat, account }, month, day, amount * VAT_RATE);
  }
}

function accountsOf(source: SourceName): readonly AccountKey[] {
  const keys = Object.keys(subAccounts) as AccountKey[];
  return keys.filter((key) => subAccounts[key].source === source);
}

/** The sales tax on a month's fee. */
export function salesTax({ account, sku, perDay }: Stream, month: BillingMonth): Cells {
  return amountCharge(
    { account, service: sku.service, category: "Tax", description: "Sales tax, 6.25 %" },
    month,
    wholeMonth(month),
    sku.price * perDay * SALES_TAX_RATE,
  );
}
