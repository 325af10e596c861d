import { changeDrivers } from "#src/analytics/explain/change-drivers";
import type { Cause, Explanation } from "#src/analytics/explain/explanation";
import { addDays, daysIn, type Period } from "#src/focus/day";
import type { SkillContext } from "#src/skill";
import type { CostRow, Filter } from "#src/store/cost-query";
import { type DailyCosts, usageFilters } from "./daily-costs.ts";
import type { FoundAnomaly } from "./found-anomaly.ts";
import { sliceFilters } from "./refunds.ts";
import { changeIn, isPartOf } from "./slice-series.ts";

/** From the coarsest to the finest. */
const DIMENSIONS = [
  "ServiceProviderName",
  "RegionId",
  "SubAccountId",
  "ServiceName",
  "SkuMeter",
  "ResourceId",
];
const MOST_LEAVES = 5_000;
/** A cause that has this share of the change stands for the anomaly. */
const EXPLAINS = 0.8;
const MOST_RESOURCES = 5;
const DAYS_PER_WEEK = 7;
/** Who has this share of an anomaly's change owns it. */
const OWNS = 0.8;

/** The same number of days whole weeks before, so that weekdays fall on weekdays. */
function daysBefore({ start, end }: Period): Period {
  const days = daysIn({ start, end });
  const back = Math.ceil(days / DAYS_PER_WEEK) * DAYS_PER_WEEK;
  return { start: addDays(start, -back), end: addDays(end, -back) };
}

/** What drove an anomaly, and the days that it is measured against. */
interface Drivers {
  readonly explanation: Explanation | null;
  readonly comparedWith: Period;
}

const KNOWN = new WeakMap<FoundAnomaly, Drivers>();

/** What drove an anomaly, against days before it, in parts that add up to the change; null without charges. */
export function driversOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): Drivers {
  const known = KNOWN.get(found);
  if (known !== undefined) return known;
  const drivers = findDrivers(context, filters, found);
  KNOWN.set(found, drivers);
  return drivers;
}

/** The part of its slice that has nearly all of an anomaly's change; null where none has, or no value names it. */
export function mainCause(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): Cause | null {
  const [cause] = driversOf(context, filters, found).explanation?.causes ?? [];
  const isNamed = Object.values(cause?.slice ?? {}).some((value) => value !== null);
  return cause !== undefined && isNamed && (cause.share ?? 0) >= EXPLAINS ? cause : null;
}

function findDrivers(
  { costs }: SkillContext,
  filters: readonly Filter[],
  { days, slice, currency }: FoundAnomaly,
): Drivers {
  const comparedWith = daysBefore(days);
  const change = costs.change({
    metric: "EffectiveCost",
    period: days,
    compare: comparedWith,
    basis: "charge",
    filters: usageFilters([...filters, ...sliceFilters(slice)]),
    dimensions: DIMENSIONS.filter((dimension) => slice[dimension] === undefined),
    mostLeaves: MOST_LEAVES,
  });
  const leaves = change.currencies.find((one) => one.currency === currency);
  const explanation = leaves === undefined ? null : changeDrivers(leaves.table);
  return { explanation, comparedWith };
}

/** The resources that changed most, in the direction of the anomaly. */
export function resourcesOf(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): readonly CostRow[] {
  const isUp = found.anomaly.direction === "up";
  const rows = changeBy(context, [...filters, ...sliceFilters(found.slice)], found, [
    "ResourceId",
  ]).rows.filter(({ currency, value, previous }) => {
    const change = (value ?? 0) - (previous ?? 0);
    return currency === found.currency && (isUp ? change > 0 : change < 0);
  });
  return rows.slice(0, MOST_RESOURCES);
}

/** Which part of an anomaly's change lies in the charges that a filter keeps; 0 where there is none. */
export function shareWithin(
  context: SkillContext,
  filters: readonly Filter[],
  found: FoundAnomaly,
): number {
  const own = sliceFilters(found.slice);
  const changeOf = (kept: readonly Filter[]) => {
    const { totals, previousTotals } = changeBy(context, kept, found, []);
    const inCurrency = (list: typeof totals) =>
      list.find(({ currency }) => currency === found.currency)?.value ?? 0;
    return inCurrency(totals) - inCurrency(previousTotals);
  };
  const whole = changeOf(own);
  return whole === 0 ? 0 : changeOf([...own, ...filters]) / whole;
}

/** The team that has nearly all of an anomaly's change; null where none has. */
export function ownerOf(costs: DailyCosts, { slice, anomaly }: FoundAnomaly): string | null {
  const whole = changeIn(costs, [slice], anomaly);
  const within = costs.leaves.filter((leaf) => isPartOf(leaf, slice));
  const teams = new Set(within.map(({ values }) => values["team"] ?? null));
  const owner = [...teams].find(
    (team) => team !== null && changeIn(costs, [slice, { team }], anomaly) / whole >= OWNS,
  );
  return owner ?? null;
}

function changeBy(
  { costs }: SkillContext,
  filters: readonly Filter[],
  { days, anomaly }: FoundAnomaly,
  groupBy: readonly string[],
) {
  return costs.query({
    metric: "EffectiveCost",
    period: days,
    basis: "charge",
    filters: usageFilters(filters),
    thresholds: [],
    groupBy,
    granularity: null,
    order: { by: "delta", direction: anomaly.direction === "up" ? "descending" : "ascending" },
    limit: groupBy.length === 0 ? null : MOST_RESOURCES,
    compare: daysBefore(days),
  });
}
