import type { Day } from "#src/focus/day";
import { type AccountKey, billingAccounts, type SourceName, subAccounts } from "./accounts.ts";
import { adjustments } from "./adjustments.ts";
import type { BillingMonth } from "./charges.ts";
import type { Cells } from "./columns.ts";
import { type Commitment, commitmentsAt } from "./commitments.ts";
import { type DailyCredit, dailyCredits, migrationCredits } from "./credits.ts";
import {
  type DeliveredDay,
  dailyCharges,
  type ScheduledStream,
  schedule,
} from "./daily-charges.ts";
import { plantedEvents } from "./events.ts";
import { monthlyCharges } from "./monthly-charges.ts";
import { usageStreamsOf } from "./streams.ts";
import { withTaxes } from "./taxes.ts";
import { billingMonths, deliveredDays } from "./timeline.ts";

export { demoColumns } from "./columns.ts";
export { type DemoTruth, demoAllocationRules, demoTruth } from "./truth.ts";

/** A charge by FOCUS 1.4 column; absent columns are null, amounts are in BillingCurrency. */
export type DemoRow = Readonly<Record<string, string | number | null>>;

/** One month of one source, as it would be delivered. */
export interface DemoDelivery {
  readonly source: string;
  readonly billingPeriodStart: Day;
  /** The charges, made while they are read; they may be read again. */
  readonly rows: Iterable<DemoRow>;
}

/** What one source bills, seen from one clock. */
interface Bill {
  readonly source: SourceName;
  readonly today: Day;
  readonly usage: readonly ScheduledStream[];
  readonly commitments: readonly Commitment[];
  readonly credits: readonly DailyCredit[];
}

/** The company's bill of the clock's month and the 13 before it: oldest month first, then by source. */
export function demoDeliveries(today: Day): readonly DemoDelivery[] {
  const sources = Object.keys(billingAccounts) as SourceName[];
  return sources
    .flatMap((source) => deliveriesOf(billOf(source, today)))
    .sort((left, right) => (left.billingPeriodStart < right.billingPeriodStart ? -1 : 1));
}

function billOf(source: SourceName, today: Day): Bill {
  const isOwn = ({ account }: { readonly account: AccountKey }) =>
    subAccounts[account].source === source;
  return {
    source,
    today,
    usage: schedule(usageStreamsOf(source), plantedEvents(today), today),
    commitments: commitmentsAt(today).filter(isOwn),
    credits: migrationCredits(today).filter(isOwn),
  };
}

/** A month of which no day is there yet isn't delivered. */
function deliveriesOf(bill: Bill): DemoDelivery[] {
  return billingMonths(bill.source, bill.today).flatMap((month) => {
    const days = deliveredDays(bill.source, month, bill.today);
    if (days.length === 0) return [];
    const rows = { [Symbol.iterator]: () => chargesOf(bill, month, days) };
    return [{ source: bill.source, billingPeriodStart: month.start, rows }];
  });
}

function* chargesOf(
  bill: Bill,
  month: BillingMonth,
  days: readonly DeliveredDay[],
): Generator<Cells> {
  yield* monthlyCharges(bill.source, month);
  for (const day of days) {
    const charges = dailyCharges(bill.usage, bill.commitments, month, day);
    yield* withTaxes(bill.source, charges, month, day);
    yield* dailyCredits(bill.credits, month, day);
  }
  yield* adjustments(bill.source, month, bill.today);
}
