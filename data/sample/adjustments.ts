import { addDays, addMonths, type Day } from "#src/focus/day";
import { type SourceName, subAccounts } from "./accounts.ts";
import { awsSkus } from "./aws-skus.ts";
import { azureSkus } from "./azure-skus.ts";
import { midnight } from "./calendar-day.ts";
import {
  amountCharge,
  type BillingMonth,
  type ChargePeriod,
  type PricelessCharge,
  usageCharge,
} from "./charges.ts";
import type { Cells } from "./columns.ts";
import { gcpSkus } from "./gcp-skus.ts";
import { saasSkus } from "./saas-skus.ts";
import { type Line, type Stream, streamsOf } from "./stream.ts";

/** A quantity that a later bill takes back from a closed month, or adds to it. */
interface Correction {
  readonly stream: Stream;
  /** Months from the clock's month to the bill that carries it, and to the month it corrects. */
  readonly billedIn: number;
  readonly corrects: number;
}

/** A quantity that is given back within its own month. */
interface Refund {
  readonly stream: Stream;
  readonly billedIn: number;
  readonly dayOfMonth: number;
}

/** An amount that a provider gives back on one day. */
interface Allowance {
  readonly charge: PricelessCharge;
  readonly billedIn: number;
  readonly dayOfMonth: number;
  readonly amount: number;
}

function correction(billedIn: number, corrects: number, line: Line): readonly Correction[] {
  return streamsOf([line]).map((stream) => ({ stream, billedIn, corrects }));
}

function refund(billedIn: number, dayOfMonth: number, line: Line): readonly Refund[] {
  return streamsOf([line]).map((stream) => ({ stream, billedIn, dayOfMonth }));
}

const lake = { name: "northwind-lake" } as const;
const scratch = { name: "warehouse-scratch-1", tags: "none" } as const;

const corrections: readonly Correction[] = [
  ...correction(-3, -4, ["aws-data", "warehouse", awsSkus.s3Reads, 1, -577_500, "steady", lake]),
  ...correction(-6, -7, ["aws-data", "warehouse", awsSkus.gp3, 1, -24_750, "steady", scratch]),
  ...correction(-6, -7, ["aws-data", "warehouse", awsSkus.gp3, 1, 18_000, "steady", scratch]),
  ...correction(-5, -6, ["azure-prod", "ledger", azureSkus.sqlCores, 1, 2760, "steady"]),
  ...correction(-1, -2, ["gcp-analytics", "bi-dashboards", gcpSkus.analysis, 1, -156.8, "steady"]),
];

const refunds: readonly Refund[] = [
  ...refund(-2, 15, ["azure-it", "corporate-it", azureSkus.hotBlobs, 1, -3400, "steady"]),
  ...refund(-2, 16, ["azure-it", "corporate-it", azureSkus.d8, 1, -96, "steady"]),
  ...refund(-4, 8, ["gcp-analytics", "ingest-pipeline", gcpSkus.operations, 1, -3100, "steady"]),
  ...refund(-7, 21, ["aws-prod", "checkout-api", awsSkus.queueRequests, 1, -220, "steady"]),
];

const allowances: readonly Allowance[] = [
  {
    charge: {
      account: "aws-prod",
      service: awsSkus.cdnBytes.service,
      category: "Adjustment",
      description: "Service level refund: outage of the content network",
    },
    billedIn: -4,
    dayOfMonth: 10,
    amount: -1840.5,
  },
  {
    charge: {
      account: "openai-assistant",
      service: saasSkus.gpt5Output.service,
      category: "Credit",
      description: "Credit grant",
    },
    billedIn: -4,
    dayOfMonth: 20,
    amount: -250,
  },
];

/** What one source's bill of a month sets right: corrections, refunds and allowances. */
export function* adjustments(
  source: SourceName,
  month: BillingMonth,
  today: Day,
): Generator<Cells> {
  const isDue = (billedIn: number) => addMonths(today, billedIn) === month.start;
  for (const { stream, billedIn, corrects } of corrections) {
    if (stream.source !== source || !isDue(billedIn)) continue;
    const corrected = addMonths(today, corrects);
    const period = { start: midnight(corrected), end: midnight(addMonths(corrected, 1)) };
    const charge = usageCharge(stream, month, period, stream.perDay);
    yield { ...charge, ChargeClass: "Correction" };
  }
  for (const { stream, billedIn, dayOfMonth } of refunds) {
    if (stream.source !== source || !isDue(billedIn)) continue;
    yield usageCharge(stream, month, dayIn(month, dayOfMonth), stream.perDay);
  }
  for (const { charge, billedIn, dayOfMonth, amount } of allowances) {
    if (subAccounts[charge.account].source !== source || !isDue(billedIn)) continue;
    yield amountCharge(charge, month, dayIn(month, dayOfMonth), amount);
  }
}

function dayIn(month: BillingMonth, dayOfMonth: number): ChargePeriod {
  const day = addDays(month.start, dayOfMonth - 1);
  return { start: midnight(day), end: midnight(addDays(day, 1)) };
}
