import type { SourceName } from "./accounts.ts";
import { awsSkus } from "./aws-skus.ts";
import { calendarDays } from "./calendar-day.ts";
import { type BillingMonth, subscriptionCharge } from "./charges.ts";
import type { Cells } from "./columns.ts";
import { googleCredit } from "./credits.ts";
import { plannedCost } from "./planned-cost.ts";
import { saasSkus } from "./saas-skus.ts";
import { type Line, streamsOf } from "./stream.ts";
import { usageStreamsOf } from "./streams.ts";
import { salesTax } from "./taxes.ts";

const untagged = { tags: "none" } as const;

/** Fees of a calendar month; their amount is the month's quantity, not a day's. */
const feeLines: readonly Line[] = [
  ["aws-shared", "observability", awsSkus.datadogPlatform, 1, 1, "steady"],
  ["atlas-payments", "fraud-scoring", saasSkus.atlasSubscription, 1, 1, "steady"],
  ["openai-support", "corporate-it", saasSkus.chatGptSeats, 1, 140, "steady"],
  ["anthropic-code", "ci-runners", saasSkus.claudeSeats, 1, 96, "steady"],
];

const feeStreams = streamsOf(feeLines);
const supportStreams = streamsOf([
  ["aws-shared", "corporate-it", awsSkus.support, 1, 1, "steady", untagged],
]);

/** The charges whose period is the whole month, open or closed; they stand at its beginning. */
export function* monthlyCharges(source: SourceName, month: BillingMonth): Generator<Cells> {
  for (const stream of feeStreams) {
    if (stream.source === source) yield subscriptionCharge(stream, month, stream.perDay);
  }
  if (source === "gcp") yield googleCredit(month);
  if (source !== "aws") return;
  for (const stream of supportStreams) {
    yield subscriptionCharge(stream, month, 1, supportFee(ordinaryCost(month)));
  }
  for (const stream of feeStreams) {
    if (stream.source === "aws") yield salesTax(stream, month);
  }
}

/** AWS Business support: the share of each further part of the month's cost. */
const supportTiers = [
  { upTo: 10_000, share: 0.1 },
  { upTo: 80_000, share: 0.07 },
  { upTo: 250_000, share: 0.05 },
  { upTo: Number.POSITIVE_INFINITY, share: 0.03 },
] as const;

function supportFee(cost: number): number {
  let fee = 0;
  let from = 0;
  for (const { upTo, share } of supportTiers) {
    fee += Math.max(0, Math.min(cost, upTo) - from) * share;
    from = upTo;
  }
  return Math.round(fee * 100) / 100;
}

/** What AWS's own services cost in an ordinary month: no chance, no events, no commitments. */
function ordinaryCost(month: BillingMonth): number {
  const streams = usageStreamsOf("aws").filter(({ sku }) => sku.service.provider === "AWS");
  return plannedCost(streams, calendarDays(month.start, month.end));
}
