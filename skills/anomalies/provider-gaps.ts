import type { DailyCosts, DailyLeaf } from "./daily-costs.ts";

/** A provider that costs something on this share of its days bills daily. */
const DAILY_SHARE = 0.9;
/** A longer gap is a pause, not days that are missing. */
const LONGEST_GAP_DAYS = 7;
const PROVIDER = "ServiceProviderName";

/** On which days a provider's data are missing: what isn't known is no fall in cost. */
export interface ProviderGaps {
  /** 1 for each day that isn't known. */
  readonly isMissing: Uint8Array;
  /** It came later than the others, or nothing has come from it for more than a week. */
  readonly isPartial: boolean;
}

/** What is missing of each provider, by its name. */
export function providerGaps(costs: DailyCosts): ReadonlyMap<string | null, ProviderGaps> {
  const byProvider = Map.groupBy(costs.leaves, providerOf);
  return new Map(
    [...byProvider].map(([provider, leaves]) => [provider, gapsOf(leaves, costs)] as const),
  );
}

/** The provider of a leaf; null where charges state none. */
export function providerOf({ values }: DailyLeaf): string | null {
  return values[PROVIDER] ?? null;
}

function gapsOf(leaves: readonly DailyLeaf[], { days, settled }: DailyCosts): ProviderGaps {
  const hasCosts = Uint8Array.from({ length: days }, (_, day) =>
    leaves.some(({ costs }) => costs[day] !== 0) ? 1 : 0,
  );
  const first = hasCosts.indexOf(1);
  const last = hasCosts.lastIndexOf(1);
  const isMissing = new Uint8Array(days);
  if (first < 0) return { isMissing, isPartial: true };
  isMissing.fill(1, 0, first).fill(1, last + 1);
  const known = hasCosts.reduce((sum, has) => sum + has, 0);
  if (known >= DAILY_SHARE * (last - first + 1)) markGaps(hasCosts, first, last, isMissing);
  const isPartial = first > LONGEST_GAP_DAYS || settled - 1 - last > LONGEST_GAP_DAYS;
  return { isMissing, isPartial };
}

function markGaps(hasCosts: Uint8Array, first: number, last: number, isMissing: Uint8Array): void {
  let lastKnown = first;
  for (let day = first + 1; day <= last; day++) {
    if (hasCosts[day] === 0) continue;
    if (day - lastKnown - 1 <= LONGEST_GAP_DAYS) isMissing.fill(1, lastKnown + 1, day);
    lastKnown = day;
  }
}
