import { trialHorizon, trialLengths, tryModels } from "./backtest.ts";
import { coldWidths, conformalWidths, type Widths } from "./band.ts";
import { describeMixture, errorsOf, fitMixture, missesOfSteps, mix } from "./mixture.ts";
import { outlookOf } from "./models.ts";
import { applyChanges, type PlannedChange } from "./planned-changes.ts";
import { type CompleteSeries, completeSeries, type Series } from "./series.ts";
import { dampedTrend, medianLevel, simpleSmoothing } from "./smoothing.ts";
import { at, standardDeviation } from "./statistics.ts";

/** The coming steps: a point each, and the bounds of the 80% and the 95% interval; in the series' unit. */
export interface Forecast {
  readonly mean: readonly number[];
  readonly lo80: readonly number[];
  readonly hi80: readonly number[];
  readonly lo95: readonly number[];
  readonly hi95: readonly number[];
  /** The models behind it with their weights, "Holt-Winters 60%, Theta 40%". */
  readonly model: string;
}

/** What is known of the coming steps beside the series. */
export interface ForecastOptions {
  /** What is booked already for each coming step; no figure is below it. */
  readonly booked?: readonly number[];
  /** Changes that are planned; they need the series' start. */
  readonly changes?: readonly PlannedChange[];
}

/** Below this, the level and its noise are all that is told. */
const FEWEST_FOR_MODELS = 20;

/**
 * The coming `horizon` steps of a series. Several models are weighted by their errors at earlier moments, and
 * the errors of that very mixture at those moments give the intervals. Deterministic.
 * @throws TooFewValuesError with fewer than seven known values
 */
export function forecast(series: Series, horizon: number, options: ForecastOptions = {}): Forecast {
  const complete = completeSeries(series, horizon);
  const { path, widths, model } =
    complete.values.length < FEWEST_FOR_MODELS
      ? coldForecast(complete, horizon)
      : modelledForecast(complete, horizon);
  const changed = applyChanges(path, widths, series, options.changes ?? []);
  const isNeverNegative = complete.values.every((value) => value >= 0);
  const floors = Array.from({ length: horizon }, (_, step) =>
    Math.max(
      isNeverNegative ? 0 : Number.NEGATIVE_INFINITY,
      options.booked?.[step] ?? Number.NEGATIVE_INFINITY,
    ),
  );
  return { ...bounded(changed.path, changed.widths, floors), model };
}

/** A point path with its bounds, none below the floor of its step. */
function bounded(
  path: readonly number[],
  widths: Widths,
  floors: readonly number[],
): Omit<Forecast, "model"> {
  const shifted = (widthsOfLevel: readonly number[], side: number) =>
    path.map((value, step) => Math.max(value + side * at(widthsOfLevel, step), at(floors, step)));
  return {
    mean: path.map((value, step) => Math.max(value, at(floors, step))),
    lo80: shifted(widths.of80, -1),
    hi80: shifted(widths.of80, 1),
    lo95: shifted(widths.of95, -1),
    hi95: shifted(widths.of95, 1),
  };
}

interface Unbounded {
  readonly path: readonly number[];
  readonly widths: Widths;
  readonly model: string;
}

function modelledForecast(series: CompleteSeries, horizon: number): Unbounded {
  const ahead = trialHorizon(series, horizon);
  const trials = tryModels(series, trialLengths(series, ahead), ahead);
  const mixture = fitMixture(trials, missesOfSteps);
  const errors = trials.map((trial) => errorsOf(trial, mixture));
  const lengths = trials.map((trial) => trial.length);
  return {
    path: mix(outlookOf(series, horizon), mixture),
    widths: conformalWidths({ errors, lengths }, series.period, series.values.length, horizon),
    model: describeMixture(series, mixture),
  };
}

/** Half the smoothed level; half the median of days and hours, the fading trend of weeks and months. */
function coldForecast({ values, frequency }: CompleteSeries, horizon: number): Unbounded {
  const smoothed = simpleSmoothing(values, horizon);
  const isFine = frequency === "D" || frequency === "H";
  const other = isFine ? medianLevel(values, horizon) : dampedTrend(values, horizon);
  const steps = values.slice(1).map((value, index) => value - at(values, index));
  const deviation = Math.max(standardDeviation(values), standardDeviation(steps));
  return {
    path: smoothed.map((value, step) => (value + at(other, step)) / 2),
    widths: coldWidths(deviation, values.length, horizon),
    model: "level of a short series",
  };
}
