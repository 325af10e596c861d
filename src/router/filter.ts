/** A condition on a dimension, as `filterSchema` takes it. */
export interface Filter {
  readonly dimension: string;
  readonly operator: "in" | "not_in" | "contains" | "not_contains" | "is_null" | "is_not_null";
  readonly values: string[];
}

/** Conditions on the same dimension with the same operator as one, in the order of the question. */
export function mergeFilters(filters: readonly Filter[]): Filter[] {
  const merged = new Map<string, Filter>();
  for (const filter of filters) {
    const key = `${filter.dimension} ${filter.operator}`;
    const values = [...(merged.get(key)?.values ?? []), ...filter.values];
    merged.set(key, { ...filter, values: [...new Set(values)] });
  }
  return [...merged.values()];
}
