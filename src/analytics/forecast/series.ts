import { UserError } from "#src/errors";
import { addDays, addMonths, type Day, dayNumber } from "#src/focus/day";
import { monthPlaces } from "./month-effects.ts";
import { median } from "./statistics.ts";

/** The step of a series: an hour, a day, a week or a month. */
export type Frequency = "H" | "D" | "W" | "M";

/** A series with one value a step, oldest first; null is a missing value, which is not 0. */
export interface Series {
  readonly values: readonly (number | null)[];
  readonly frequency: Frequency;
  /** The UTC day of the first value, where it is known: effects of the calendar need it. */
  readonly start?: Day | undefined;
}

/** A series without gaps. */
export interface CompleteSeries {
  readonly values: readonly number[];
  /** Which values were there; the others are filled in. */
  readonly isKnown: readonly boolean[];
  readonly frequency: Frequency;
  /** The steps of the season that is looked for; 1 when the series is too short to show one. */
  readonly period: number;
  /** Each day's place in its month, through the horizon; empty unless the steps are dated days. */
  readonly places: readonly number[];
}

/** The fewest known values that a forecast is made from. */
export const FEWEST_VALUES = 7;

/** A series that nothing can be said about yet. */
export class TooFewValuesError extends UserError {
  override name = "TooFewValuesError";
  constructor(known: number) {
    super(`A forecast needs at least ${FEWEST_VALUES} values, and there are ${known}.`);
  }
}

/**
 * Leaves out what is missing at the start and fills each other gap from the same phase around it.
 * @throws TooFewValuesError
 */
export function completeSeries(series: Series, horizon: number): CompleteSeries {
  const { values, frequency, start } = series;
  const count = values.filter((value) => value !== null).length;
  if (count < FEWEST_VALUES) throw new TooFewValuesError(count);
  const first = values.findIndex((value) => value !== null);
  const known = values.slice(first);
  const period = periodOf(frequency, known.length);
  const isDated = frequency === "D" && start !== undefined;
  return {
    values: known.map((value, index) => value ?? fillFor(known, index, period)),
    isKnown: known.map((value) => value !== null),
    frequency,
    period,
    places: isDated ? monthPlaces(dayNumber(start) + first, known.length + horizon) : [],
  };
}

/** The series as it was when it had `length` values. */
export function untilLength(series: CompleteSeries, length: number): CompleteSeries {
  return {
    ...series,
    values: series.values.slice(0, length),
    isKnown: series.isKnown.slice(0, length),
    period: periodOf(series.frequency, length),
  };
}

/** The UTC day that begins `steps` after a start; hours count by whole days. */
export function dayAfter(start: Day, frequency: Frequency, steps: number): Day {
  if (frequency === "M") return addMonths(start, steps);
  if (frequency === "H") return addDays(start, Math.floor(steps / 24));
  return addDays(start, frequency === "W" ? 7 * steps : steps);
}

const HOURS_OF_A_WEEK = 168;
const WEEKS_OF_A_YEAR = 52;

function periodOf(frequency: Frequency, length: number): number {
  switch (frequency) {
    case "H":
      return length >= 3 * HOURS_OF_A_WEEK ? HOURS_OF_A_WEEK : ifShown(24, length);
    case "D":
      return ifShown(7, length);
    case "W":
      return length >= 3 * WEEKS_OF_A_YEAR ? WEEKS_OF_A_YEAR : 1;
    case "M":
      return ifShown(12, length);
  }
}

/** A season shows after two periods and a little. */
function ifShown(period: number, length: number): number {
  return length >= 2 * period + 4 ? period : 1;
}

const CYCLES_AROUND_A_GAP = 6;
const VALUES_FOR_A_GAP = 4;

function fillFor(values: readonly (number | null)[], index: number, period: number): number {
  const same: number[] = [];
  for (let cycle = 1; cycle <= CYCLES_AROUND_A_GAP && same.length < VALUES_FOR_A_GAP; cycle++) {
    for (const neighbour of [values[index - cycle * period], values[index + cycle * period]]) {
      if (typeof neighbour === "number") same.push(neighbour);
    }
  }
  return same.length > 0 ? median(same) : nearest(values, index);
}

function nearest(values: readonly (number | null)[], index: number): number {
  for (let distance = 1; distance < values.length; distance++) {
    const near = values[index - distance] ?? values[index + distance];
    if (typeof near === "number") return near;
  }
  return 0;
}
