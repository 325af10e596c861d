import type { Anomaly } from "#src/analytics/anomalies/anomaly";
import type { Slice } from "#src/analytics/anomalies/merge-nested";
import type { Severity } from "#src/analytics/anomalies/severity";
import type { Day, Period } from "#src/focus/day";

/** An anomaly of the bill as it was found; money is in its currency. */
export interface FoundAnomaly {
  /** Currency, slice and direction: what is like it has the same. */
  readonly pattern: string;
  /** The pattern and the first day: the same whenever it is found again. */
  readonly id: string;
  readonly currency: string;
  /** The narrowest part of the bill that explains it. */
  readonly slice: Slice;
  /** The other slices in which it shows. */
  readonly alsoIn: readonly Slice[];
  /** The days that count for it. */
  readonly days: Period;
  /** The first day on which it could be told. */
  readonly raised: Day;
  readonly anomaly: Anomaly;
  readonly severity: Severity;
}

/** Names a pattern: `USD up ServiceName=AmazonCloudWatch SubAccountId=21`. */
export function patternOf(currency: string, slice: Slice, direction: Anomaly["direction"]): string {
  const parts = Object.entries(slice)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, value]) => `${dimension}=${value}`);
  return [currency, direction, ...parts].join(" ");
}
