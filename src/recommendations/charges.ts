import { type Filter, keepsValue } from "#src/store/cost-query";
import type { Recommendation } from "./recommendation.ts";

/** The dimensions by which a recommendation's charges are known besides its filters. */
const STATED_DIMENSIONS = {
  ServiceProviderName: "provider",
  SubAccountId: "subAccountId",
  SubAccountName: "subAccountName",
  ServiceName: "serviceName",
  RegionId: "regionId",
  ResourceId: "resourceId",
  ResourceName: "resourceName",
  team: "team",
  environment: "environment",
} as const;

/** The charges that a recommendation is about, as far as it says. */
export function statedFilters(recommendation: Recommendation): readonly Filter[] {
  const stated = Object.entries(STATED_DIMENSIONS).flatMap(([dimension, field]): Filter[] => {
    const value = recommendation[field];
    return value === null ? [] : [{ dimension, operator: "in", values: [value] }];
  });
  return [...recommendation.filters, ...stated];
}

/** The fewest filters that leave a recommendation's charges: its own, else its resource's. */
export function chargesOf(recommendation: Recommendation): readonly Filter[] {
  const { filters, resourceId } = recommendation;
  if (filters.length > 0) return filters;
  if (resourceId === null) return statedFilters(recommendation);
  return [{ dimension: "ResourceId", operator: "in", values: [resourceId] }];
}

/** Whether a recommendation is about charges that all filters keep, as far as it says what it is about. */
export function isAbout(recommendation: Recommendation, filters: readonly Filter[]): boolean {
  return filters.every((filter) => {
    const own = recommendation.filters.find(
      ({ dimension, operator }) => dimension === filter.dimension && operator === "in",
    );
    if (own !== undefined) return own.values.some((value) => keepsValue(filter, value));
    return keepsValue(filter, statedValue(recommendation, filter.dimension));
  });
}

/** Whether a recommendation says what it has in a dimension; else only the bill can tell. */
export function states(dimension: string): boolean {
  return dimension in STATED_DIMENSIONS;
}

/** What a recommendation has in a dimension; null where it has nothing there or doesn't say. */
export function statedValue(recommendation: Recommendation, dimension: string): string | null {
  const field = (STATED_DIMENSIONS as Readonly<Record<string, keyof Recommendation>>)[dimension];
  const value = field === undefined ? null : recommendation[field];
  return typeof value === "string" ? value : null;
}
