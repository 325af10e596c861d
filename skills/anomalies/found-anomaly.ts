import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import type { Slice } from "#src/analytics/anomalies/merge-nested";
import type { Severity } from "#src/analytics/anomalies/severity";
import type { Day, Period } from "#src/focus/day";
import type { KeptItem } from "#src/provider-items";
import type { Filter } from "#src/store/cost-query";

/** Some charges on some days that weren't to be expected, whoever found them; money is in its currency. */
export interface AnomalyPlace {
  /** Currency, slice and direction: what is like it has the same. */
  readonly pattern: string;
  /** Begins with the first day; the same whenever it is found again. */
  readonly id: string;
  readonly currency: string;
  /** The part of the bill, as far as values of dimensions say it. */
  readonly slice: Slice;
  /** What keeps its charges. */
  readonly filters: readonly Filter[];
  /** The days that count for it. */
  readonly days: Period;
  readonly direction: Anomaly["direction"];
  /** Its cost is back to usual. */
  readonly isOver: boolean;
  readonly severity: Severity;
}

/** An anomaly of the bill as it was found in the charges; its slice is the narrowest part that explains it. */
export interface FoundAnomaly extends AnomalyPlace {
  readonly by: "tally";
  /** The other slices in which it shows. */
  readonly alsoIn: readonly Slice[];
  /** The first day on which it could be told. */
  readonly raised: Day;
  readonly anomaly: Anomaly;
}

/** An anomaly that a provider alone found. */
export interface ProviderFinding extends AnomalyPlace {
  readonly by: "provider";
  readonly kept: ProviderSighting;
}

/** An anomaly as a provider lists it. */
export type ProviderSighting = KeptItem<"anomaly">;

/** An anomaly, whoever found it. */
export type Finding = FoundAnomaly | ProviderFinding;

/** Names a pattern: `USD up ServiceName=AmazonCloudWatch SubAccountId=21`. */
export function patternOf(currency: string, slice: Slice, direction: Anomaly["direction"]): string {
  const parts = Object.entries(slice)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, value]) => `${dimension}=${value}`);
  return [currency, direction, ...parts].join(" ");
}

/** Filters that keep a slice. */
export function sliceFilters(slice: Slice): Filter[] {
  return Object.entries(slice).map(([dimension, value]) => ({
    dimension,
    operator: "in",
    values: [value],
  }));
}
