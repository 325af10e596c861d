import { type Outlook, outlookOf } from "./models.ts";
import { type CompleteSeries, type Frequency, untilLength } from "./series.ts";
import { at } from "./statistics.ts";

/** What the models would have said at an earlier moment, and what came. */
export interface Trial {
  /** The number of values that were known then. */
  readonly length: number;
  readonly outlook: Outlook;
  /** What came; null where it is missing. */
  readonly actual: readonly (number | null)[];
}

interface Schedule {
  readonly trials: number;
  /** The most steps from one trial to the one before: trials shall tell of today's ways. */
  readonly stride: number;
}

const SCHEDULES: Readonly<Record<Frequency, Schedule>> = {
  H: { trials: 12, stride: 17 },
  D: { trials: 14, stride: 24 },
  W: { trials: 16, stride: 4 },
  M: { trials: 16, stride: 4 },
};

/** The fewest values that a trial starts from. */
const FEWEST_KNOWN = 12;

/** How errors grow shows in so many steps. */
const LONGEST_TRIAL = 120;

/** The horizon that trials are made for: the asked one, or what a third of the series allows. */
export function trialHorizon(series: CompleteSeries, horizon: number): number {
  return Math.max(1, Math.min(horizon, LONGEST_TRIAL, Math.floor(series.values.length / 3)));
}

/** The lengths at which to look back, latest first: one stride apart, or less where the series is short. */
export function trialLengths(series: CompleteSeries, horizon: number): number[] {
  const { trials, stride } = SCHEDULES[series.frequency];
  const last = series.values.length - horizon;
  const enough = Math.min(2 * series.period + 8, Math.floor(series.values.length / 2));
  const room = last - Math.max(FEWEST_KNOWN, enough);
  if (room < 0) return last >= FEWEST_KNOWN ? [last] : [];
  const step = Math.min(stride, Math.max(1, Math.floor(room / (trials - 1))));
  const count = Math.min(trials, Math.floor(room / step) + 1);
  return Array.from({ length: count }, (_, index) => last - index * step);
}

/** Tries the models at earlier lengths of the series. */
export function tryModels(
  series: CompleteSeries,
  lengths: readonly number[],
  horizon: number,
): Trial[] {
  return lengths.map((length) => ({
    length,
    outlook: outlookOf(untilLength(series, length), horizon),
    actual: Array.from({ length: horizon }, (_, step) =>
      series.isKnown[length + step] === true ? at(series.values, length + step) : null,
    ),
  }));
}
