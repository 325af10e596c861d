/** The time scale of a series, in points. */
export interface Rhythm {
  /** Points after which the cost repeats itself; 1 where it doesn't. */
  readonly season: number;
  /** Points that make a level: what lasts as long is a new level, not a spike. */
  readonly pace: number;
  /** Whether a point is a day, so that months and the year's end can be told by date. */
  readonly isDaily: boolean;
}

/** Daily cost: weeks. */
export const DAILY: Rhythm = { season: 7, pace: 7, isDaily: true };

const MINUTES_PER_DAY = 24 * 60;

const COARSE: Readonly<Record<string, Rhythm>> = {
  D: DAILY,
  W: { season: 1, pace: 4, isDaily: false },
  M: { season: 1, pace: 3, isDaily: false },
};

const HOURS_PER_WEEK = 7 * 24;

/**
 * The rhythm of a frequency: `M`, `W`, `D`, `H`, or minutes as `5min`. Hours repeat weekly, minutes daily.
 * Null for any other word, and for minutes that don't divide a day.
 */
export function rhythmOf(frequency: string): Rhythm | null {
  if (frequency === "H") return { season: HOURS_PER_WEEK, pace: HOURS_PER_WEEK, isDaily: false };
  const minutes = Number(/^([1-9]\d{0,3})min$/.exec(frequency)?.[1] ?? Number.NaN);
  if (MINUTES_PER_DAY % minutes === 0) {
    const season = MINUTES_PER_DAY / minutes;
    return { season, pace: season, isDaily: false };
  }
  return Object.hasOwn(COARSE, frequency) ? (COARSE[frequency] ?? null) : null;
}
