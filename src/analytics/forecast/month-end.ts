import { addDays, addMonths, type Day, dayNumber, dayOf } from "#src/focus/day";
import { ExactSum } from "#src/focus/exact-sum";
import { type Trial, tryModels } from "./backtest.ts";
import { type Forecast, type ForecastOptions, forecast } from "./forecast.ts";
import { describeMixture, errorsOf, fitMixture, missOfSum, mix } from "./mixture.ts";
import { modelNames, outlookOf } from "./models.ts";
import { applyChanges } from "./planned-changes.ts";
import { type CompleteSeries, completeSeries, type Series } from "./series.ts";
import { at, mean, sum } from "./statistics.ts";
import { totalWidths } from "./total-widths.ts";

/** Where a month will end, in the unit of the series. */
export interface MonthEnd {
  /** The sum of the month's days that are known. */
  readonly booked: number;
  readonly expected: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  readonly model: string;
  /**
   * How far off the totals of earlier months would have been at the same day, as a share of what came; above
   * 0 is too much. The latest month first.
   */
  readonly pastErrors: readonly number[];
}

/** A daily series whose first day is known. */
export type DatedSeries = Omit<Series, "frequency" | "start"> & { readonly start: Day };

/**
 * Where the month of `asOf` will end. `asOf` is the last day that counts as complete, later values are left
 * out; `options.booked` are amounts of the days after it. A month that is over ends at its sum. Unless the
 * series has known negative days, no figure is below what is booked.
 * @throws TooFewValuesError with fewer than seven known days
 */
export function forecastMonthEnd(
  series: DatedSeries,
  asOf: Day,
  options: ForecastOptions = {},
): MonthEnd {
  const { start, values } = series;
  const monthStart = addMonths(asOf, 0);
  const lastDay = Math.min(dayNumber(asOf), dayNumber(start) + values.length - 1);
  const known = values.slice(0, lastDay + 1 - dayNumber(start));
  const left = dayNumber(addMonths(asOf, 1)) - lastDay - 1;
  const history: Series = { values: known, start, frequency: "D" };
  const booked = exactSum(known.slice(Math.max(0, dayNumber(monthStart) - dayNumber(start))));
  const complete = completeSeries(history, left);
  const done = exactSum(complete.values.slice(-(lastDay + 1 - dayNumber(monthStart))));
  const rest = left === 0 ? NOTHING_LEFT : restOfMonth(history, complete, dayOf(lastDay), options);
  const isNeverNegative = complete.values.every((value) => value >= 0);
  const floor = isNeverNegative
    ? booked + exactSum(options.booked ?? [])
    : Number.NEGATIVE_INFINITY;
  const atLeast = (value: number) => Math.max(value, floor);
  const expected = done + rest.expected;
  return {
    booked,
    expected: atLeast(expected),
    lo80: atLeast(expected - rest.width80),
    hi80: atLeast(expected + rest.width80),
    lo95: atLeast(expected - rest.width95),
    hi95: atLeast(expected + rest.width95),
    model: rest.model,
    pastErrors: rest.pastErrors,
  };
}

interface Rest {
  readonly expected: number;
  readonly width80: number;
  readonly width95: number;
  readonly model: string;
  readonly pastErrors: readonly number[];
}

const NOTHING_LEFT: Rest = {
  expected: 0,
  width80: 0,
  width95: 0,
  model: "actual",
  pastErrors: [],
};

/** With fewer months to look back on, the interval of the sum is the sum of the days' intervals. */
const FEWEST_MONTHS = 3;

/** How far off each model's sums were against the mean of all models, over many made-up cost series. */
const STANDING_BY_MODEL: Readonly<Record<string, number>> = {
  "level and slope since the last change": 0.89,
  Theta: 0.96,
  "autoregressive steps": 0.99,
  "autoregressive level": 1.19,
  "Holt-Winters": 0.97,
};
const STANDING = modelNames("D").map((name) => STANDING_BY_MODEL[name] ?? 1);
/** It counts as so many months of the series' own. */
const MONTHS_OF_STANDING = 12;

