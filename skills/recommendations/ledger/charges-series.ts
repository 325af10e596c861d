import { usageQuery } from "#skills/recommendations/rules/lines";
import type { SideFigures } from "#src/analytics/savings/other-causes";
import type { SavingSeries } from "#src/analytics/savings/saving";
import { addDays, type Day, dayNumber, daysIn, type Period } from "#src/focus/day";
import { chargesOf } from "#src/recommendations/charges";
import type { Recommendation } from "#src/recommendations/recommendation";
import type { Filter, Metric } from "#src/store/cost-query";
import type { Costs } from "#src/store/costs";

/** Where the saving is a lower price of the same usage. */
const BY_PRICE: readonly Recommendation["kind"][] = [
  "rightsize",
  "modernise",
  "move-architecture",
  "storage-class",
  "cheaper-model",
  "cache-prompts",
];
/** Where what is saved is a part of what the same usage costs without commitments. */
const BY_COMMITMENT: readonly Recommendation["kind"][] = ["buy-commitment"];
/** Comparable charges cost at least this share of what is measured, or they tell nothing. */
const LEAST_CONTROL = 0.5;

/** What is measured, in what. */
export interface Measuring {
  readonly costs: Costs;
  readonly recommendation: Recommendation;
  /** The days of the series, all of them complete. */
  readonly days: Period;
  /** Resources of which something else was done: they count for that, and are nothing to compare with. */
  readonly others: readonly string[];
}

/** Charges day by day, and those beside which they are seen. */
export interface ChargesSeries extends Omit<SavingSeries, "before" | "after"> {
  readonly first: Day;
  readonly listCosts: readonly (number | null)[];
  /** In one unit; null where there are several. */
  readonly quantities: readonly number[] | null;
  /** What commitments cover, at list prices. */
  readonly covered: readonly (number | null)[];
}

/** Reads the charges of a recommendation day by day; days for which the provider has no charges at all are null. */
export function chargesSeries(measuring: Measuring): ChargesSeries {
  const { costs, recommendation, days } = measuring;
  const filters = ownCharges(measuring);
  const has = new Set(
    costs
      .query({ ...dailyQuery(days, [provided(recommendation)]), groupBy: [] })
      .rows.map(({ bucket }) => bucket),
  );
  const daily = (kept: readonly Filter[], metric: Metric = "EffectiveCost") =>
    dailyValues(measuring, kept, metric, has);
  const own = daily(filters);
  const listCosts = daily(filters, "ListCost");
  const quantities = costs.dailyQuantities(filters, days)?.quantities ?? null;
  const control = controlOf(measuring, own, daily);
  return {
    first: days.start,
    firstDay: dayNumber(days.start),
    costs: own,
    usage: usageOf(recommendation, quantities, listCosts),
    control,
    listCosts,
    quantities,
    covered: daily([...filters, is("CommitmentDiscountStatus", ["Used"])], "ListCost"),
  };
}

/** What the days of a half-open stretch came to a day. */
export function sideFigures(
  series: ChargesSeries,
  { start, end }: { readonly start: number; readonly end: number },
): SideFigures {
  const perDay = (values: readonly (number | null)[]) => {
    const known = values.slice(start, end).filter((value) => value !== null);
    return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  };
  const listCost = perDay(series.listCosts);
  return {
    cost: perDay(series.costs),
    listCost: listCost > 0 ? listCost : null,
    usage: series.quantities === null ? null : perDay(series.quantities),
    covered: listCost > 0 ? perDay(series.covered) / listCost : 0,
    control: series.control === null ? null : perDay(series.control),
  };
}

/**
 * A recommendation's charges, less those of resources of which something else was done. What costs less by another
 * type or class is billed by another meter afterwards.
 */
function ownCharges({ recommendation, others }: Measuring): readonly Filter[] {
  const isRenamed = recommendation.resourceId !== null && BY_PRICE.includes(recommendation.kind);
  const filters = chargesOf(recommendation).filter(
    ({ dimension }) => !isRenamed || dimension !== "SkuMeter",
  );
  const isOfResource = filters.some(({ dimension }) => dimension === "ResourceId");
  return isOfResource || others.length === 0 ? filters : [...filters, without(others)];
}

/** The rest of the service in the account, else in all accounts. */
function controlOf(
  { recommendation, others }: Measuring,
  own: readonly (number | null)[],
  daily: (filters: readonly Filter[]) => readonly (number | null)[],
): readonly (number | null)[] | null {
  const { serviceName, subAccountId, resourceId } = recommendation;
  if (serviceName === null) return null;
  const service = [provided(recommendation), is("ServiceName", [serviceName])];
  const elsewhere = subAccountId === null ? [] : [outside("SubAccountId", [subAccountId])];
  const rest = without(resourceId === null ? others : [...others, resourceId]);
  const nearest =
    resourceId === null || subAccountId === null
      ? []
      : [[...service, is("SubAccountId", [subAccountId]), rest]];
  const candidates = [
    ...nearest,
    ...(elsewhere.length === 0 ? [] : [[...service, ...elsewhere, rest]]),
  ];
  const least = LEAST_CONTROL * total(own);
  return (
    candidates.map((filters) => daily(filters)).find((values) => total(values) > least) ?? null
  );
}

function usageOf(
  { kind }: Recommendation,
  quantities: readonly number[] | null,
  listCosts: readonly (number | null)[],
): readonly (number | null)[] | null {
  if (BY_PRICE.includes(kind)) return quantities;
  return BY_COMMITMENT.includes(kind) && total(listCosts) > 0 ? listCosts : null;
}

function dailyValues(
  { costs, recommendation: { currency }, days }: Measuring,
  filters: readonly Filter[],
  metric: Metric,
  has: ReadonlySet<string | null>,
): readonly (number | null)[] {
  const { rows } = costs.query({ ...dailyQuery(days, filters), metric });
  const values = new Map(
    rows.flatMap((row) =>
      row.currency === currency ? [[row.bucket, row.value ?? 0] as const] : [],
    ),
  );
  return Array.from({ length: daysIn(days) }, (_, at) => {
    const day = addDays(days.start, at);
    return values.get(day) ?? (has.has(day) ? 0 : null);
  });
}

function dailyQuery(days: Period, filters: readonly Filter[]) {
  return { ...usageQuery(days, filters), granularity: "day" as const };
}

function provided({ provider }: Recommendation): Filter {
  return is("ServiceProviderName", [provider]);
}

function is(dimension: string, values: readonly string[]): Filter {
  return { dimension, operator: "in", values };
}

function outside(dimension: string, values: readonly string[]): Filter {
  return { dimension, operator: "not_in", values };
}

function without(resourceIds: readonly string[]): Filter {
  return outside("ResourceId", resourceIds);
}

function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
