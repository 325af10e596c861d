import type { Slice } from "#src/analytics/anomalies/merge-nested";
import type { DailyCosts, DailyLeaf } from "./daily-costs.ts";
import { type ProviderGaps, providerGaps, providerOf } from "./provider-gaps.ts";

/** By what costs are followed; a family whose dimensions the data don't have is left out. */
const FAMILIES: readonly (readonly string[])[] = [
  [],
  ["team"],
  ["environment"],
  ["ServiceProviderName", "ServiceName", "SubAccountId"],
  ["ServiceProviderName", "ServiceName", "SubAccountId", "SkuMeter"],
];
/** The weeks before an anomaly that say what was usual. */
const DAYS_BEFORE = 28;

/** The daily costs of a slice; null on days of which data are missing. */
export interface SliceSeries {
  readonly slice: Slice;
  readonly values: readonly (number | null)[];
}

/** The series of all slices that costs are followed by. */
export function sliceSeries(costs: DailyCosts): readonly SliceSeries[] {
  const gaps = providerGaps(costs);
  const known = Object.keys(costs.leaves[0]?.values ?? {});
  return FAMILIES.filter((family) =>
    family.every((dimension) => known.includes(dimension)),
  ).flatMap((family) => seriesBy(costs, costs.leaves, family, gaps));
}

/** The series of some leaves by the dimensions of a family; leaves without a value for one of them are in none. */
export function seriesBy(
  costs: DailyCosts,
  leaves: readonly DailyLeaf[],
  family: readonly string[],
  gaps: ReadonlyMap<string | null, ProviderGaps>,
): readonly SliceSeries[] {
  return [...Map.groupBy(leaves, (leaf) => keyOf(leaf, family))].flatMap(([key, ofSlice]) => {
    if (key === null) return [];
    const slice = JSON.parse(key) as Slice;
    return [{ slice, values: valuesOf(costs, slice, ofSlice, gaps) }];
  });
}

/** Whether a leaf is part of a slice. */
export function isPartOf({ values }: DailyLeaf, slice: Slice): boolean {
  return Object.entries(slice).every(([dimension, value]) => values[dimension] === value);
}

/** What all leaves of a slice have in common; a part of the bill is known by more than it was found by. */
export function commonValues(costs: DailyCosts, slice: Slice): Slice {
  const leaves = costs.leaves.filter((leaf) => isPartOf(leaf, slice));
  const [first] = leaves;
  if (first === undefined) return slice;
  const common = Object.entries(first.values).filter(
    ([dimension, value]) =>
      value !== null && leaves.every(({ values }) => values[dimension] === value),
  );
  return Object.fromEntries(common) as Slice;
}

/** Days of a series by their place, both in. */
interface Days {
  readonly start: number;
  readonly end: number;
}

/** By how much the leaves that are in all slices cost more on some days than in the four weeks before. */
export function changeIn(costs: DailyCosts, slices: readonly Slice[], days: Days): number {
  return changeOf(costs, (leaf) => slices.every((slice) => isPartOf(leaf, slice)), days);
}

/** By how much some leaves cost more on some days than in the four weeks before. */
export function changeOf(
  costs: DailyCosts,
  isKept: (leaf: DailyLeaf) => boolean,
  { start, end }: Days,
): number {
  const from = Math.max(0, start - DAYS_BEFORE);
  let during = 0;
  let before = 0;
  for (const leaf of costs.leaves) {
    if (!isKept(leaf)) continue;
    for (let day = from; day < start; day++) before += leaf.costs[day] as number;
    for (let day = start; day <= end; day++) during += leaf.costs[day] as number;
  }
  return start === from ? during : during - (before / (start - from)) * (end - start + 1);
}

/** The slice of a family that a leaf is in; null where it has no value for one of its dimensions. */
function keyOf({ values }: DailyLeaf, family: readonly string[]): string | null {
  const slice: Record<string, string> = {};
  for (const dimension of family) {
    const value = values[dimension] ?? null;
    if (value === null) return null;
    slice[dimension] = value;
  }
  return JSON.stringify(slice);
}

/** A wide slice is followed without the providers that came later or have gone silent. */
function valuesOf(
  { days }: DailyCosts,
  slice: Slice,
  leaves: readonly DailyLeaf[],
  gaps: ReadonlyMap<string | null, ProviderGaps>,
): readonly (number | null)[] {
  const isWide = slice["ServiceProviderName"] === undefined;
  const sums = new Float64Array(days);
  const isMissing = new Uint8Array(days);
  for (const [provider, ofProvider] of Map.groupBy(leaves, providerOf)) {
    const gap = gaps.get(provider);
    if (gap === undefined || (isWide && gap.isPartial)) continue;
    gap.isMissing.forEach((missing, day) => {
      if (missing === 1) isMissing[day] = 1;
    });
    for (const { costs } of ofProvider) {
      for (let day = 0; day < days; day++)
        sums[day] = (sums[day] as number) + (costs[day] as number);
    }
  }
  return Array.from(sums, (sum, day) => (isMissing[day] === 1 ? null : sum));
}
