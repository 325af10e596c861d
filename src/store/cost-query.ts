import type { Period } from "#src/focus/day";
import type { Granularity } from "#src/focus/granularity";
import type { CostColumn } from "./charge-columns.ts";

/** The FOCUS cost column that a question is about. */
export type Metric = CostColumn;

/** `charge` places a charge by ChargePeriodStart, `billing` by BillingPeriodStart. */
export type PeriodBasis = "charge" | "billing";

/** Keeps charges by a dimension. `not_in` and `not_contains` keep charges that have no value there. */
export interface Filter {
  readonly dimension: string;
  readonly operator: "in" | "not_in" | "contains" | "not_contains" | "is_null" | "is_not_null";
  readonly values: readonly string[];
}

/** Whether a filter keeps a value; null is "no value". */
export function keepsValue(filter: Filter, value: string | null): boolean {
  return keeperOf(filter)(value);
}

/** The same for many values, of which and against which there may be thousands. */
export function keeperOf({ operator, values }: Filter): (value: string | null) => boolean {
  const listed = new Set<string | null>(values);
  const parts = values.map((part) => part.toLowerCase());
  const contains = (value: string) => parts.some((part) => value.toLowerCase().includes(part));
  switch (operator) {
    case "in":
      return (value) => listed.has(value);
    case "not_in":
      return (value) => !listed.has(value);
    case "contains":
      return (value) => value !== null && contains(value);
    case "not_contains":
      return (value) => value === null || !contains(value);
    case "is_null":
      return (value) => value === null;
    case "is_not_null":
      return (value) => value !== null;
  }
}

/** Keeps the groups whose amount (in their currency) compares so. */
export interface Threshold {
  readonly operator: "gt" | "gte" | "lt" | "lte";
  readonly value: number;
}

/** What groups are ranked by: their amount, or its change against the compared period. */
export interface Order {
  readonly by: "amount" | "delta" | "percent";
  readonly direction: "descending" | "ascending";
}

/** The one typed question that the store answers. All filters must hold. */
export interface CostQuery {
  readonly metric: Metric;
  readonly period: Period;
  readonly basis: PeriodBasis;
  readonly filters: readonly Filter[];
  readonly thresholds: readonly Threshold[];
  /** FOCUS columns, `tag:key`, or allocation dimensions. */
  readonly groupBy: readonly string[];
  readonly granularity: Granularity | null;
  readonly order: Order;
  /** Keep the first N groups; groups without a value are not ranked then. */
  readonly limit: number | null;
  /** Dimensions of `groupBy` within whose values the N are ranked; absent or empty ranks all groups together. */
  readonly limitPer?: readonly string[];
  /** Another period, whose amounts become `previous`. */
  readonly compare: Period | null;
}

/** A query for the effective cost of a period's charges, whole; to be changed where more is asked. */
export function plainQuery(period: Period, filters: readonly Filter[]): CostQuery {
  return {
    metric: "EffectiveCost",
    period,
    basis: "charge",
    filters,
    thresholds: [],
    groupBy: [],
    granularity: null,
    order: { by: "amount", direction: "descending" },
    limit: null,
    compare: null,
  };
}

/** The sum of one currency. `value` is null where no charge states the metric. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly value: number | null;
  /** The sum of what is charged, before credits and refunds. */
  readonly gross: number;
  /** The sum of credits and refunds: 0 or less. */
  readonly credits: number;
}

/** One group, in one bucket of time and one currency. */
export interface CostRow {
  /** Values of the groupBy dimensions, in their order; null where a charge has none. */
  readonly keys: readonly (string | null)[];
  /** First day of the bucket, or an hour `2026-10-05T14:00:00Z`; null without granularity. */
  readonly bucket: string | null;
  readonly currency: string;
  readonly value: number | null;
  /** The compared period's amount; null without one or without charges in it. */
  readonly previous: number | null;
}

/** What is known to be odd about the charges that were read. */
export interface TouchedFinding {
  readonly kind: string;
  readonly charges: number;
}

export interface CostResult {
  readonly totals: readonly CurrencyTotal[];
  readonly previousTotals: readonly CurrencyTotal[];
  readonly rows: readonly CostRow[];
  /** How many charges were added up, the compared period's included. */
  readonly charges: number;
  /**
   * By currency, what a daily series holds less or more than the period's total, because charges
   * longer than a day are spread over their days there. Empty where nothing differs.
   */
  readonly spreadDifference: readonly { readonly currency: string; readonly value: number }[];
  readonly findings: readonly TouchedFinding[];
  /** SQL over the view `focus` that gives the same numbers. */
  readonly sql: string;
}
