import { z } from "zod";
import { addDays, addMonths, type Day, type Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import type { CommitmentUsage } from "#src/provider-items";
import {
  amountOf,
  type CostQueries,
  type CostRow,
  dayOf,
  queryCosts,
} from "#src/sources/azure/cost-query";
import { presentValue } from "#src/sources/azure/focus-names";
import { type ManagementApi, problemOf } from "#src/sources/azure/management-api";
import { CallError } from "#src/sources/calls/call-error";
import { portalAddress } from "./portal.ts";

const SUMMARIES_VERSION = "2025-03-01";

const summarySchema = z.object({
  properties: z.object({
    benefitId: z.string(),
    usageDate: z.string(),
    avgUtilizationPercentage: z.number(),
  }),
});

/** What a commitment cost in a month, by whether it was used. */
interface CommitmentCost {
  readonly id: string;
  readonly month: Day;
  readonly currency: string;
  readonly used: ExactSum;
  readonly unused: ExactSum;
}

/** Uses of commitments, and which part couldn't be read. */
export interface CommitmentUses {
  readonly items: CommitmentUsage[];
  readonly problems: string[];
}

/**
 * How the commitments of a billing scope are used in this month and the one before. Azure states the share for
 * savings plans, and no money: that is what their amortised costs are, used and unused.
 * @param today UTC
 * @throws CallError, SourceError, NotYetError
 */
export async function readCommitmentUsage(
  queries: CostQueries,
  scope: string,
  today: Day,
): Promise<CommitmentUses> {
  const period = { start: addMonths(today, -1), end: addDays(today, 1) };
  const rows = await queryCosts(queries, {
    scope,
    type: "AmortizedCost",
    granularity: "Monthly",
    period,
    grouping: ["BenefitId", "ChargeType"],
    filter: {
      dimensions: { name: "PricingModel", operator: "In", values: ["Reservation", "SavingsPlan"] },
    },
  });
  let shares: ReadonlyMap<string, number> = new Map();
  const problem = await problemOf(async () => {
    shares = await readStatedShares(queries.api, scope, period);
  });
  const items = costsByCommitment(rows).flatMap((cost) => usageOf(cost, shares, period.end));
  return { items, problems: problem === null ? [] : [problem] };
}

/**
 * The shares that Azure states, by savings plan and month; none where it doesn't at this scope.
 * @throws CallError, SourceError
 */
export async function readStatedShares(
  api: ManagementApi,
  scope: string,
  { start, end }: Period,
): Promise<Map<string, number>> {
  const last = addDays(end, -1);
  const filter = `properties/usageDate ge ${start} and properties/usageDate le ${last}`;
  const path = `${scope}/providers/Microsoft.CostManagement/benefitUtilizationSummaries?api-version=${SUMMARIES_VERSION}&grainParameter=Monthly&filter=${encodeURIComponent(filter)}`;
  let listed: unknown[] = [];
  try {
    listed = await api.list(`Listing how savings plans of ${scope} are used`, path);
  } catch (error) {
    const isNotOffered =
      error instanceof CallError && ["refused", "missing"].includes(error.failure);
    // The shares of the money are as good.
    if (!isNotOffered) throw error;
  }
  return new Map(
    listed.flatMap((item) => {
      const parsed = summarySchema.safeParse(item);
      if (!parsed.success) return [];
      const { benefitId, usageDate, avgUtilizationPercentage } = parsed.data.properties;
      return [[shareKey(benefitId, usageDate), avgUtilizationPercentage / 100] as const];
    }),
  );
}

function costsByCommitment(rows: readonly CostRow[]): CommitmentCost[] {
  const costs = new Map<string, CommitmentCost>();
  for (const row of rows) {
    const id = presentValue(row["benefitid"]);
    const currency = presentValue(row["currency"]);
    if (id === null || currency === null) continue;
    const month = addMonths(dayOf(row), 0);
    const key = JSON.stringify([id.toLowerCase(), month, currency]);
    const cost = costs.get(key) ?? {
      ...{ id, month, currency },
      used: new ExactSum(),
      unused: new ExactSum(),
    };
    costs.set(key, cost);
    const isUnused = /^unused/i.test(presentValue(row["chargetype"]) ?? "");
    (isUnused ? cost.unused : cost.used).add(amountOf(row));
  }
  return [...costs.values()];
}

function usageOf(
  { id, month, currency, used, unused }: CommitmentCost,
  shares: ReadonlyMap<string, number>,
  readTo: Day,
): CommitmentUsage[] {
  const committed = used.value + unused.value;
  if (committed <= 0) return [];
  const stated = shares.get(shareKey(id, month));
  const isSavingsPlan = stated !== undefined || /microsoft\.billingbenefits/i.test(id);
  const end = addMonths(month, 1);
  return [
    {
      id: `${id.toLowerCase()}/${month.slice(0, 7)}`,
      provider: "Microsoft",
      url: portalAddress(isSavingsPlan ? "savingsPlans" : "reservations"),
      kind: isSavingsPlan ? "savings-plan" : "reservation",
      start: month,
      end: end < readTo ? end : readTo,
      commitmentDiscountId: id,
      currency,
      utilisation: stated ?? Math.max(0, used.value / committed),
      committed,
      used: used.value,
      onDemandCost: null,
      expires: null,
    },
  ];
}

/** Ids come with and without the path that they end. */
function shareKey(benefitId: string, day: string): string {
  const name = benefitId.slice(benefitId.lastIndexOf("/") + 1).toLowerCase();
  return `${name} ${day.slice(0, 7)}`;
}
