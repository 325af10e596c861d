import { addDays, type Day, daysIn, type Period } from "#src/focus/day";

/** Two periods as they are compared. */
export interface Compared {
  readonly main: Period;
  readonly other: Period;
  /** Whether either was cut, so that the other's whole total is worth showing. */
  readonly isCut: boolean;
}

/**
 * Cuts a comparison with a running calendar period like for like: its days that are complete, against the same
 * number of days from the start of the other (CONVENTIONS, Comparing). Where no day is complete yet, the days
 * so far are taken.
 * @param isRunning whether the main period is a calendar one that isn't over
 */
export function compareLikeForLike(
  periods: { readonly main: Period; readonly other: Period },
  isRunning: boolean,
  dataThrough: Day | null,
  today: Day,
): Compared {
  const { main, other } = periods;
  const running = isRunning ? main : other.end > today ? other : null;
  if (running === null) return { main, other, isCut: false };
  const soFar = { start: running.start, end: earlier(running.end, addDays(today, 1)) };
  const complete =
    dataThrough === null ? soFar : { ...soFar, end: earlier(soFar.end, addDays(dataThrough, 1)) };
  const days = daysIn(complete) > 0 ? daysIn(complete) : daysIn(soFar);
  const cut = (period: Period) => ({
    start: period.start,
    end: earlier(period.end, addDays(period.start, days)),
  });
  return { main: cut(main), other: cut(other), isCut: true };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
