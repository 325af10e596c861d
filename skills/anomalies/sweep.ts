import type { Day, Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import { type CostResult, type Filter, plainQuery } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";
import { type DailyCosts, daysOfInterest, readDailyCosts, usageFilters } from "./daily-costs.ts";
import { type Findings, findAnomalies } from "./find-anomalies.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";

/** All anomalies of somebody's bill on a day, with the costs that they were found in. */
export interface Sweep {
  readonly period: Period;
  readonly dataThrough: Day;
  readonly costs: readonly DailyCosts[];
  /** The largest impact first within each currency. */
  readonly anomalies: readonly FoundAnomaly[];
  /** By currency, from what on they are told and what a month of all usage costs. */
  readonly scales: readonly CurrencyScale[];
  /** The first days of drops that are only refunds. */
  readonly refunds: readonly Day[];
  /** The daily usage that was judged, as a query. */
  readonly basis: { readonly query: string; readonly rows: number };
}

/** What amounts of a currency are measured by. */
export type CurrencyScale = Pick<Findings, "told" | "monthlyCost">;

/** The sweeps that one view of the bill has had, while its charges and the day stayed the same. */
interface Kept {
  readonly bill: string;
  readonly sweeps: Map<string, Sweep | null>;
}

const KEPT = new WeakMap<Costs, Kept>();
/** Questions with other filters than the last few are looked into again. */
const MOST_KEPT = 8;

/** The anomalies in the charges that all filters keep; null without data. Asked again it is at hand. */
export function sweepFor(context: SkillContext, filters: readonly Filter[]): Sweep | null {
  const bill = billOf(context);
  let kept = KEPT.get(context.costs);
  if (kept?.bill !== bill) {
    kept = { bill, sweeps: new Map() };
    KEPT.set(context.costs, kept);
  }
  const name = JSON.stringify(filters);
  const known = kept.sweeps.get(name);
  if (known !== undefined) return known;
  const sweep = sweepOver(context, filters);
  const [oldest] = kept.sweeps.keys();
  if (kept.sweeps.size >= MOST_KEPT && oldest !== undefined) kept.sweeps.delete(oldest);
  kept.sweeps.set(name, sweep);
  return sweep;
}

function sweepOver(context: SkillContext, filters: readonly Filter[]): Sweep | null {
  const { dataThrough } = context.costs.freshness(
    filters,
    context.today,
    context.completenessLagDays,
  );
  const period = daysOfInterest(context, filters);
  if (period === null || dataThrough === null) return null;
  const costs = readDailyCosts(context, filters, period, dataThrough);
  if (costs.length === 0) return null;
  const findings = costs.map((one) => findAnomalies(context, filters, one));
  const { sql, charges } = usageByDay(context, filters, period);
  return {
    period,
    dataThrough,
    costs,
    anomalies: findings.flatMap(({ anomalies }) => anomalies),
    scales: findings.map(({ told, monthlyCost }) => ({ told, monthlyCost })),
    refunds: [...new Set(findings.flatMap(({ refunds }) => refunds))].sort(),
    basis: { query: sql, rows: charges },
  };
}

/** What sweeps rest on: the day, and the bill as it was loaded. */
function billOf({ costs, today, completenessLagDays }: SkillContext): string {
  return [today, completenessLagDays, costs.generation].join(" ");
}

function usageByDay(
  { costs }: SkillContext,
  filters: readonly Filter[],
  period: Period,
): CostResult {
  return costs.query({ ...plainQuery(period, usageFilters(filters)), granularity: "day" });
}
