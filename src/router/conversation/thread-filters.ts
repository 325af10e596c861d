import { knownProviders, knownRegions, serviceReference } from "#src/router/entities/reference";
import type { Filter } from "#src/router/filter";
import { squash } from "#src/router/fold";
import type { References } from "./references.ts";

/**
 * The filters of the question before with what a follow-up says of them: a value of a dimension that is
 * filtered takes the place of the former ones, or comes beside them where it is added; an exclusion is added.
 */
export function changedFilters(
  before: readonly Filter[],
  said: readonly Filter[],
  references: Pick<References, "adds" | "frees" | "drops" | "includes">,
): Filter[] {
  const { adds, frees, drops, includes } = references;
  const start = drops.has("filters") ? [] : before;
  if (frees !== null)
    return without(start, frees === "named" ? dimensionsOf(said) : new Set([frees.dimension]));
  let filters = counted(start, includes);
  const named = said.filter(({ operator }) => operator !== "not_in");
  for (const filter of named) filters = adds ? added(filters, filter) : replaced(filters, filter);
  for (const filter of said.filter(({ operator }) => operator === "not_in"))
    filters = excluded(filters, filter);
  return filters;
}

function without(filters: readonly Filter[], dimensions: ReadonlySet<string>): Filter[] {
  return filters.filter(({ dimension }) => !dimensions.has(dimension));
}

function dimensionsOf(filters: readonly Filter[]): ReadonlySet<string> {
  return new Set(filters.map(({ dimension }) => dimension));
}

/** A category that is to count again is no longer left out. */
function counted(filters: readonly Filter[], categories: readonly string[]): Filter[] {
  return categories.length === 0
    ? [...filters]
    : withoutValues(filters, "ChargeCategory", categories);
}

function replaced(filters: readonly Filter[], filter: Filter): Filter[] {
  const at = filters.findIndex(({ dimension }) => dimension === filter.dimension);
  const kept = filters.map((one, index) => (index === at ? filter : one));
  const others = kept.filter(
    (one) => one === filter || (one.dimension !== filter.dimension && !contradict(one, filter)),
  );
  return at < 0 ? [...others, filter] : others;
}

/** What was left out counts again, what there was stays. */
function added(filters: readonly Filter[], filter: Filter): Filter[] {
  const { dimension, operator, values } = filter;
  const isExcluded = filters.some(
    (one) =>
      one.dimension === dimension &&
      one.operator === "not_in" &&
      values.every((value) => one.values.includes(value)),
  );
  if (isExcluded) return withoutValues(filters, dimension, values);
  const listed = filters.find((one) => one.dimension === dimension && one.operator === operator);
  if (listed === undefined) return replaced(filters, filter);
  const all = { ...filter, values: [...new Set([...listed.values, ...values])] };
  return filters.map((one) => (one === listed ? all : one));
}

/** Takes values out of a list of what is wanted, or puts them on one of what isn't. */
function excluded(filters: readonly Filter[], filter: Filter): Filter[] {
  const { dimension, values } = filter;
  const wanted = filters.find((one) => one.dimension === dimension && one.operator === "in");
  const left = wanted?.values.filter((value) => !values.includes(value)) ?? [];
  if (wanted !== undefined && left.length > 0)
    return filters.map((one) => (one === wanted ? { ...wanted, values: left } : one));
  if (wanted !== undefined) return replaced(filters, filter);
  const known = filters.find((one) => one.dimension === dimension && one.operator === "not_in");
  if (known === undefined) return [...filters, filter];
  const all = { ...filter, values: [...new Set([...known.values, ...values])] };
  return filters.map((one) => (one === known ? all : one));
}

function withoutValues(
  filters: readonly Filter[],
  dimension: string,
  values: readonly string[],
): Filter[] {
  return filters.flatMap((one) => {
    if (one.dimension !== dimension || one.operator !== "not_in") return [one];
    const left = one.values.filter((value) => !values.includes(value));
    return left.length === 0 ? [] : [{ ...one, values: left }];
  });
}

/** "What about Azure?" after EC2: a service or a region of another provider is none of its. */
function contradict(former: Filter, latter: Filter): boolean {
  if (former.operator !== "in" || latter.operator !== "in") return false;
  if ((former.dimension === PROVIDER) === (latter.dimension === PROVIDER)) return false;
  const [left, right] = [providersOf(former), providersOf(latter)];
  return left.size > 0 && right.size > 0 && ![...left].some((provider) => right.has(provider));
}

const PROVIDER = "ServiceProviderName";

/** The providers that a filter's values are known to belong to; empty where one isn't known. */
function providersOf({ dimension, values }: Filter): ReadonlySet<string> {
  const providers = values.map((value) => providersOfValue(dimension, value));
  return new Set(providers.some(({ length }) => length === 0) ? [] : providers.flat());
}

function providersOfValue(dimension: string, value: string): string[] {
  const key = squash(value);
  const isNamed = (names: readonly string[]) => names.some((name) => squash(name) === key);
  if (dimension === PROVIDER)
    return knownProviders
      .filter(({ name, spellings }) => isNamed([name, ...spellings]))
      .map(({ name }) => name);
  if (dimension === "ServiceName")
    return serviceReference.services
      .filter(({ names }) => isNamed(names))
      .map(({ provider }) => provider);
  if (dimension !== "RegionId") return [];
  return knownRegions.filter(({ id }) => isNamed([id])).map(({ provider }) => provider);
}
