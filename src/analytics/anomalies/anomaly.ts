import type { Day } from "#src/focus/day";

/** A cost series, one value a point (a day, unless the rhythm says otherwise), complete in the calendar. */
export interface CostSeries {
  /** Money; null where nothing is known, which isn't 0. */
  readonly values: readonly (number | null)[];
  /** The day of the first value; without it months and the year's end can't be told. */
  readonly start?: Day | undefined;
  /** Share of the final value that was known on the day itself, 0 to 1; all of it where nothing is said. */
  readonly firstSeen?: readonly number[] | undefined;
  /** Points from the first that are complete; later ones may still grow, so that less is no drop. */
  readonly settled?: number | undefined;
}

/**
 * spike, drop: more or less for some days, then back. shift: a new level, from one day on.
 * drift: a level that creeps away.
 */
export type AnomalyKind = "spike" | "drop" | "shift" | "drift";

/** How far an anomaly has come: it goes on, it has gone back to usual, or its level has become the usual one. */
export type AnomalyStatus = "ongoing" | "ended" | "accepted";

/** A stretch of a series that wasn't to be expected; points are indices of the series, both in. */
export interface Anomaly {
  readonly start: number;
  /** Its last point so far. */
  readonly end: number;
  /** The point on which it could be told: `firstSeen` and slow changes make it later than `start`. */
  readonly raised: number;
  readonly status: AnomalyStatus;
  readonly kind: AnomalyKind;
  readonly direction: "up" | "down";
  /** Money over its points; `interval` is the range in which 95 of 100 usual days lie, summed alike. */
  readonly expected: number;
  readonly actual: number;
  readonly interval: readonly [low: number, high: number];
  /** actual − expected, in money. */
  readonly impact: number;
  /** Money above (below) expectation that a point adds by now: the mean of its last three. */
  readonly excessPerPoint: number;
  /** Impact as a share of the expected amount; null where nothing was expected. */
  readonly change: number | null;
  /** Standard deviations by which its strangest point or week was off. */
  readonly score: number;
}
