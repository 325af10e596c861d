import { DAYS_PER_MONTH } from "#skills/recommendations/month-days";
import { addDays, type Day, type Period } from "#src/focus/day";
import { type CostQuery, type CostRow, type Filter, plainQuery } from "#src/store/cost-query";
import type { RuleContext, RuleFinding } from "./rule.ts";

/** Costs are reckoned from so many complete days. */
export const DAYS_OF_COST = 30;
/** What had no cost on the last so many complete days is over; some sources are a day later than others. */
const STILL_THERE_DAYS = 3;
const DIMENSIONS = ["ServiceProviderName", "SubAccountId", "ServiceName", "RegionId", "ResourceId"];

/** Usage alone: taxes, fees and corrections aren't saved by switching something off. */
const USAGE: readonly Filter[] = [
  { dimension: "ChargeCategory", operator: "in", values: ["Usage"] },
  { dimension: "ChargeClass", operator: "is_null", values: [] },
];

/** What is paid by use: what a commitment covers is paid for anyway. */
export const ON_DEMAND: Filter = is("PricingCategory", "Standard");
export const BY_THE_HOUR: Filter = contains("PricingUnit", "Hour");

/** Usage that is going on, of one thing, by whatever else a rule tells apart. */
export interface Line {
  readonly provider: string;
  readonly subAccountId: string | null;
  readonly serviceName: string | null;
  readonly regionId: string | null;
  readonly resourceId: string | null;
  /** Values of the rule's own dimensions, in their order. */
  readonly values: readonly (string | null)[];
  readonly currency: string;
  readonly monthlyCost: number;
}

/** Keeps charges that have one of these values. */
export function is(dimension: string, ...values: string[]): Filter {
  return isAnyOf(dimension, values);
}

/** Keeps charges that have one of these values, of which there may be very many. */
export function isAnyOf(dimension: string, values: readonly string[]): Filter {
  return { dimension, operator: "in", values };
}

/** Keeps charges that have one of these texts in a value. */
export function contains(dimension: string, ...values: string[]): Filter {
  return { dimension, operator: "contains", values };
}

/** The usage of the last 30 complete days that still goes on, by resource and the dimensions `by`. */
export function linesOf(
  { costs, days }: RuleContext,
  filters: readonly Filter[],
  by: readonly string[] = [],
): readonly Line[] {
  const { rows } = costs.query({
    ...usageQuery(days, filters),
    groupBy: [...DIMENSIONS, ...by],
    compare: { start: addDays(days.end, -STILL_THERE_DAYS), end: days.end },
  });
  return rows.flatMap((row) => ((row.previous ?? 0) > 0 ? [lineOf(row)] : []));
}

/** Costs day by day of the days before `end`, by the dimensions `by`; days without charges are 0. */
export function dailyCosts(
  { costs }: RuleContext,
  filters: readonly Filter[],
  by: readonly string[],
  period: Period,
): readonly Daily[] {
  const query = { ...usageQuery(period, filters), groupBy: by, granularity: "day" as const };
  const series = new Map<string, Daily & { costs: Map<Day, number> }>();
  for (const { keys, currency, bucket, value } of costs.query(query).rows) {
    const name = JSON.stringify([currency, ...keys]);
    const known = series.get(name) ?? { values: keys, currency, costs: new Map<Day, number>() };
    known.costs.set(bucket ?? "", value ?? 0);
    series.set(name, known);
  }
  return [...series.values()];
}

/** A series of daily costs; days without charges are absent. */
export interface Daily {
  readonly values: readonly (string | null)[];
  readonly currency: string;
  readonly costs: ReadonlyMap<Day, number>;
}

/** A query for the effective cost of usage. */
export function usageQuery(period: Period, filters: readonly Filter[]): CostQuery {
  return plainQuery(period, [...USAGE, ...filters]);
}

/** What the last 30 days come to in a month of 365/12 days. */
export function perMonth(costOfDays: number): number {
  return (costOfDays / DAYS_OF_COST) * DAYS_PER_MONTH;
}

/** The parts of a finding that say where it is; `kept` keeps its charges within its resource or account. */
export function placeOf(line: Line, ...kept: Filter[]): Omit<RuleFinding, Found> {
  const { resourceId, subAccountId, serviceName } = line;
  const own =
    resourceId === null
      ? [
          ...(subAccountId === null ? [] : [is("SubAccountId", subAccountId)]),
          ...(serviceName === null ? [] : [is("ServiceName", serviceName)]),
        ]
      : [is("ResourceId", resourceId)];
  const { provider, regionId, currency, monthlyCost } = line;
  return {
    filters: [...own, ...kept],
    thing: resourceId ?? [provider, subAccountId, serviceName, regionId].join("/"),
    covers: [],
    ...{ provider, subAccountId, serviceName, regionId, resourceId, currency, monthlyCost },
  };
}

type Found = "kind" | "action" | "reason" | "monthlySaving" | "risk";

function lineOf({ keys, currency, value }: CostRow): Line {
  const [provider, subAccountId, serviceName, regionId, resourceId, ...values] = keys;
  return {
    provider: provider ?? "",
    subAccountId: subAccountId ?? null,
    serviceName: serviceName ?? null,
    regionId: regionId ?? null,
    resourceId: resourceId ?? null,
    values,
    currency,
    monthlyCost: perMonth(value ?? 0),
  };
}
