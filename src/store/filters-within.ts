import { type Filter, keepsValue } from "./cost-query.ts";

/** Whether charges that some filters keep are certain to be kept by others, too; by the filters alone. */
export function liesWithin(filters: readonly Filter[], within: readonly Filter[]): boolean {
  return within.every((outer) => filters.some((inner) => isWithin(inner, outer)));
}

/** Whether no charge can be kept by all of some filters and by all of others; by the filters alone. */
export function areApart(some: readonly Filter[], others: readonly Filter[]): boolean {
  return some.some((one) => others.some((other) => excludes(one, other) || excludes(other, one)));
}

function isWithin(inner: Filter, outer: Filter): boolean {
  if (inner.dimension !== outer.dimension) return false;
  if (inner.operator === "in") return inner.values.every((value) => keepsValue(outer, value));
  if (inner.operator === "is_null") return keepsValue(outer, null);
  if (inner.operator !== outer.operator) return false;
  const isAnyOf = outer.operator === "contains";
  const [less, more] = isAnyOf ? [inner, outer] : [outer, inner];
  return less.values.every((value) => more.values.includes(value));
}

/** Whether all values that one filter keeps are listed, and the other keeps none of them. */
function excludes(listing: Filter, other: Filter): boolean {
  if (listing.dimension !== other.dimension) return false;
  if (listing.operator === "is_null") return !keepsValue(other, null);
  return listing.operator === "in" && listing.values.every((value) => !keepsValue(other, value));
}