function restOfMonth(
  history: Series,
  complete: CompleteSeries,
  lastDay: Day,
  options: ForecastOptions,
): Rest {
  const left = dayNumber(addMonths(lastDay, 1)) - dayNumber(lastDay) - 1;
  const moments = earlierMoments(complete.values.length, lastDay);
  const months = moments.length / SHIFTS.length;
  if (months < FEWEST_MONTHS) return sumOfDays(forecast(history, left, options));
  const trials = tryModels(complete, moments, left);
  const share = MONTHS_OF_STANDING / (MONTHS_OF_STANDING + months);
  const mixture = fitMixture(trials, missOfSum, { ratios: STANDING, share });
  const misses = trials.map((trial) => exactSum(errorsOf(trial, mixture)));
  const relative = misses.map((miss, trial) => miss / levelAt(complete, at(moments, trial)));
  const widths = totalWidths(relative, months, levelAt(complete, complete.values.length));
  const path = mix(outlookOf(complete, left), mixture);
  const changed = applyChanges(path, spread(widths, left), history, options.changes ?? []);
  return {
    expected: sum(changed.path),
    width80: sum(changed.widths.of80),
    width95: sum(changed.widths.of95),
    model: describeMixture(complete, mixture),
    pastErrors: pastErrors(complete, trials, misses, lastDay),
  };
}

/** The width of a sum as widths of its days that add up to it: they rise and fall together. */
function spread(widths: { readonly of80: number; readonly of95: number }, days: number) {
  return {
    of80: new Array<number>(days).fill(widths.of80 / days),
    of95: new Array<number>(days).fill(widths.of95 / days),
  };
}

function sumOfDays({ mean: path, lo80, hi80, lo95, hi95, model }: Forecast): Rest {
  return {
    expected: sum(path),
    width80: (sum(hi80) - sum(lo80)) / 2,
    width95: (sum(hi95) - sum(lo95)) / 2,
    model,
    pastErrors: [],
  };
}

const MONTHS_BACK = 12;
/** Each month is looked at from the same day and from three days before and after it. */
const SHIFTS = [0, 3, -3];
/** Four weeks: enough to know the week. */
const FEWEST_KNOWN = 28;

/** The lengths of the series at the same number of days before the end of earlier months. */
function earlierMoments(length: number, lastDay: Day): number[] {
  const thisEnd = dayNumber(addMonths(lastDay, 1));
  const left = thisEnd - dayNumber(lastDay) - 1;
  const moments: number[] = [];
  for (let back = 1; back <= MONTHS_BACK; back++) {
    const moment = length - (thisEnd - dayNumber(addMonths(lastDay, 1 - back)));
    const shifted = SHIFTS.map((shift) => moment + shift);
    const areInside = shifted.every((one) => one >= FEWEST_KNOWN && one + left <= length);
    if (areInside) moments.push(...shifted);
  }
  return moments;
}

const DAYS_OF_A_LEVEL = 28;
/** Days of nothing count as so much of the mean of all: next to nothing, any miss would be endless. */
const LEAST_LEVEL = 1 / 20;

/** The mean size of a day before a moment. */
function levelAt({ values }: CompleteSeries, length: number): number {
  const sizes = values.map(Math.abs);
  const recent = sizes.slice(Math.max(0, length - DAYS_OF_A_LEVEL), length);
  return Math.max(mean(recent), mean(sizes) * LEAST_LEVEL, Number.MIN_VALUE);
}

function pastErrors(
  { values }: CompleteSeries,
  trials: readonly Trial[],
  misses: readonly number[],
  lastDay: Day,
): number[] {
  const length = values.length;
  return trials.flatMap(({ length: moment, actual }, trial) => {
    if (trial % SHIFTS.length !== 0) return [];
    const end = moment + actual.length;
    const first = addDays(lastDay, end - length);
    const total = sum(values.slice(Math.max(0, end - daysOfMonth(first)), end));
    return total > 0 ? [-at(misses, trial) / total] : [];
  });
}

function daysOfMonth(day: Day): number {
  return dayNumber(addMonths(day, 1)) - dayNumber(addMonths(day, 0));
}

function exactSum(values: readonly (number | null)[]): number {
  const total = new ExactSum();
  for (const value of values) if (value !== null) total.add(value);
  return total.value;
}
