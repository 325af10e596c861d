import type { Period } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import { presentValue } from "#src/sources/aws/focus-names";
import {
  COST_DIMENSIONS,
  type CostDimension,
  type CostGroup,
  type CostQuery,
  type CostRestriction,
} from "./cost-query.ts";
import { CHARGE_KINDS, type ChargeKind, chargeKindOf } from "./record-types.ts";

/** The whole month's sums by record type and one dimension each. */
export type Listings = Readonly<Partial<Record<CostDimension, readonly CostGroup[]>>>;

/** The charges of one kind, and how to read them. */
export interface KindPlan {
  readonly kind: ChargeKind;
  readonly recordTypes: readonly string[];
  /** The month's sums, to hold what was read against. */
  readonly billed: number;
  readonly effective: number;
  readonly queries: readonly PlannedQuery[];
}

/** A query, and the value of the dimension that it doesn't group by. */
export interface PlannedQuery {
  readonly query: CostQuery;
  readonly fixed: { readonly dimension: CostDimension; readonly value: string };
}

/** The query for a listing. */
export function listingQuery(period: Period, dimension: CostDimension): CostQuery {
  return { period, granularity: "MONTHLY", groupBy: ["RECORD_TYPE", dimension], restrictions: [] };
}

/**
 * How to read a month by day, service, account, region and kind with as few calls as can be, as each costs
 * money: of each kind, one query for each value of the dimension that has the fewest, grouped by the other two.
 */
export function planMonth(period: Period, listings: Listings): KindPlan[] {
  const known = COST_DIMENSIONS.flatMap((dimension) => {
    const groups = listings[dimension];
    return groups === undefined ? [] : [{ dimension, groups }];
  });
  return CHARGE_KINDS.flatMap((kind): KindPlan[] => {
    const sides = known.map(({ dimension, groups }) => ({
      dimension,
      groups: groups.filter(({ keys: [recordType = ""] }) => chargeKindOf(recordType) === kind),
    }));
    const smallest = sides
      .map(({ dimension, groups }) => ({ dimension, groups, values: valuesOf(groups, 1) }))
      .reduce((a, b) => (b.values.length < a.values.length ? b : a));
    if (smallest.groups.length === 0) return [];
    const recordTypes = valuesOf(smallest.groups, 0);
    return [
      {
        kind,
        recordTypes,
        billed: sumOf(smallest.groups, "billed"),
        effective: sumOf(smallest.groups, "effective"),
        queries: queriesOf(period, recordTypes, smallest.dimension, smallest.values),
      },
    ];
  });
}

function queriesOf(
  period: Period,
  recordTypes: readonly string[],
  dimension: CostDimension,
  values: readonly string[],
): PlannedQuery[] {
  const ofKind = { dimension: "RECORD_TYPE", values: recordTypes, isExclusion: false } as const;
  const groupBy = COST_DIMENSIONS.filter((other) => other !== dimension);
  const planned = (value: string, restrictions: readonly CostRestriction[]): PlannedQuery => ({
    query: { period, granularity: "DAILY", groupBy, restrictions: [ofKind, ...restrictions] },
    fixed: { dimension, value },
  });
  if (values.length === 1) return [planned(values[0] ?? "", [])];
  const present = values.filter((value) => presentValue(value) !== null);
  const queries = present.map((value) =>
    planned(value, [{ dimension, values: [value], isExclusion: false }]),
  );
  // What has no value can't be asked for by a value.
  const others = { dimension, values: present, isExclusion: true };
  return present.length === values.length ? queries : [...queries, planned("", [others])];
}

function valuesOf(groups: readonly CostGroup[], position: number): string[] {
  return [...new Set(groups.map(({ keys }) => keys[position] ?? ""))].sort();
}

/** The exact sum of decimal texts, rounded once. */
function sumOf(groups: Iterable<CostGroup>, metric: "billed" | "effective"): number {
  const sum = new ExactSum();
  for (const group of groups) sum.add(Number(group[metric]));
  return sum.value;
}
