import { z } from "zod";
import type { filterSchema } from "#src/cost-question";
import {
  focusBillingAccount,
  focusRegion,
  focusServiceName,
  focusSubscription,
  isServiceOfExports,
} from "#src/sources/azure/focus-names";

type Filter = z.infer<typeof filterSchema>;

const comparisonSchema = z.object({ name: z.string(), values: z.array(z.string()) });
const expressionSchema = z.object({
  dimensions: comparisonSchema.nullish(),
  tags: comparisonSchema.nullish(),
});

/** The filter of a budget, as Azure states it. */
export const budgetFilterSchema = expressionSchema.extend({
  and: z.array(expressionSchema).nullish(),
  not: expressionSchema.nullish(),
});

type BudgetFilter = z.infer<typeof budgetFilterSchema>;

/** One thing that a budget's charges must be, or mustn't. */
interface Condition {
  readonly dimension: string;
  readonly isTag: boolean;
  readonly isNegated: boolean;
  readonly values: readonly string[];
}

/** The charges that a budget is for; `filters` is null where our dimensions can't say it. */
export interface BudgetCharges {
  readonly filters: Filter[] | null;
  readonly scope: string;
}

/** Azure's dimensions that charges have too, and their values as charges have them; null for one they haven't. */
const DIMENSIONS: Readonly<
  Record<string, { readonly column: string; valueOf(value: string): string | null }>
> = {
  subscriptionid: { column: "SubAccountId", valueOf: focusSubscription },
  resourceid: { column: "ResourceId", valueOf: (value) => value.toLowerCase() },
  resourcelocation: { column: "RegionId", valueOf: (value) => focusRegion(value).id },
  servicename: {
    column: "ServiceName",
    valueOf: (value) => (isServiceOfExports(value) ? focusServiceName(value) : null),
  },
};

/** What a budget of a scope is for, in filters and in words. */
export function budgetCharges(
  scope: string,
  filter: BudgetFilter | null | undefined,
): BudgetCharges {
  const conditions = filter ? conditionsOf(filter) : [];
  const own = conditions.map(filterOf);
  const all = [scopeFilter(scope), ...own].filter((condition) => condition !== null);
  const isSaid = all.length === own.length + 1;
  return { filters: isSaid ? all : null, scope: [scope, ...conditions.map(wordsOf)].join("; ") };
}

function conditionsOf({ and, not, dimensions, tags }: BudgetFilter): Condition[] {
  return [
    ...expressionConditions({ dimensions, tags }, false),
    ...(and ?? []).flatMap((expression) => expressionConditions(expression, false)),
    ...(not ? expressionConditions(not, true) : []),
  ];
}

function expressionConditions(
  { dimensions, tags }: z.infer<typeof expressionSchema>,
  isNegated: boolean,
): Condition[] {
  const condition = ({ name, values }: z.infer<typeof comparisonSchema>, isTag: boolean) => ({
    dimension: name,
    isTag,
    isNegated,
    values,
  });
  return [
    ...(dimensions ? [condition(dimensions, false)] : []),
    ...(tags ? [condition(tags, true)] : []),
  ];
}

function filterOf({ dimension, isTag, isNegated, values }: Condition): Filter | null {
  const operator = isNegated ? "not_in" : "in";
  if (isTag) return { dimension: `tag:${dimension}`, operator, values: [...values] };
  const known = DIMENSIONS[dimension.toLowerCase()];
  const named = values.map((value) => known?.valueOf(value) ?? null);
  const said = named.filter((value) => value !== null);
  if (known === undefined || said.length < values.length) return null;
  return { dimension: known.column, operator, values: said };
}

function scopeFilter(scope: string): Filter | null {
  if (/^\/subscriptions\/[^/]+$/i.test(scope)) {
    return { dimension: "SubAccountId", operator: "in", values: [focusSubscription(scope)] };
  }
  return focusBillingAccount(scope) === scope
    ? { dimension: "BillingAccountId", operator: "in", values: [scope] }
    : null;
}

function wordsOf({ dimension, isTag, isNegated, values }: Condition): string {
  const name = isTag ? `the tag ${dimension}` : dimension;
  return `${name} ${isNegated ? "isn't" : "is"} ${values.join(" or ")}`;
}
