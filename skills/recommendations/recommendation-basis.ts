import { addDays, type Period } from "#src/focus/day";
import { chargesOf } from "#src/recommendations/charges";
import type { SkillContext } from "#src/skill";
import { type Filter, plainQuery } from "#src/store/cost-query";
import type { SeenRecommendation } from "./seen-recommendation.ts";

/** Costs beside recommendations are those of so many complete days. */
const DAYS_OF_COST = 30;

/** The complete days whose costs stand beside recommendations; null without data. */
export function daysOfCost({ costs, today, completenessLagDays }: SkillContext): Period | null {
  const { dataThrough } = costs.freshness([], today, completenessLagDays);
  if (dataThrough === null) return null;
  const end = addDays(dataThrough, 1);
  return { start: addDays(end, -DAYS_OF_COST), end };
}

/** The ids of resources that recommendations are about whose charges some filters keep. */
export function resourcesKept(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
  filters: readonly Filter[],
): ReadonlySet<string> {
  const period = daysOfCost(context);
  const ids = resourceIds(seen);
  if (period === null || ids.length === 0) return new Set();
  const own: Filter = { dimension: "ResourceId", operator: "in", values: ids };
  const query = { ...plainQuery(period, [...filters, own]), groupBy: ["ResourceId"] };
  return new Set(context.costs.query(query).rows.flatMap(({ keys: [id] }) => id ?? []));
}

/** What the charges of recommendations cost, and the query that says so. */
export interface ChargesCost {
  readonly period: Period | null;
  readonly filters: readonly Filter[];
  readonly totals: readonly { readonly currency: string; readonly value: number | null }[];
  readonly query: string;
  readonly rows: number;
}

/** The cost of a recommendation's charges, or of all resources that several are about. */
export function costOfCharges(
  context: SkillContext,
  seen: readonly SeenRecommendation[],
): ChargesCost {
  const period = daysOfCost(context);
  const filters = filtersOf(seen);
  if (period === null || filters.length === 0) {
    return { period, filters, totals: [], query: "", rows: 0 };
  }
  const { totals, sql, charges } = context.costs.query(plainQuery(period, filters));
  return { period, filters, totals, query: sql, rows: charges };
}

function filtersOf(seen: readonly SeenRecommendation[]): readonly Filter[] {
  const [only] = seen;
  if (only !== undefined && seen.length === 1) return chargesOf(only.recommendation);
  const ids = resourceIds(seen);
  return ids.length === 0 ? [] : [{ dimension: "ResourceId", operator: "in", values: ids }];
}

/** The resources that recommendations are about, each once. */
export function resourceIds(seen: readonly SeenRecommendation[]): string[] {
  return [...new Set(seen.flatMap(({ recommendation }) => recommendation.resourceId ?? []))];
}
