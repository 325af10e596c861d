import { addDays, addMonths, type Day, dayNumber, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";

/** What anomalies are looked for in: usage alone. Purchases, tax, credits and corrections are no habits. */
const USAGE: readonly Filter[] = [
  { dimension: "ChargeCategory", operator: "in", values: ["Usage"] },
  { dimension: "ChargeClass", operator: "is_null", values: [] },
];
const METRIC = "EffectiveCost";
/** More history than this teaches nothing. */
const MONTHS_OF_HISTORY = 13;
/** With more combinations the finest dimension is left out. */
const MOST_LEAVES = 10_000;

/** What costs are read from, as of a day. */
export type Bill = Pick<SkillContext, "costs" | "today" | "completenessLagDays">;

/** The finest costs there are: one combination of values, null where charges have none. */
export interface DailyLeaf {
  readonly values: Readonly<Record<string, string | null>>;
  /** Money a day. */
  readonly costs: Float64Array;
}

/** A currency's costs day by day. */
export interface DailyCosts {
  readonly currency: string;
  readonly start: Day;
  /** How many days there are. */
  readonly days: number;
  /** How many of them, from the first, are complete. */
  readonly settled: number;
  readonly leaves: readonly DailyLeaf[];
}

/** The filters of a question and those that single out usage. */
export function usageFilters(filters: readonly Filter[]): readonly Filter[] {
  return [...USAGE, ...filters];
}

/** The dimensions that costs are told apart by, from the coarsest to the finest. */
function leafDimensions({ costs }: Bill): readonly string[] {
  const allocation = ["team", "environment"].filter((name) =>
    costs.allocationDimensions.includes(name),
  );
  return [...allocation, "ServiceProviderName", "SubAccountId", "ServiceName", "SkuMeter"];
}

/** The days that are looked at: all until yesterday, at most 13 months; null without data. */
export function daysOfInterest(context: Bill, filters: readonly Filter[]): Period | null {
  const { costs, today, completenessLagDays } = context;
  const { firstDay, sources } = costs.freshness(filters, today, completenessLagDays);
  if (firstDay === null) return null;
  const lastDay = sources.reduce((last, source) => later(last, source.lastDay), firstDay);
  const end = earlier(addDays(lastDay, 1), today);
  const start = later(firstDay, addMonths(end, -MONTHS_OF_HISTORY));
  return start < end ? { start, end } : null;
}

/** The costs of each currency, leaf by leaf; a charge longer than a day is spread over its days. */
export function readDailyCosts(
  context: Bill,
  filters: readonly Filter[],
  period: Period,
  dataThrough: Day,
): readonly DailyCosts[] {
  const change = context.costs.change({
    metric: METRIC,
    period,
    compare: { start: period.start, end: period.start },
    basis: "charge",
    filters: usageFilters(filters),
    dimensions: leafDimensions(context),
    mostLeaves: MOST_LEAVES,
  });
  const own = Int32Array.from({ length: change.leaves }, (_, leaf) => leaf);
  const daily = change.daily(own, change.leaves, period);
  const days = dayNumber(period.end) - dayNumber(period.start);
  const settled = Math.min(days, dayNumber(dataThrough) - dayNumber(period.start) + 1);
  return change.currencies.map(({ currency, numbers, table }) => ({
    currency,
    start: period.start,
    days,
    settled,
    leaves: [...numbers].map((number, row) => ({
      values: Object.fromEntries(
        table.dimensions.map(({ name, values, codes }) => [name, textOf(values[codes[row] ?? 0])]),
      ),
      costs: daily[number] ?? new Float64Array(days),
    })),
  }));
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
