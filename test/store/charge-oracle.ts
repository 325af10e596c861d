import fc from "fast-check";
import type { Filter } from "#src/store/cost-query";
import type { Limits } from "#src/store/scope";

/** A charge's values by dimension; null, or absent, where it has none. */
export type Charge = Readonly<Record<string, string | null>>;

/** Whether all filters keep a charge, by the words of docs alone. */
export function isKept(charge: Charge, filters: readonly Filter[]): boolean {
  return filters.every(({ dimension, operator, values }) => {
    const value = charge[dimension] ?? null;
    const has = (part: string) => value?.toLowerCase().includes(part.toLowerCase()) === true;
    if (operator === "in") return value !== null && values.includes(value);
    if (operator === "not_in") return value === null || !values.includes(value);
    if (operator === "contains") return values.some(has);
    if (operator === "not_contains") return !values.some(has);
    return (value === null) === (operator === "is_null");
  });
}

/** Whether a charge is allowed and not denied. */
export function isSeen(charge: Charge, { allowed, denied }: Limits): boolean {
  const isKeptBy = (filters: readonly Filter[]) => isKept(charge, filters);
  return allowed.some(isKeptBy) && !denied.some(isKeptBy);
}

/** Charges, filters and limits over the same few values, so that they meet often. */
export function scopeArbitraries(values: Readonly<Record<string, readonly string[]>>) {
  const someValue = (dimension: string) => fc.constantFrom(...(values[dimension] ?? []));
  const charge: fc.Arbitrary<Charge> = fc.record(
    Object.fromEntries(
      Object.keys(values).map((dimension) => [dimension, fc.option(someValue(dimension))]),
    ),
  );
  const filter: fc.Arbitrary<Filter> = fc.constantFrom(...Object.keys(values)).chain((dimension) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          dimension: fc.constant(dimension),
          operator: fc.constantFrom("in", "in", "not_in", "contains", "not_contains"),
          values: fc.uniqueArray(someValue(dimension), { minLength: 1, maxLength: 3 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          dimension: fc.constant(dimension),
          operator: fc.constantFrom("is_null", "is_not_null"),
          values: fc.constant([]),
        }),
      },
    ),
  );
  const filters = fc.array(filter, { maxLength: 3 });
  const someFilters = fc.array(filter, { minLength: 1, maxLength: 2 });
  const limits: fc.Arbitrary<Limits> = fc.record({
    allowed: fc.oneof(
      { weight: 4, arbitrary: fc.array(someFilters, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constantFrom([[]], []) },
    ),
    denied: fc.array(someFilters, { maxLength: 2 }),
  });
  return { charge, filter, filters, limits };
}
