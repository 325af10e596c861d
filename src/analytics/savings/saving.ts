/** Half-open indices of days. */
export interface DayRange {
  readonly start: number;
  readonly end: number;
}

/** What some charges cost day by day, before and after something was done about them. */
export interface SavingSeries {
  /** Days since 1970-01-01 (UTC) of index 0. */
  readonly firstDay: number;
  /** Money a day; null where nothing is known. */
  readonly costs: readonly (number | null)[];
  /**
   * What was used a day, in one unit, where the saving is a lower price of the same usage; null where usage is
   * what is saved, or isn't known.
   */
  readonly usage: readonly (number | null)[] | null;
  /** What comparable charges cost a day, of which nothing was done; null where there are none. */
  readonly control: readonly (number | null)[] | null;
  readonly before: DayRange;
  readonly after: DayRange;
}

/** What was saved a day, beside what the days after would have cost otherwise. */
export interface Saving {
  /** Money a day; below zero where it costs more than before. */
  readonly daily: number;
  /** The interval that holds what was saved in 90 of 100 cases. */
  readonly low: number;
  readonly high: number;
  /** What the days after would have cost, money a day. */
  readonly expected: number;
  /** What they cost. */
  readonly actual: number;
  /** By what growth was taken out. */
  readonly by: "usage" | "control" | "trend";
  /** How many days after were looked at. */
  readonly days: number;
}

/** A quantile of the normal distribution, of which 5% lie above. */
const NORMAL = 1.645;

/** The value above which 5% of a t distribution lie; `freedom` is at least 3 (Cornish and Fisher's expansion). */
export function upperTwentieth(freedom: number): number {
  const z = NORMAL;
  const degrees = Math.max(3, freedom);
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3);
  return z + (z ** 3 + z) / (4 * degrees) + second + third;
}
