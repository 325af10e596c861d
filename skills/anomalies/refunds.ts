import type { SliceAnomaly } from "#src/analytics/anomalies/merge-nested";
import { addDays, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { type Filter, plainQuery } from "#src/store/cost-query";
import { type DailyCosts, usageFilters } from "./daily-costs.ts";
import { sliceFilters } from "./found-anomaly.ts";

/** A drop that lasts longer isn't a refund. */
const LONGEST_DAYS = 5;
/** From this share of the drop on, it is the refund that reads as one. */
const EXPLAINS = 0.5;
/** What tells a refund from the usage that it is for. */
const FINEST = ["ResourceId", "SkuId", "ChargeDescription"];

/** Whether a drop is only money that was given back: negative usage charges. */
export function isRefund(
  context: SkillContext,
  filters: readonly Filter[],
  costs: DailyCosts,
  { slice, anomaly }: SliceAnomaly,
): boolean {
  const { start, end, direction, impact } = anomaly;
  if (direction === "up" || end - start >= LONGEST_DAYS) return false;
  const period = { start: addDays(costs.start, start), end: addDays(costs.start, end + 1) };
  const back = givenBack(context, [...filters, ...sliceFilters(slice)], period, costs.currency);
  return back / impact >= EXPLAINS;
}

function givenBack(
  { costs }: SkillContext,
  filters: readonly Filter[],
  period: Period,
  currency: string,
): number {
  const { rows } = costs.query({
    ...plainQuery(period, usageFilters(filters)),
    thresholds: [{ operator: "lt", value: 0 }],
    groupBy: FINEST,
    granularity: "day",
    order: { by: "amount", direction: "ascending" },
  });
  return rows
    .filter((row) => row.currency === currency)
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
}
